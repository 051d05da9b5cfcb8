package io.fovea.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A bar that says which colour is which value, the least at the bottom. */
public final class ColorBar {
    private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;
    private static final MathContext DIGITS = new MathContext(3);
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e5;

    private ColorBar() {}

    /**
     * Draws a bar from 0 to 1 on white.
     *
     * @param height in pixels, at least 1; the bar's width and its figures follow from it
     * @return 8-bit RGB
     */
    public static Image of(ColorMap colors, int height) {
        return of(colors, height, 0, 1);
    }

    /**
     * Draws a bar between two values on white.
     *
     * @param height in pixels, at least 1; the bar's width and its figures follow from it
     * @param low at the bottom
     * @param high at the top
     * @return 8-bit RGB
     */
    public static Image of(ColorMap colors, int height, double low, double high) {
        int thick = Math.max(8, height / 20);
        double font = Math.min(2, Math.max(0.3, height / 600.0));
        // Loads OpenCV, which measures the text.
        Mat blank = Mats.of(Image.gray8(1, 1, new byte[1]));
        blank.release();
        double middle = low + (high - low) / 2;
        int textWidth = 0;
        int textHeight = 0;
        for (double value : new double[] {low, middle, high}) {
            Size text = Imgproc.getTextSize(figure(value), FONT, font, 1, new int[1]);
            textWidth = Math.max(textWidth, (int) text.width);
            textHeight = Math.max(textHeight, (int) text.height);
        }
        int gap = Math.max(3, thick / 3);
        int width = thick + gap + textWidth + 2;
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) 255);
        int[] table = colors.table();
        for (int y = 0; y < height; y++) {
            int color = table[(int) Math.round((height - 1 - y) * 255.0 / Math.max(1, height - 1))];
            for (int x = 0; x < thick; x++) {
                int at = 3 * (y * width + x);
                pixels[at] = (byte) (color >> 16);
                pixels[at + 1] = (byte) (color >> 8);
                pixels[at + 2] = (byte) color;
            }
        }
        // Where figures would lie on one another, the ends must do.
        boolean roomy = height - textHeight - 2 > 4 * textHeight;
        double[] values = roomy ? new double[] {low, middle, high} : new double[] {low, high};
        return figures(Image.rgb8(width, height, pixels), values, thick + gap, font, textHeight);
    }

    /** Values from the bottom to the top, as far apart as one another. */
    private static Image figures(Image bar, double[] values, int left, double font, int textHeight) {
        Mat mat = Mats.of(bar);
        try {
            int room = bar.height() - textHeight - 2;
            for (int i = 0; i < values.length && room > 0; i++) {
                double fromTop = 1 - i / (values.length - 1.0);
                Point at = new Point(left, textHeight + Math.round(fromTop * room));
                Imgproc.putText(mat, figure(values[i]), at, FONT, font, new Scalar(0, 0, 0), 1, Imgproc.LINE_AA);
            }
            return Mats.toImage(mat);
        } finally {
            mat.release();
        }
    }

    /** Three digits of a value, without zeros that say nothing. */
    static String figure(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean plain = size == 0 || size >= SMALLEST_PLAIN && size < LARGEST_PLAIN;
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}
