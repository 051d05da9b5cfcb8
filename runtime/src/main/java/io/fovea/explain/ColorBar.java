package io.fovea.explain;

import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import java.util.Arrays;
import java.util.Locale;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A bar that says which colour is which heat, from 0 at the bottom to 1 at the top. */
public final class ColorBar {
    private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;
    private static final String WIDEST = "0.5";

    private ColorBar() {}

    /**
     * Draws a bar on white.
     *
     * @param height in pixels, at least 1; the bar's width and its figures follow from it
     * @return 8-bit RGB
     */
    public static Image of(ColorMap colors, int height) {
        int thick = Math.max(8, height / 20);
        double font = Math.min(2, Math.max(0.3, height / 600.0));
        // Loads OpenCV, which measures the text.
        Mat blank = Mats.of(Image.gray8(1, 1, new byte[1]));
        blank.release();
        Size text = Imgproc.getTextSize(WIDEST, FONT, font, 1, new int[1]);
        int gap = Math.max(3, thick / 3);
        int width = thick + gap + (int) text.width + 2;
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
        return figures(Image.rgb8(width, height, pixels), thick + gap, font, (int) text.height);
    }

    private static Image figures(Image bar, int left, double font, int textHeight) {
        Mat mat = Mats.of(bar);
        try {
            int room = bar.height() - textHeight - 2;
            // Where figures would lie on one another, the ends must do.
            double step = room > 4 * textHeight ? 0.5 : 1;
            for (double heat = 0; heat <= 1 && room > 0; heat += step) {
                String figure = heat == Math.rint(heat)
                        ? Integer.toString((int) heat)
                        : String.format(Locale.ROOT, "%.1f", heat);
                Point at = new Point(left, textHeight + Math.round((1 - heat) * room));
                Imgproc.putText(mat, figure, at, FONT, font, new Scalar(0, 0, 0), 1, Imgproc.LINE_AA);
            }
            return Mats.toImage(mat);
        } finally {
            mat.release();
        }
    }
}
