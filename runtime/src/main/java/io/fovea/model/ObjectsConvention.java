package io.fovea.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How StarDist and Cellpose prepare images: between two percentiles of each. */
final class ObjectsConvention implements Convention {
    private static final int COLORS = 3;

    @Override
    public String name() {
        return "the usual of StarDist and Cellpose";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        Map<CardKey, String> said = new EnumMap<>(CardKey.class);
        if (clues.head().isOfPixels()) {
            said.put(CardKey.PIXELS, clues.head().pixels());
            if (clues.form().channels() == COLORS) {
                said.put(CardKey.COLOR, clues.head().color());
            }
        }
        return said;
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of(
                key == CardKey.COLOR
                        ? "The order of the colour channels is not recorded; red, green, blue is assumed."
                        : "The scale of the input is not recorded; between the percentiles 1 and 99.8 of each image, to 0..1,"
                                + " is assumed, as usual for StarDist and Cellpose.");
    }
}
