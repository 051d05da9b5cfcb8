package io.fovea.imagej;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Corrects the objects on the plane on show of a label image by what is selected on it. ImageJ's <em>Undo</em> takes it back. */
public final class LabelCorrection {
    private static final String CORRECTED = "corrected";

    private LabelCorrection() {}

    /** The words for what can be done. */
    public static List<String> words() {
        return Arrays.stream(Correction.values()).map(Correction::word).toList();
    }

    /**
     * Corrects them.
     *
     * @param action one of {@link #words()}
     * @return what was done, in a sentence
     * @throws FoveaException if the image has no labels, nothing fit is selected, or there is no such action
     */
    public static String correct(ImagePlus image, String action) {
        Correction what = Correction.parse(action);
        requireLabels(image);
        Roi selection = image.getRoi();
        if (selection == null) {
            throw new FoveaException("Select something on '" + image.getTitle() + "' first: what the objects that are"
                    + " meant are touched by.");
        }
        ImageProcessor plane = image.getProcessor();
        ImageProcessor before = plane.duplicate();
        LabelPlane labels = new LabelPlane(plane, highest(image));
        try {
            String done = labels.correct(what, selection);
            plane.setSnapshotPixels(before.getPixels());
            Undo.setup(Undo.FILTER, image);
            dress(image, labels.highest());
            return image.getTitle() + ": " + done + "; " + ResultImage.count(count(plane)) + " here";
        } catch (FoveaException e) {
            plane.insert(before, 0, 0); // some may have been changed by then
            throw e;
        }
    }

    /**
     * Refuses what is no image of labels.
     *
     * @throws FoveaException saying why
     */
    static void requireLabels(ImagePlus image) {
        boolean isOther = ResultMark.of(image)
                .filter(what -> !what.equals(SegmentOutput.LABELS.meaning()))
                .isPresent();
        if (image.getType() == ImagePlus.COLOR_RGB || image.getNChannels() > 1 || isOther) {
            throw new FoveaException(
                    "'" + image.getTitle() + "' is no image of labels, in which every object has a number"
                            + " and background has 0; make one by Segment... with output=labels.");
        }
    }

    private static int highest(ImagePlus image) {
        return IntStream.rangeClosed(1, image.getStackSize())
                .map(i -> (int) image.getStack().getProcessor(i).getStats().max)
                .max()
                .orElse(0);
    }

    private static void dress(ImagePlus image, int highest) {
        if (ResultMark.of(image).isPresent()) {
            image.setLut(new LabelColors(highest).lut());
            image.setDisplayRange(0, Math.max(highest, 1));
            if (image.getStackSize() == 1) {
                // No count, which an Undo would leave behind.
                image.setProp("Slice_Label", CORRECTED);
                if (image instanceof AnsweredImage answered) {
                    answered.answer(CORRECTED);
                }
            }
        }
        image.changes = true;
        image.updateAndDraw();
    }

    private static int count(ImageProcessor labels) {
        return (int) IntStream.range(0, labels.getPixelCount())
                .map(i -> Math.round(labels.getf(i)))
                .filter(label -> label > 0)
                .distinct()
                .count();
    }
}
