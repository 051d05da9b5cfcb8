import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Makes twenty digits, white on black as in MNIST: ten drawn by hand, that is, as smooth curves through trembling points,
 * and ten printed in the fonts that every Java has under a logical name.
 *
 * <pre>
 *   java test-images/MakeDigits.java [FOLDER]        (FOLDER is test-images/digits when not given)
 * </pre>
 *
 * <p>The digit fills 20/28 of the image, with its middle in the middle. Larger ones are made to look scanned: paper that is
 * not quite black, grain, a soft edge. Fonts differ between machines, so {@code font-*.png} will; the committed files are
 * DejaVu's.
 */
public final class MakeDigits {
    /** Drawing is done this many times larger, then averaged. */
    private static final int FINE = 8;

    /** Points each curve goes through, x and y in the unit square, y down; a digit is one to three curves. */
    private static final double[][][] CURVES = {
        {{.50, 0, .18, .16, .05, .52, .20, .88, .50, 1, .82, .86, .95, .46, .80, .12, .50, 0, .38, .04}},
        {{.62, 0, .55, .34, .48, .66, .42, 1}},
        {
            {.08, .26, .28, .04, .64, .03, .82, .24, .64, .54, .32, .80, .06, .98},
            {.06, .98, .34, .93, .62, .97, .97, .94}
        },
        {{.10, .12, .45, 0, .80, .18, .66, .40, .36, .48}, {.36, .48, .74, .54, .88, .78, .58, 1, .08, .90}},
        {{.32, 0, .20, .30, .06, .60}, {.06, .60, .50, .61, .96, .56}, {.74, .10, .70, .50, .66, 1}},
        {
            {.86, .02, .52, .04, .22, .04},
            {.22, .04, .18, .22, .14, .42},
            {.14, .42, .50, .36, .82, .58, .72, .90, .36, 1, .06, .88}
        },
        {{.72, 0, .36, .20, .12, .58, .26, .94, .62, .98, .82, .74, .62, .52, .32, .58, .16, .78}},
        {{.06, .08, .50, .04, .94, .03}, {.94, .03, .68, .38, .48, .70, .38, 1}},
        {
            {
                .76, .12, .46, 0, .20, .18, .36, .42, .66, .60, .76, .84, .46, 1, .16, .84, .30, .60, .64, .40, .80,
                .22, .72, .08
            }
        },
        {{.80, .22, .52, 0, .18, .16, .22, .44, .54, .46, .80, .22}, {.80, .22, .74, .58, .56, 1}}
    };

    private static final List<Drawn> DRAWN = List.of(
            new Drawn(0, 28, 0.10, 0.05),
            new Drawn(1, 28, 0.09, 0.20),
            new Drawn(2, 28, 0.14, 0.10),
            new Drawn(3, 56, 0.11, 0.00),
            new Drawn(4, 28, 0.08, 0.15),
            new Drawn(5, 28, 0.12, -0.10),
            new Drawn(6, 112, 0.13, 0.25),
            new Drawn(7, 28, 0.10, 0.20),
            new Drawn(8, 28, 0.12, 0.10),
            new Drawn(9, 200, 0.11, 0.15));

    private static final List<Printed> PRINTED = List.of(
            new Printed(0, 28, Font.SANS_SERIF, Font.PLAIN),
            new Printed(1, 28, Font.SANS_SERIF, Font.BOLD),
            new Printed(2, 28, Font.SERIF, Font.PLAIN),
            new Printed(3, 28, Font.SANS_SERIF, Font.ITALIC),
            new Printed(4, 56, Font.SANS_SERIF, Font.PLAIN),
            new Printed(5, 28, Font.SERIF, Font.BOLD),
            new Printed(6, 28, Font.SANS_SERIF, Font.PLAIN),
            new Printed(7, 112, Font.SERIF, Font.ITALIC),
            new Printed(8, 28, Font.MONOSPACED, Font.PLAIN),
            new Printed(9, 28, Font.SANS_SERIF, Font.BOLD));

    /**
     * @param size of the image, in pixels
     * @param pen width of the line as a part of the digit's height
     * @param slant how far the top leans to the right, as a part of the height
     */
    record Drawn(int digit, int size, double pen, double slant) {
        Shape outline(Random random) {
            Path2D line = new Path2D.Double();
            for (double[] curve : CURVES[digit]) {
                line.append(smooth(tremble(curve, random)), false);
            }
            line.transform(new AffineTransform(0.72, 0, -slant, 1, 0, 0));
            float width = (float) pen;
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(line);
        }
    }

