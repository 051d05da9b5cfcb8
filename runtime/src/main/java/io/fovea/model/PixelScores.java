package io.fovea.model;

import io.fovea.graph.operator.Family;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** One score per class for every pixel, or for every few: four dimensions, two of which are a portion of the image's. */
final class PixelScores implements Recognition {
    /** No network's strides come to more. */
    private static final int COARSEST = 32;

    @Override
    public String answer() {
        return "one for each class and pixel";
    }

    @Override
    public boolean recognises(Candidate output) {
        boolean answers = output.hasShape()
                ? isMap(output)
                : output.lastOperator()
                        .filter(last -> last.is(Family.CONVOLUTION, Family.RESIZING))
                        .isPresent();
        return answers
                && !ImageOutputs.isIn(output)
                && ObjectsForm.of(output.graph(), output.image()).isEmpty();
    }

    @Override
    public long classes(Candidate output) {
        if (output.isGrid()) {
            return output.channels();
        }
        return output.hasShape() && output.sizes().length >= 2 ? output.sizes()[1] : -1;
    }

    @Override
    public void doubt(Candidate output, Notes notes) {
        OutputValues activation = output.activation(classes(output));
        boolean scores = activation == OutputValues.LOGITS || activation == OutputValues.INDEPENDENT_LOGITS;
        if (scores && classes(output) == output.image().channels()) {
            notes.assume(
                    CardKey.TASK,
                    "The answer is read as scores of classes; if it is an image, the card's task is '"
                            + Task.TRANSFORM.word() + "'.");
        }
    }

    private static boolean isMap(Candidate output) {
        return output.isGrid()
                && !ClassScores.isVector(output.sizes())
                && isPortion(output.height(), output.image().height())
                && isPortion(output.width(), output.image().width());
    }

    /** Whether an answer is narrower than the one size that goes in, by as much at each side. */
    private static boolean lacksMargin(Candidate output) {
        InputForm image = output.image();
        if (!output.isGrid() || output.width() <= 0 || output.height() <= 0 || !image.isFixed()) {
            return false;
        }
        long across = image.width().getAsInt() - output.width();
        return across > 0 && across % 2 == 0 && across == image.height().getAsInt() - output.height();
    }

    /** Whether an output is as long as the input, or coarser by no more than any network's stride. */
    private static boolean isPortion(long out, OptionalInt in) {
        return out <= 0 || in.isEmpty() || out <= in.getAsInt() && out * COARSEST >= in.getAsInt();
    }

    /**
     * Where any size goes in, images keep their resolution if tiles can be put together again. So they do in one size of
     * which networks without padding leave out a margin: resized to it, the margin of every image would have no answer.
     */
    @Override
    public Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        Entry declared = Entry.asDeclared(output.image());
        if (!declared.isFree() && !lacksMargin(output) || !output.seesImage()) {
            return declared;
        }
        ReceptiveField field = ReceptiveField.of(output.graph(), output.name());
        int multiple = field.multiple() <= Input.LARGEST_MULTIPLE ? field.multiple() : 1;
        boolean tiled = field.isBounded() && field.radius() <= Input.LARGEST_HALO;
        if (!declared.isFree() && (!tiled || shortest(declared) - 2 * field.radius() < multiple)) {
            return declared;
        }
        return new Entry(
                declared.width(),
                declared.height(),
                tiled ? Fit.TILE : Fit.RESIZE,
                tiled ? field.radius() : 0,
                multiple);
    }

    /** Of an input of one size, which alone can lack a margin. */
    private static int shortest(Entry declared) {
        return Math.min(declared.width().getAsInt(), declared.height().getAsInt());
    }
}
