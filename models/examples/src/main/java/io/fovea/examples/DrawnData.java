package io.fovea.examples;

import io.fovea.FoveaException;
import io.fovea.batch.Csv;
import io.fovea.image.Image;
import io.fovea.report.Letters;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws small data sets, so that every lesson can be run at once: {@code digits} with ten sub-folders of printed digits,
 * {@code shapes} with discs and squares, {@code outlines} with shapes and their trimaps, {@code mixed} with any number of
 * shapes in an image and a table of their labels.
 */
public final class DrawnData {

    static final String USAGE = "OUTPUT [IMAGES]";

    private static final List<String> SETS = List.of("digits", "shapes", "outlines", "mixed");
    private static final List<String> SHAPES = List.of("disc", "square", "triangle");
    private static final String[] FONTS = {Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED};
    private static final int SIDE = 96;
    private static final int CONTOUR = 4;

    private final Random random = new Random(1337);
    private final Path folder;
    private final int count;

    private DrawnData(Path folder, int count) {
        this.folder = folder;
        this.count = count;
    }

    /**
     * Draws them, beside no others: what an earlier run drew stays as it is, as images that are left of it would be taken for
     * these.
     *
     * @param args a folder for the data; how many images of each kind, 60
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        int count = given.number(1, 60);
        requireNone(given.path(0));
        DrawnData data = new DrawnData(given.folder(0), count);
        data.digits();
        data.shapes();
        data.outlines();
        data.mixed();
        System.out.println("Drawn: digits, shapes, outlines and mixed in " + given.path(0));
    }

    private static void requireNone(Path folder) {
        for (String set : SETS) {
            if (Files.exists(folder.resolve(set))) {
                throw new FoveaException(
                        "'" + folder.resolve(set) + "' is there already, and two data sets would become"
                                + " one; give another folder, or delete that one.");
            }
        }
    }

    private void digits() {
        Letters.require("Digits");
        for (int digit = 0; digit < 10; digit++) {
            Path files = Given.made(folder.resolve("digits").resolve(Integer.toString(digit)));
            for (int i = 0; i < count; i++) {
                BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
                Graphics2D pen = pen(image);
                Font font = new Font(FONTS[random.nextInt(FONTS.length)], random.nextInt(4), 25);
                Shape sign = font.createGlyphVector(pen.getFontRenderContext(), Integer.toString(digit))
                        .getOutline();
                pen.setColor(Color.WHITE);
                pen.fill(placed(sign, 28, 0.8 + 0.2 * random.nextDouble(), 0.25));
                write(image, files.resolve(i + ".png"));
            }
        }
    }

    private void shapes() {
        for (String name : SHAPES.subList(0, 2)) {
            Path files = Given.made(folder.resolve("shapes").resolve(name));
            for (int i = 0; i < count; i++) {
                BufferedImage image = ground();
                paint(image, placed(shape(name), SIDE, 0.5 + 0.3 * random.nextDouble(), 3));
                write(image, files.resolve(i + ".png"));
            }
        }
    }

    /** The values of the trimaps are 1 for the shape, 2 for what is around it, 3 for the contour between them. */
    private void outlines() {
        Path images = Given.made(folder.resolve("outlines").resolve("images"));
        Path trimaps = Given.made(folder.resolve("outlines").resolve("trimaps"));
        for (int i = 0; i < count; i++) {
            BufferedImage image = ground();
            Shape shape = placed(shape(SHAPES.get(i % SHAPES.size())), SIDE, 0.5 + 0.2 * random.nextDouble(), 3);
            paint(image, shape);
            write(image, images.resolve(i + ".png"));
            byte[] values = new byte[SIDE * SIDE];
            for (int p = 0; p < values.length; p++) {
                double x = p % SIDE - CONTOUR / 2.0;
                double y = p / SIDE - CONTOUR / 2.0;
                boolean inside = shape.contains(x, y, CONTOUR, CONTOUR);
                values[p] = (byte) (inside ? 1 : shape.intersects(x, y, CONTOUR, CONTOUR) ? 3 : 2);
            }
            Image.gray8(SIDE, SIDE, values).write(trimaps.resolve(i + ".png"));
        }
    }

    private void mixed() {
        Path images = Given.made(folder.resolve("mixed").resolve("images"));
        Csv labels = new Csv(List.of("image", "labels"));
        for (int i = 0; i < count; i++) {
            BufferedImage image = ground();
            List<String> shown = new ArrayList<>();
            for (String name : SHAPES) {
                if (random.nextBoolean()) {
                    shown.add(name);
                    AffineTransform aside = AffineTransform.getTranslateInstance(
                            (SHAPES.indexOf(name) - 1) * SIDE / 3.2, (random.nextDouble() - 0.5) * SIDE / 2);
                    paint(image, aside.createTransformedShape(placed(shape(name), SIDE, 0.28, 3)));
                }
            }
            write(image, images.resolve(i + ".png"));
            labels.row(i + ".png", String.join(";", shown));
        }
        labels.write(folder.resolve("mixed").resolve("labels.csv"));
    }

    private static Shape shape(String name) {
        if (name.equals("disc")) {
            return new Ellipse2D.Double(0, 0, 1, 1);
        }
        if (name.equals("square")) {
            return new Rectangle2D.Double(0, 0, 1, 1);
        }
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(0.5, 0);
        triangle.lineTo(1, 0.9);
        triangle.lineTo(0, 0.9);
        triangle.closePath();
        return triangle;
    }

    /** A shape in the middle of an image, a little beside it, so large a share of its side, turned by up to an angle. */
    private Shape placed(Shape shape, int side, double share, double angle) {
        Rectangle2D box = shape.getBounds2D();
        double scale = share * side / Math.max(box.getWidth(), box.getHeight());
        double shift = 0.08 * side;
        AffineTransform place = AffineTransform.getTranslateInstance(
                side / 2.0 + shift * (random.nextDouble() - 0.5), side / 2.0 + shift * (random.nextDouble() - 0.5));
        place.rotate(angle * (random.nextDouble() - 0.5));
        place.scale(scale, scale);
        place.translate(-box.getCenterX(), -box.getCenterY());
        return place.createTransformedShape(shape);
    }

    /** Grain of some colour. */
    private BufferedImage ground() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Color base = color();
        IntStream.range(0, SIDE * SIDE).forEach(p -> image.setRGB(p % SIDE, p / SIDE, grain(base)));
        return image;
    }

    private void paint(BufferedImage image, Shape shape) {
        Graphics2D pen = pen(image);
        pen.setColor(color());
        pen.fill(shape);
        pen.dispose();
    }

    private Color color() {
        return Color.getHSBColor(
                random.nextFloat(), 0.3f + 0.6f * random.nextFloat(), 0.35f + 0.6f * random.nextFloat());
    }

    private int grain(Color base) {
        int by = random.nextInt(41) - 20;
        int red = Math.max(0, Math.min(255, base.getRed() + by));
        int green = Math.max(0, Math.min(255, base.getGreen() + by));
        int blue = Math.max(0, Math.min(255, base.getBlue() + by));
        return red << 16 | green << 8 | blue;
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return pen;
    }

    private static void write(BufferedImage image, Path file) {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int side = image.getWidth();
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            Image.gray8(side, side, pixels).write(file);
            return;
        }
        byte[] colors = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            colors[i] = pixels[i - i % 3 + 2 - i % 3];
        }
        Image.rgb8(side, side, colors).write(file);
    }
}