    /** A digit printed in a font. */
    record Printed(int digit, int size, String font, int style) {
        Shape outline() {
            FontRenderContext plain = new FontRenderContext(null, true, true);
            return new Font(font, style, 100)
                    .createGlyphVector(plain, Integer.toString(digit))
                    .getOutline();
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "test-images/digits");
        Files.createDirectories(folder);
        StringBuilder truth = new StringBuilder("image,digit\n");
        Random random = new Random(28);
        for (Printed printed : PRINTED) {
            String name = "font-" + printed.digit() + ".png";
            ImageIO.write(
                    paint(printed.outline(), printed.size(), random),
                    "png",
                    folder.resolve(name).toFile());
            truth.append(name).append(',').append(printed.digit()).append('\n');
        }
        for (Drawn drawn : DRAWN) {
            String name = "stroke-" + drawn.digit() + ".png";
            ImageIO.write(
                    paint(drawn.outline(random), drawn.size(), random),
                    "png",
                    folder.resolve(name).toFile());
            truth.append(name).append(',').append(drawn.digit()).append('\n');
        }
        Files.writeString(folder.resolve("truth.csv"), truth);
    }

    private static double[] tremble(double[] points, Random random) {
        double[] moved = points.clone();
        // The ends stay, because curves of one digit meet there.
        for (int i = 2; i < points.length - 2; i++) {
            moved[i] += 0.015 * random.nextGaussian();
        }
        return moved;
    }

    /** The Catmull-Rom spline through the points. */
    private static Path2D smooth(double[] p) {
        Path2D path = new Path2D.Double();
        path.moveTo(p[0], p[1]);
        int last = p.length / 2 - 1;
        for (int i = 0; i < last; i++) {
            int before = 2 * Math.max(0, i - 1);
            int from = 2 * i;
            int to = 2 * (i + 1);
            int after = 2 * Math.min(last, i + 2);
            path.curveTo(
                    p[from] + (p[to] - p[before]) / 6,
                    p[from + 1] + (p[to + 1] - p[before + 1]) / 6,
                    p[to] - (p[after] - p[from]) / 6,
                    p[to + 1] - (p[after + 1] - p[from + 1]) / 6,
                    p[to],
                    p[to + 1]);
        }
        return path;
    }

    private static BufferedImage paint(Shape outline, int size, Random random) {
        boolean scanned = size > 28;
        BufferedImage fine = fill(outline, size * FINE);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double ink = mean(fine, x, y, scanned ? 2 : 1);
                double grey = scanned ? 14 + 0.86 * ink + 4 * random.nextGaussian() : ink;
                image.getRaster().setSample(x, y, 0, (int) Math.max(0, Math.min(255, Math.round(grey))));
            }
        }
        return image;
    }

    /** Fits the outline's longer side to 20/28 of a square canvas and fills it. */
    private static BufferedImage fill(Shape outline, int size) {
        Rectangle2D box = outline.getBounds2D();
        double scale = size * 20.0 / 28 / Math.max(box.getWidth(), box.getHeight());
        AffineTransform fit = AffineTransform.getTranslateInstance(size / 2.0, size / 2.0);
        fit.scale(scale, scale);
        fit.translate(-box.getCenterX(), -box.getCenterY());
        BufferedImage canvas = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = canvas.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fill(fit.createTransformedShape(outline));
        g.dispose();
        return canvas;
    }

    /** Mean of the fine canvas under a pixel and, for a soft edge, around it. */
    private static double mean(BufferedImage fine, int x, int y, int softness) {
        int reach = FINE * softness;
        int left = x * FINE + (FINE - reach) / 2;
        int top = y * FINE + (FINE - reach) / 2;
        double sum = 0;
        for (int v = Math.max(0, top); v < Math.min(fine.getHeight(), top + reach); v++) {
            for (int u = Math.max(0, left); u < Math.min(fine.getWidth(), left + reach); u++) {
                sum += fine.getRaster().getSample(u, v, 0);
            }
        }
        return sum / (reach * reach);
    }

    private MakeDigits() {}
}
