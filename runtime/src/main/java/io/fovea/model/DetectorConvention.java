package io.fovea.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How the makers of a detector's head prepare images. */
final class DetectorConvention implements Convention {
    private static final int COLORS = 3;

    @Override
    public String name() {
        return "the usual of such detectors";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        Map<CardKey, String> said = new EnumMap<>(CardKey.class);
        if (clues.head() != DetectorHead.NONE && clues.form().channels() == COLORS) {
            said.put(CardKey.COLOR, clues.head().color());
            said.put(CardKey.PIXELS, clues.head().pixels());
        }
        return said;
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of(
                key == CardKey.COLOR
                        ? "The order of the colour channels is not recorded; what is usual for such detectors is assumed."
                        : "The scale of the input is not recorded; what is usual for such detectors is assumed.");
    }
}
