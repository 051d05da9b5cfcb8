package io.fovea.examples;

import io.fovea.explore.Condensing;
import io.fovea.explore.FilterDetectCondense;
import io.fovea.explore.FilterKernel;
import io.fovea.explore.FilterKernels;
import io.fovea.explore.Filtering;
import io.fovea.image.Image;
import io.fovea.report.Letters;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.List;

/**
 * What a convolution layer does, by hand: a kernel filters, a rectifier detects, a pooling condenses; the kernels are drawn
 * as the numbers that they are (Holbrook, Kaggle Learn: Computer Vision, lessons 2 and 3).
 */
public final class KernelsLesson {

    static final String USAGE = "IMAGE OUTPUT";

    private static final int CELL = 64;

    private KernelsLesson() {}

    /**
     * Draws four kernels, and what each makes of an image.
     *
     * @param args an image; a folder for the pictures
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        Image image = Image.read(given.path(0));
        Path output = given.folder(1);
        FilterKernel own = new FilterKernel("diagonal", new float[][] {{2, -1, -1}, {-1, 2, -1}, {-1, -1, 2}});
        for (FilterKernel kernel : List.of(
                FilterKernels.find("edge"), FilterKernels.find("sobel-bottom"), FilterKernels.find("blur"), own)) {
            FilterDetectCondense layer = new FilterDetectCondense(
                    kernel, new Filtering(1, Filtering.Padding.ZERO), true, new Condensing(Condensing.Kind.MAX, 2, 2));
            FilterDetectCondense.Steps steps = layer.of(image);
            System.out.println(kernel.name() + ": filtered " + steps.filtered().min() + " to "
                    + steps.filtered().max() + ", detected " + steps.detected().min() + " to "
                    + steps.detected().max() + ", condensed to "
                    + steps.condensed().width() + " x "
                    + steps.condensed().height());
            drawn(kernel).write(output.resolve(kernel.name() + "-kernel.png"));
            steps.panels().write(output.resolve(kernel.name() + ".png"));
        }
    }

    /** Each weight as a number on a grey that is the brighter the larger it is. */
    private static Image drawn(FilterKernel kernel) {
        Letters.require("The numbers of a kernel");
        int side = kernel.columns() * CELL;
        BufferedImage picture = new BufferedImage(side, kernel.rows() * CELL, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, CELL / 4));
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (float[] row : kernel.weights()) {
            for (float weight : row) {
                low = Math.min(low, weight);
                high = Math.max(high, weight);
            }
        }
        for (int y = 0; y < kernel.rows(); y++) {
            for (int x = 0; x < kernel.columns(); x++) {
                float weight = kernel.weights()[y][x];
                float grey = high > low ? (weight - low) / (high - low) : 0;
                pen.setColor(new Color(grey, grey, grey));
                pen.fillRect(x * CELL, y * CELL, CELL, CELL);
                pen.setColor(grey < 0.5f ? Color.WHITE : Color.BLACK);
                String number = weight == Math.rint(weight) ? Integer.toString((int) weight) : Float.toString(weight);
                number = number.length() > 6 ? number.substring(0, 6) : number;
                FontMetrics font = pen.getFontMetrics();
                pen.drawString(
                        number,
                        x * CELL + (CELL - font.stringWidth(number)) / 2,
                        y * CELL + (CELL + font.getAscent() - font.getDescent()) / 2);
            }
        }
        return Image.gray8(
                side,
                kernel.rows() * CELL,
                ((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
    }
}
