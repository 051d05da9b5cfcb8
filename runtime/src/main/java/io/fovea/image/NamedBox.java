package io.fovea.image;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A box to be drawn on an image, with a name.
 *
 * @param x of the left edge, in pixels
 * @param y of the upper edge, in pixels
 * @param name of which only ASCII is drawn
 * @param number of the colour, from 1, as labels have it
 */
public record NamedBox(double x, double y, double width, double height, String name, int number) {
    private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;
    private static final double PIXELS_TO_SCALE = 2200;
    private static final double LEAST_SCALE = 0.4;
    private static final int PIXELS_PER_LINE_WIDTH = 400;
    private static final int MARGIN = 3;
    private static final double BRIGHT = 140;

    /** Draws boxes on an 8-bit RGB image, the first on top. */
    static Image draw(Image image, List<NamedBox> boxes) {
        Mat mat = Mats.of(image);
        try {
            int longer = Math.max(image.width(), image.height());
            double scale = Math.max(LEAST_SCALE, longer / PIXELS_TO_SCALE);
            int line = 1 + longer / PIXELS_PER_LINE_WIDTH;
            for (int i = boxes.size() - 1; i >= 0; i--) {
                boxes.get(i).outline(mat, line);
            }
            for (int i = boxes.size() - 1; i >= 0; i--) {
                boxes.get(i).write(mat, scale, line);
            }
            return Mats.toImage(mat, true);
        } finally {
            mat.release();
        }
    }

    private Scalar color() {
        int rgb = Lut.color(number);
        return new Scalar(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    private void outline(Mat mat, int line) {
        Point from = new Point(Math.round(x), Math.round(y));
        Point to = new Point(Math.round(x + width) - 1.0, Math.round(y + height) - 1.0);
        Imgproc.rectangle(mat, from, to, color(), line);
    }

    /** On a ground of the box's colour, above it where there is room, otherwise in it. */
    private void write(Mat mat, double scale, int line) {
        String text = name.replaceAll("[^\\x20-\\x7e]", "?");
        int thickness = Math.max(1, (int) Math.round(scale));
        int[] below = new int[1];
        Size size = Imgproc.getTextSize(text, FONT, scale, thickness, below);
        double high = size.height + below[0] + MARGIN;
        double left = Math.max(0, Math.min(Math.round(x) - line / 2.0, mat.cols() - size.width - 2 * MARGIN));
        double top = y >= high ? y - high : y;
        Scalar color = color();
        double brightness = (color.val[0] * 299 + color.val[1] * 587 + color.val[2] * 114) / 1000;
        Imgproc.rectangle(
                mat, new Point(left, top), new Point(left + size.width + 2 * MARGIN, top + high), color, Core.FILLED);
        Imgproc.putText(
                mat,
                text,
                new Point(left + MARGIN, top + size.height + MARGIN / 2.0),
                FONT,
                scale,
                Scalar.all(brightness > BRIGHT ? 0 : 255),
                thickness,
                Imgproc.LINE_AA);
    }
}
