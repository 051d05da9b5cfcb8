package io.fovea.model;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How StarDist and Cellpose prepare images: between two percentiles of each; and how large the objects are that Cellpose's networks know:
 * it brings all to the same diameter, and when it trains enlarges them by 0.5 to 1.5.
 */
final class ObjectsConvention implements Convention {
    private static final int COLORS = 3;

    private static final double LEAST_SCALE = 0.5;
    private static final double MOST_SCALE = 1.5;

    /** Pixels that an object is across to Cellpose's networks, and to those of them that know nuclei. */
    private static final double CELL = 30;

    private static final double NUCLEUS = 17;

    private static final String NUCLEI = "nuclei";

    /** As Cellpose's own files call it. */
    private static final String DIAMETER = "diam_mean";

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
        // Where every image is brought to one size, how large objects are in it means nothing.
        if (clues.head() == DetectorHead.CELLPOSE && !clues.form().isFixed()) {
            double median = diameter(clues);
            said.put(CardKey.OBJECT_DIAMETERS, LEAST_SCALE * median + " " + median + " " + MOST_SCALE * median);
        }
        return said;
    }

    private static double diameter(Clues clues) {
        try {
            double recorded = Double.parseDouble(clues.metadata(DIAMETER));
            if (recorded > 0 && recorded < Float.MAX_VALUE) {
                return recorded;
            }
        } catch (NumberFormatException e) {
            // Nothing is recorded that is a number: the usual holds.
        }
        return clues.graph().name().toLowerCase(Locale.ROOT).contains(NUCLEI) ? NUCLEUS : CELL;
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        if (key == CardKey.OBJECT_DIAMETERS) {
            return Optional.of(
                    "How large objects are to the network is not recorded; the usual of Cellpose is assumed, about 30"
                            + " pixels across, nuclei 17: 'object-diameters' says it.");
        }
        return Optional.of(
                key == CardKey.COLOR
                        ? "The order of the colour channels is not recorded; red, green, blue is assumed."
                        : "The scale of the input is not recorded; between the percentiles 1 and 99.8 of each image, to 0..1,"
                                + " is assumed, as usual for StarDist and Cellpose.");
    }
}
