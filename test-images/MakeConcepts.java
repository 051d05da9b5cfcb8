import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws pictures of concepts for the digits model, 28x28, white on black, and digits to ask about them.
 *
 * <pre>
 *   java test-images/MakeConcepts.java FOLDER
 * </pre>
 *
 * FOLDER gets {@code ring}, {@code upright} (one line from top to bottom), {@code level} (one from left to right), {@code
 * random} (a few lines from anywhere to anywhere), and {@code digits} with a folder for each of 0, 1 and 7. Always the same.
 */
public final class MakeConcepts {
    private static final int SIDE = 28;
    private static final int PICTURES = 40;
    private static final int RANDOM = 800;
    private static final int DIGITS = 20;

    private MakeConcepts() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java test-images/MakeConcepts.java FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        Random random = new Random(1);
        for (int i = 0; i < PICTURES; i++) {
            write(folder.resolve("ring"), i, ring(random), 2 + random.nextFloat() * 2);
            write(folder.resolve("upright"), i, upright(random, false), 2 + random.nextFloat() * 2);
            write(folder.resolve("level"), i, upright(random, true), 2 + random.nextFloat() * 2);
        }
        for (int i = 0; i < RANDOM; i++) {
            write(folder.resolve("random"), i, lines(random), 2 + random.nextFloat() * 2);
        }
        for (String digit : new String[] {"0", "1", "7"}) {
            for (int i = 0; i < DIGITS; i++) {
                write(folder.resolve("digits").resolve(digit), i, digit(digit, i, random), 1);
            }
        }
    }

    private static double within(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static Shape ring(Random random) {
        double width = within(random, 10, 16);
        double height = within(random, 12, 18);
        return new Ellipse2D.Double(
                within(random, 4, 24 - width), within(random, 4, 24 - height), width, height);
    }

    private static Shape upright(Random random, boolean level) {
        double at = within(random, 8, 20);
        double from = within(random, 4, 7);
        double to = within(random, 20, 24);
        double lean = within(random, -2, 2);
        return level ? new Line2D.Double(from, at, to, at + lean) : new Line2D.Double(at, from, at + lean, to);
    }

    private static Shape lines(Random random) {
        Path2D path = new Path2D.Double();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            path.moveTo(within(random, 4, 24), within(random, 4, 24));
            path.lineTo(within(random, 4, 24), within(random, 4, 24));
        }
        return path;
    }

    private static Shape digit(String text, int number, Random random) {
        String[] fonts = {Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED};
        Font font = new Font(fonts[number % 3], number % 2 == 0 ? Font.PLAIN : Font.BOLD, 40);
        GlyphVector glyphs =
                font.createGlyphVector(new FontRenderContext(null, true, true), text);
        Shape outline = glyphs.getOutline();
        Rectangle2D box = outline.getBounds2D();
        double scale = within(random, 17, 20) / box.getHeight();
        AffineTransform move = new AffineTransform();
        move.translate(14 + within(random, -1.5, 1.5), 14 + within(random, -1.5, 1.5));
        move.rotate(within(random, -0.15, 0.15));
        move.scale(scale, scale);
        move.translate(-box.getCenterX(), -box.getCenterY());
        return move.createTransformedShape(outline);
    }

    private static void write(Path folder, int number, Shape shape, float stroke) throws IOException {
        Files.createDirectories(folder);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        if (stroke > 1) {
            graphics.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(shape);
        } else {
            graphics.fill(shape);
        }
        graphics.dispose();
        ImageIO.write(image, "png", folder.resolve(String.format(Locale.ROOT, "%03d.png", number)).toFile());
    }
}
