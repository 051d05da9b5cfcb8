package io.fovea.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** An image for an image: grey or colour, of its size or of that a number of times, as a network ends that paints. */
final class PaintedPixels implements Recognition {

    @Override
    public String answer() {
        return "an image";
    }

    @Override
    public boolean recognises(Candidate output) {
        boolean image = !output.hasShape()
                || output.isGrid() && (output.channels() <= 1 || output.channels() == 3) && !isVector(output);
        return image
                && ImageOutputs.isIn(output)
                && ObjectsForm.of(output.graph(), output.image()).isEmpty();
    }

    @Override
    public OutputValues activation(Candidate output, long classes) {
        return OutputValues.LOGITS;
    }

    private static boolean isVector(Candidate output) {
        return output.height() == 1 && output.width() == 1;
    }

    /**
     * At their own resolution where tiles can be put together again, also in a model of one size: resized to it, images
     * would lose what they are to be made of.
     */
    @Override
    public Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        Entry declared = Entry.asDeclared(output.image());
        if (!output.seesImage()) {
            return declared;
        }
        ReceptiveField field = ReceptiveField.enlarging(output.graph(), output.name());
        boolean tiled = field.isBounded()
                && field.radius() <= Input.LARGEST_HALO
                && field.multiple() <= Input.LARGEST_MULTIPLE
                && fits(declared.width(), field)
                && fits(declared.height(), field);
        if (tiled) {
            return new Entry(declared.width(), declared.height(), Fit.TILE, field.radius(), field.multiple());
        }
        int multiple = declared.isFree() && field.multiple() <= Input.LARGEST_MULTIPLE ? field.multiple() : 1;
        return new Entry(declared.width(), declared.height(), Fit.RESIZE, 0, multiple);
    }

    /** Whether a tile of a side that the model fixes, if it does, has pixels inside its halo. */
    private static boolean fits(OptionalInt side, ReceptiveField field) {
        return side.isEmpty()
                || side.getAsInt() % field.multiple() == 0 && side.getAsInt() - 2 * field.radius() >= field.multiple();
    }
}
