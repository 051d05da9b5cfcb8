package io.fovea.plan;

import io.fovea.recipe.InputSpec;
import io.fovea.recipe.data.DataLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How large the images are that a network is given, of how many channels, and whether they are cut into tiles. */
final class InputChoice {
    /** Up to here pictures are given as they are. */
    private static final int SMALL = 40;

    /** What the networks halve four or five times is best a multiple of this. */
    private static final int MULTIPLE = 32;

    private static final int LARGEST_TO_CLASSIFY = 128;

    /** Layers that are lent were compared at this side, with photographs of 320x240 pixels. */
    private static final int LARGEST_FOR_LENT_LAYERS = 192;

    private static final int LARGEST_TO_SEGMENT = 256;
    private static final int SMALLEST_TILE = 128;

    /** Where fewer epochs of layers that are lent fit into the time, images are made smaller. */
    private static final int ENOUGH_EPOCHS = 30;

    /** Likewise of random weights, which have more to learn. */
    private static final int ENOUGH_FROM_SCRATCH = 60;

    /** To fit more epochs, images are not made smaller than this. */
    private static final int SMALLEST_IN_HASTE = 128;

    private static final int TILE_IN_OBJECTS = 4;

    private final DataLayout layout;
    private final Facts facts;
    private final Optional<KnownStart> start;
    private final Optional<InputSpec> begun;
    private final OptionalInt affordable;

    /**
     * A choice.
     *
     * @param start what the training begins with, whose input counts where it keeps its recipe
     * @param affordable the largest side in pixels that the time is enough for, where that was found out
     */
    InputChoice(DataLayout layout, Facts facts, Optional<KnownStart> start, OptionalInt affordable) {
        this.layout = layout;
        this.facts = facts;
        this.start = start;
        this.begun = start.flatMap(KnownStart::input);
        this.affordable = affordable;
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
        if (hasSizeOfBegun()) {
            return new Choice<>(
                    List.of(
                            begun.get().width().getAsInt(),
                            begun.get().height().orElse(begun.get().width().getAsInt())),
                    "the size that the model begun with knows");
        }
        int classified = start.isPresent() ? LARGEST_FOR_LENT_LAYERS : LARGEST_TO_CLASSIFY;
        int most = Math.min(classifies ? classified : LARGEST_TO_SEGMENT, affordable.orElse(Integer.MAX_VALUE));
        int median = classifies ? Math.min(facts.width(), facts.height()) : Math.max(facts.width(), facts.height());
        int side = Math.max(MULTIPLE, Math.min(most, Math.round((float) median / MULTIPLE) * MULTIPLE));
        String limit = median > most ? limit() : "no more is there";
        return new Choice<>(List.of(side, side), "the images are mostly " + facts.size() + "; " + limit);
    }

    private String limit() {
        return affordable.isPresent()
                ? "larger, fewer than " + enoughEpochs() + " epochs fit into the time"
                : "more costs time";
    }

    private int enoughEpochs() {
        return start.isPresent() ? ENOUGH_EPOCHS : ENOUGH_FROM_SCRATCH;
    }

    private boolean hasSizeOfBegun() {
        return start.filter(KnownStart::keepsHead).isPresent()
                && begun.isPresent()
                && begun.get().width().isPresent();
    }

    /**
     * The side in pixels, of images or of the squares cut from them, with which enough epochs fit into the time, as their
     * cost grows with the area.
     *
     * @param epochs that fit with the size as it is
     * @return nothing where these are enough, or the size cannot be smaller
     */
    OptionalInt sideInTime(int epochs) {
        int side = tiles().value() ? crop().value() : size().value().get(0);
        if (hasSizeOfBegun() || epochs >= enoughEpochs() || side <= SMALLEST_IN_HASTE) {
            return OptionalInt.empty();
        }
        int smaller = (int) (side * Math.sqrt((double) epochs / enoughEpochs())) / MULTIPLE * MULTIPLE;
        return OptionalInt.of(Math.max(SMALLEST_IN_HASTE, smaller));
    }

    /** Side in pixels of the squares that a network for tiles is trained on. */
    Choice<Integer> crop() {
        double wanted = TILE_IN_OBJECTS * facts.largest();
        int side = (int) Math.ceil(wanted / MULTIPLE) * MULTIPLE;
        int most = Math.min(LARGEST_TO_SEGMENT, affordable.orElse(Integer.MAX_VALUE));
        int crop = Math.max(SMALLEST_TILE, Math.min(most, side));
        return new Choice<>(
                crop,
                "nineteen of twenty objects are below " + Math.round(facts.largest()) + " pixels"
                        + (wanted > crop ? "; " + limit() : ", so each is seen with what is around it"));
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
