package io.fovea.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Boxes around objects: outputs of a detector's {@link DetectorHead}. */
final class Boxes implements Recognition {
    private static final int USUAL_SIZE = 640;
    private static final int COARSEST = 32;

    @Override
    public String answer() {
        return "boxes around objects";
    }

    @Override
    public boolean recognises(Candidate output) {
        return HeadForm.of(output.graph(), output.image())
                .filter(form -> form.output().equals(output.name()))
                .isPresent();
    }

    @Override
    public DetectorHead head(Candidate output, Notes notes) {
        Optional<HeadForm> form = HeadForm.of(output.graph(), output.image());
        form.flatMap(HeadForm::doubt).ifPresent(doubt -> notes.assume(CardKey.HEAD, doubt));
        return form.map(HeadForm::head).orElse(DetectorHead.NONE);
    }

    /** Images keep their aspect where the makers of such heads do so. */
    @Override
    public Entry entry(Candidate output, DetectorHead head, Function<CardKey, Optional<String>> usual, Notes notes) {
        InputForm form = output.image();
        Fit fit = head.isLetterboxed() ? Fit.LETTERBOX : Fit.RESIZE;
        if (form.isFixed()) {
            return new Entry(form.width(), form.height(), fit, 0, 1);
        }
        Optional<String> usualWidth = usual.apply(CardKey.WIDTH);
        Optional<String> usualHeight = usual.apply(CardKey.HEIGHT);
        int width = size(form.width(), usualWidth);
        int height = size(form.height(), usualHeight);
        if (usualWidth.isEmpty() || usualHeight.isEmpty()) {
            notes.assume(CardKey.WIDTH, "The model takes images of any size; " + width + "x" + height + " is assumed.");
        }
        return new Entry(OptionalInt.of(width), OptionalInt.of(height), fit, 0, COARSEST);
    }

    private static int size(OptionalInt declared, Optional<String> usual) {
        return declared.orElseGet(() -> usual.map(Integer::valueOf).orElse(USUAL_SIZE));
    }
}
