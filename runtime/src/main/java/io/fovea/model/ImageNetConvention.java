package io.fovea.model;

import java.util.Map;
import java.util.Optional;

/** A thousand classes, or those and a background: ImageNet's, whose names do not come with Fovea. */
final class ImageNetConvention implements Convention {
    private static final int CLASSES = 1000;

    @Override
    public String name() {
        return "ImageNet";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        boolean likely =
                clues.task() == Task.CLASSIFICATION && (clues.classes() == CLASSES || clues.classes() == CLASSES + 1);
        return likely ? Map.of(CardKey.LABELS, "") : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of(
                "The labels of the classes are not recorded; they are likely ImageNet's, of which a file can be"
                        + " given as labels. Numbers from 0 are used.");
    }
}
