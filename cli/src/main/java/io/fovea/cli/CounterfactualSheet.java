package io.fovea.cli;

import io.fovea.counterfactual.CounterfactualFinder.Answer;
import io.fovea.counterfactual.PixelChange;
import io.fovea.counterfactual.ShiftChange;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.image.Overlays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Changes of one image in one picture, three beside one another, each with two lines below it. Not thread-safe. */
final class CounterfactualSheet {
    private static final int SIDE = 240;
    private static final int LINE = 17;
    private static final int MARGIN = 4;
    private static final int ACROSS = 3;
    private static final int GAP = 8;
    private static final double FONT = 0.42;

    private final List<Image> cells = new ArrayList<>();

    /** Draws the image, the changed image, and what is between them. */
    void add(Answer answer, PixelChange change) {
        cells.add(cell(change.image(), "as it is", words(answer.label(), answer.probability())));
        cells.add(cell(
                change.changed(),
                "pixels: " + CounterfactualOutcome.number(change.length()) + " grey levels (L2)",
                words(change.to(), change.probability())));
        double times = change.largest() > 0 ? 127.5 / change.largest() : 0;
        cells.add(cell(
                change.difference(),
                String.format(Locale.ROOT, "the change, times %.1f", times),
                "at most " + CounterfactualOutcome.number(change.largest()) + " grey levels"));
    }

    /** Draws an image shifted, by the levels of the image itself, which is drawn first where it is not yet. */
    void add(Answer answer, Image image, ShiftChange change) {
        if (cells.isEmpty()) {
            cells.add(cell(Overlays.shownLike(image, image), "as it is", words(answer.label(), answer.probability())));
        }
        cells.add(cell(
                Overlays.shownLike(change.changed(), image),
                change.side() + ": " + CounterfactualOutcome.number(change.amount()) + " "
                        + change.shift().unit(),
                words(change.to(), change.probability())));
    }

    private static String words(String label, double probability) {
        return label + ", " + CounterfactualOutcome.percent(probability);
    }

    /** The picture; empty where nothing was added. */
    Optional<Image> drawn() {
        return cells.isEmpty() ? Optional.empty() : Optional.of(new Grid(ACROSS, GAP).of(cells));
    }

    private static Image cell(Image image, String first, String second) {
        int longer = Math.max(image.width(), image.height());
        Image grown = Grid.magnified(image, Math.max(1, SIDE / longer));
        double factor = (double) SIDE / Math.max(grown.width(), grown.height());
        Image fitted = grown.resized((int) Math.max(1, Math.round(factor * grown.width())), (int)
                Math.max(1, Math.round(factor * grown.height())));
        int height = SIDE + 2 * LINE + MARGIN;
        byte[] pixels = new byte[3 * SIDE * height];
        Arrays.fill(pixels, (byte) 255);
        for (int y = 0; y < fitted.height(); y++) {
            for (int x = 0; x < fitted.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[3 * (y * SIDE + x) + c] = (byte) fitted.value(x, y, fitted.channels() == 3 ? c : 0);
                }
            }
        }
        return captioned(Image.rgb8(SIDE, height, pixels), first, second);
    }

    private static Image captioned(Image cell, String first, String second) {
        Mat mat = Mats.of(cell);
        try {
            write(mat, first, SIDE + LINE - MARGIN);
            write(mat, second, SIDE + 2 * LINE - MARGIN);
            return Mats.toImage(mat);
        } finally {
            mat.release();
        }
    }

    /** OpenCV's letters are those of ASCII. */
    private static void write(Mat mat, String line, int y) {
        String plain = line.replaceAll("[^\\x20-\\x7e]", "?");
        Imgproc.putText(
                mat,
                plain,
                new Point(2, y),
                Imgproc.FONT_HERSHEY_SIMPLEX,
                FONT,
                new Scalar(0, 0, 0),
                1,
                Imgproc.LINE_AA);
    }
}
