package io.fovea.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Networks that PyTorch exported with ImageNet's thousand classes: torchvision and timm train them all alike. */
final class TorchvisionConvention implements Convention {
    private static final int IMAGENET_CLASSES = 1000;

    @Override
    public String name() {
        return "torchvision, timm";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        boolean likely = clues.graph().producerName().toLowerCase(Locale.ROOT).contains("pytorch")
                && clues.classes() == IMAGENET_CLASSES
                && clues.form().channels() == 3
                && clues.task() == Task.CLASSIFICATION;
        return likely ? Map.of(CardKey.PIXELS, PixelValues.IMAGENET.word()) : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of("The scale of the input is not recorded; ImageNet's mean and standard deviation are assumed,"
                + " with which PyTorch's networks of 1000 classes are trained.");
    }
}
