package io.fovea.plan;

import io.fovea.recipe.InputSpec;
import io.fovea.recipe.data.DataLayout;
import java.util.List;
import java.util.Optional;

/** How large the images are that a network is given, of how many channels, and whether they are cut into tiles. */
final class InputChoice {
    /** Up to here pictures are given as they are. */
    private static final int SMALL = 40;

    /** What the networks halve four or five times is best a multiple of this. */
    private static final int MULTIPLE = 32;

    private static final int LARGEST_TO_CLASSIFY = 128;
    private static final int LARGEST_TO_SEGMENT = 256;
    private static final int SMALLEST_TILE = 128;
    private static final int TILE_IN_OBJECTS = 4;

    private final DataLayout layout;
    private final Facts facts;
    private final Optional<InputSpec> begun;

    /**
     * A choice.
     *
     * @param begun the input of what the training begins with, where that keeps its recipe
     */
    InputChoice(DataLayout layout, Facts facts, Optional<InputSpec> begun) {
        this.layout = layout;
        this.facts = facts;
        this.begun = begun;
    }

    /** Whether images go through in tiles at their own resolution: those of objects. */
    Choice<Boolean> tiles() {
        return layout.data().kind().isOfObjects()
                ? new Choice<>(true, "objects are told apart at the resolution of the image, whatever its size")
                : new Choice<>(false, "images are answered as a whole");
    }

    /** Width and height in pixels of images that are resized. */
    Choice<List<Integer>> size() {
        if (facts.sameSize() && Math.max(facts.width(), facts.height()) <= SMALL) {
            return new Choice<>(List.of(facts.width(), facts.height()), "all images have this size");
        }
        boolean classifies = layout.task().equals(DataLayout.CLASSIFICATION);
        if (begun.isPresent() && begun.get().width().isPresent() && !classifies) {
            return new Choice<>(
                    List.of(
                            begun.get().width().getAsInt(),
                            begun.get().height().orElse(begun.get().width().getAsInt())),
                    "the size that the model begun with knows");
        }
        int most = classifies ? LARGEST_TO_CLASSIFY : LARGEST_TO_SEGMENT;
        int median = classifies ? Math.min(facts.width(), facts.height()) : Math.max(facts.width(), facts.height());
        int side = Math.max(MULTIPLE, Math.min(most, Math.round((float) median / MULTIPLE) * MULTIPLE));
        return new Choice<>(
                List.of(side, side),
                "the images are mostly " + facts.size() + "; "
                        + (median > most ? "more costs time" : "no more is there"));
    }

    /** Side in pixels of the squares that a network for tiles is trained on. */
    Choice<Integer> crop() {
        double wanted = TILE_IN_OBJECTS * facts.largest();
        int side = (int) Math.ceil(wanted / MULTIPLE) * MULTIPLE;
        int crop = Math.max(SMALLEST_TILE, Math.min(LARGEST_TO_SEGMENT, side));
        return new Choice<>(
                crop,
                "nineteen of twenty objects are below " + Math.round(facts.largest()) + " pixels"
                        + (wanted > crop ? "; larger squares cost time" : ", so each is seen with what is around it"));
    }

    /** Number of channels. */
    Choice<Integer> channels() {
        if (begun.isPresent()) {
            return new Choice<>(begun.get().channels(), "as the model begun with takes");
        }
        return new Choice<>(
                facts.channels(),
                facts.colors()
                        ? "images are RGB"
                        : facts.channels() == 1 ? "images are grey" : "no colours, but stains");
    }

    /** Whether channels are no colours. */
    boolean isOfStains() {
        return !facts.colors() && facts.channels() > 1;
    }
}
