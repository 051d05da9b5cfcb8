import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Makes microscopy fields of nuclei whose number and outlines are known, because they are drawn: deformed ellipsoids with
 * chromatin texture and nucleoli, unevenly lit, with haze from below the focal plane, blurred by the lens, and recorded by
 * a camera with shot and read noise.
 *
 * <pre>
 *   java test-images/MakeNuclei.java [FOLDER [MAGNIFICATION]]        (FOLDER is test-images/nuclei when not given)
 * </pre>
 *
 * <p>Magnified, by 0.25 to 6 say, the same nuclei are drawn on as many more pixels, as by a camera with smaller ones; fields of
 * more than 40 megapixels are left out.
 *
 * <p>Writes each field and {@code truth.csv} with the counts; and {@code STEM.png} with one 16-bit label per nucleus (0 is
 * background) into a folder beside, {@code FOLDER-truth}, so that the fields can be processed as a folder. Every nucleus has its centre inside the field, so at least about half of it can be seen. All randomness has a
 * fixed seed and all mathematics is strict, so every machine makes the same pixels.
 */
public final class MakeNuclei {
    private static final Camera DIM = new Camera(300, 0.30, 6, 0.8);
    private static final Camera USUAL = new Camera(320, 0.45, 10, 1.0);
    private static final Camera STARVED = new Camera(14, 5.0, 10, 5.0);
    private static final Camera DEEP = new Camera(1200, 1.5, 210, 9.0);

    private static final double MOST_PIXELS = 4e7;

    private static final List<Field> FIELDS = List.of(
            new Field("01-sparse.png", 512, 512, 11, new Cells(24, 24, 34, 0), new Optics(1.1, 0.10, 0.25), DIM),
            new Field("02-dense.png", 512, 512, 12, new Cells(210, 19, 27, 0), new Optics(1.0, 0.30, 0.25), USUAL),
            new Field("03-touching.png", 512, 512, 13, new Cells(90, 24, 36, 0.8), new Optics(1.1, 0.20, 0.20), USUAL),
            new Field("04-blurred.png", 512, 512, 14, new Cells(60, 24, 36, 0), new Optics(3.2, 0.35, 0.30), USUAL),
            new Field("05-noisy.png", 512, 512, 15, new Cells(60, 24, 36, 0), new Optics(1.2, 0.25, 0.30), STARVED),
            new Field("06-16bit.tif", 512, 512, 16, new Cells(80, 22, 34, 0), new Optics(1.3, 0.25, 0.35), DEEP),
            new Field("07-large.png", 1500, 1500, 17, new Cells(520, 20, 38, 0.35), new Optics(1.2, 0.20, 0.45), USUAL),
            new Field("08-stained.png", 512, 400, 18, new Cells(70, 22, 34, 0.35), new Optics(1.2, 0, 0), USUAL));

    /** One field: the ending of its name chooses the file format. */
    record Field(
            String file,
            int width,
            int height,
            long seed,
            Cells cells,
            Optics optics,
            Camera camera,
            double magnification) {
        Field(String file, int width, int height, long seed, Cells cells, Optics optics, Camera camera) {
            this(file, width, height, seed, cells, optics, camera, 1);
        }

        String stem() {
            return file.substring(0, file.lastIndexOf('.'));
        }

        /** The same on so many times as many pixels along each axis. */
        Field magnified(double times) {
            return new Field(
                    file,
                    (int) StrictMath.rint(width * times),
                    (int) StrictMath.rint(height * times),
                    seed,
                    cells,
                    new Optics(optics.blur() * times, optics.haze(), optics.unevenness()),
                    camera,
                    times);
        }
    }

    /**
     * @param count how many nuclei
     * @param smallest least diameter in pixels
     * @param largest greatest diameter in pixels
     * @param touching part of the nuclei that are pushed against another one; the rest lie apart
     */
    record Cells(int count, double smallest, double largest, double touching) {}

    /**
     * @param blur standard deviation of the point-spread function, in pixels
     * @param haze light from out of focus, as a part of that in focus
     * @param unevenness how much darker the corners are lit than the brightest spot
     */
    record Optics(double blur, double haze, double unevenness) {}

    /**
     * @param photons caught by a pixel inside a nucleus of average brightness
     * @param gain grey levels per photon
     * @param offset grey level of darkness
     * @param readNoise standard deviation in grey levels
     */
    record Camera(double photons, double gain, double offset, double readNoise) {}

    /**
     * A star-shaped outline: an ellipse whose radius is bent by the second to fifth harmonic of the angle.
     *
     * @param nucleoli the dark spots: x and y from the centre and radius, three numbers each
     * @param grain size of the chromatin's texture, 1 as it is drawn at first
     */
    record Nucleus(
            double x,
            double y,
            double radius,
            double stretch,
            double angle,
            double brightness,
            double[] bends,
            double[] phases,
            double[] nucleoli,
            double grain) {

        static Nucleus grow(double x, double y, double diameter, Random random) {
            double radius = diameter / 2;
            double stretch = 1 + 0.22 * random.nextDouble();
            double angle = PI * random.nextDouble();
            double brightness = exp(0.28 * random.nextGaussian());
            double[] bends = new double[4];
            double[] phases = new double[4];
            for (int k = 0; k < bends.length; k++) {
                bends[k] = 0.06 / (k + 1) * random.nextGaussian();
                phases[k] = 2 * PI * random.nextDouble();
            }
            double[] nucleoli = new double[3 * random.nextInt(4)];
            for (int i = 0; i < nucleoli.length; i += 3) {
                nucleoli[i] = 0.45 * radius * random.nextGaussian();
                nucleoli[i + 1] = 0.45 * radius * random.nextGaussian();
                nucleoli[i + 2] = radius * (0.10 + 0.10 * random.nextDouble());
            }
            return new Nucleus(x, y, radius, stretch, angle, brightness, bends, phases, nucleoli, 1);
        }

        Nucleus at(double newX, double newY) {
            return new Nucleus(newX, newY, radius, stretch, angle, brightness, bends, phases, nucleoli, grain);
        }

        Nucleus magnified(double times) {
            double[] spots = Arrays.stream(nucleoli).map(number -> number * times).toArray();
            return new Nucleus(
                    x * times, y * times, radius * times, stretch, angle, brightness, bends, phases, spots, times);
        }

        /** Distance of a point from the centre, 1 on the outline. */
        double depth(double px, double py) {
            double dx = px - x;
            double dy = py - y;
            double u = (dx * cos(angle) + dy * sin(angle)) / stretch;
            double v = (dy * cos(angle) - dx * sin(angle)) * stretch;
            double distance = sqrt(u * u + v * v);
            return distance / (radius * bend(StrictMath.atan2(v, u)));
        }

        private double bend(double theta) {
            double bend = 1;
            for (int k = 0; k < bends.length; k++) {
                bend += bends[k] * cos((k + 2) * theta + phases[k]);
            }
            return bend;
        }

        /** Light given off at a point at this depth, about 1 in the middle: an ellipsoid is thin at its rim. */
        double light(double px, double py, double depth) {
            double light = brightness * pow(1 - depth * depth, 0.4);
            double gx = px / grain;
            double gy = py / grain;
            light *= 1 + 0.45 * (noise(gx / 2.6, gy / 2.6, 3) - 0.5) + 0.5 * (noise(gx / 6, gy / 6, 5) - 0.5);
            for (int i = 0; i < nucleoli.length; i += 3) {
                double dx = px - x - nucleoli[i];
                double dy = py - y - nucleoli[i + 1];
                light *= 1 - 0.45 * exp(-(dx * dx + dy * dy) / (2 * nucleoli[i + 2] * nucleoli[i + 2]));
            }
            return light;
        }

        /** The smallest depth of this outline in another nucleus: below 1 they overlap. */
        double depthIn(Nucleus other) {
            double least = Double.MAX_VALUE;
            for (int i = 0; i < 48; i++) {
                double theta = 2 * PI * i / 48;
                double u = radius * bend(theta) * cos(theta) * stretch;
                double v = radius * bend(theta) * sin(theta) / stretch;
                double px = x + u * cos(angle) - v * sin(angle);
                double py = y + u * sin(angle) + v * cos(angle);
                least = Math.min(least, other.depth(px, py));
            }
            return Math.min(least, Math.min(other.depth(x, y), depth(other.x, other.y)));
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "test-images/nuclei");
        Path truths = folder.resolveSibling(folder.getFileName() + "-truth");
        Files.createDirectories(folder);
        Files.createDirectories(truths);
        double times = args.length > 1 ? Double.parseDouble(args[1]) : 1;
        StringBuilder counts = new StringBuilder("image,nuclei\n");
        for (Field placed : FIELDS) {
            Field field = placed.magnified(times);
            if ((double) field.width() * field.height() > MOST_PIXELS) {
                continue;
            }
            List<Nucleus> nuclei = place(placed).stream()
                    .map(nucleus -> nucleus.magnified(times))
                    .toList();
            BufferedImage image =
                    field.stem().equals("08-stained") ? stained(field, nuclei) : fluorescent(field, nuclei);
            write(image, folder.resolve(field.file()));
            write(truth(field, nuclei), truths.resolve(field.stem() + ".png"));
            counts.append(field.file()).append(',').append(nuclei.size()).append('\n');
        }
        Files.writeString(folder.resolve("truth.csv"), counts);
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        String format = file.toString().endsWith(".tif") ? "tiff" : "png";
        Files.deleteIfExists(file);
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("This Java cannot write " + format);
        }
    }

    private static List<Nucleus> place(Field field) {
        Random random = new Random(field.seed());
        Cells cells = field.cells();
        List<Nucleus> placed = new ArrayList<>();
        for (int tries = 0; placed.size() < cells.count(); tries++) {
            if (tries > 200_000) {
                throw new IllegalStateException(field.file() + ": no room for " + cells.count() + " nuclei");
            }
            double diameter = cells.smallest() + (cells.largest() - cells.smallest()) * random.nextDouble();
            Nucleus candidate = Nucleus.grow(
                    field.width() * random.nextDouble(), field.height() * random.nextDouble(), diameter, random);
            boolean touching = !placed.isEmpty() && random.nextDouble() < cells.touching();
            if (touching) {
                candidate =
                        pushAgainst(placed.get(random.nextInt(placed.size())), candidate, 2 * PI * random.nextDouble());
            }
            if (inside(field, candidate) && hasRoom(candidate, placed, touching ? 0.93 : 1.25)) {
                placed.add(candidate);
            }
        }
        return placed;
    }

    /** Moves a nucleus in from far until it touches the neighbour. */
    private static Nucleus pushAgainst(Nucleus neighbour, Nucleus moved, double direction) {
        double distance = 2 * (neighbour.radius + moved.radius);
        Nucleus here = moved;
        do {
            distance -= 0.5;
            here = moved.at(neighbour.x + distance * cos(direction), neighbour.y + distance * sin(direction));
        } while (here.depthIn(neighbour) > 1);
        return here;
    }

    private static boolean inside(Field field, Nucleus n) {
        return n.x >= 0 && n.y >= 0 && n.x < field.width() && n.y < field.height();
    }

    private static boolean hasRoom(Nucleus candidate, List<Nucleus> placed, double leastDepth) {
        for (Nucleus other : placed) {
            double far = 1.8 * (candidate.radius + other.radius);
            double dx = candidate.x - other.x;
            double dy = candidate.y - other.y;
            if (dx * dx + dy * dy < far * far
                    && Math.min(candidate.depthIn(other), other.depthIn(candidate)) < leastDepth) {
                return false;
            }
        }
        return true;
    }

    /** A pixel in two nuclei belongs to the one whose middle it is nearer to. */
    private static BufferedImage truth(Field field, List<Nucleus> nuclei) {
        BufferedImage labels = new BufferedImage(field.width(), field.height(), BufferedImage.TYPE_USHORT_GRAY);
        double[] nearest = new double[field.width() * field.height()];
        Arrays.fill(nearest, 1);
        WritableRaster raster = labels.getRaster();
        for (int i = 0; i < nuclei.size(); i++) {
            int label = i + 1;
            eachPixel(field, nuclei.get(i), (x, y, depth) -> {
                if (depth < nearest[y * field.width() + x]) {
                    nearest[y * field.width() + x] = depth;
                    raster.setSample(x, y, 0, label);
                }
            });
        }
        return labels;
    }

    private interface PixelVisitor {
        void visit(int x, int y, double depth);
    }

    private static void eachPixel(Field field, Nucleus n, PixelVisitor visitor) {
        int reach = (int) (1.6 * n.radius) + 2;
        for (int y = Math.max(0, (int) n.y - reach); y < Math.min(field.height(), n.y + reach); y++) {
            for (int x = Math.max(0, (int) n.x - reach); x < Math.min(field.width(), n.x + reach); x++) {
                double depth = n.depth(x, y);
                if (depth < 1) {
                    visitor.visit(x, y, depth);
                }
            }
        }
    }

    /** Light from all nuclei in focus, before the lens. */
    private static float[] light(Field field, List<Nucleus> nuclei) {
        float[] light = new float[field.width() * field.height()];
        for (Nucleus n : nuclei) {
            eachPixel(field, n, (x, y, depth) -> light[y * field.width() + x] += (float) n.light(x, y, depth));
        }
        return light;
    }

    private static BufferedImage fluorescent(Field field, List<Nucleus> nuclei) {
        int width = field.width();
        int height = field.height();
        Random random = new Random(~field.seed());
        Optics optics = field.optics();
        float[] light = light(field, nuclei);
        float[] sharp = blur(light, width, height, optics.blur());
        float[] haze = blur(light, width, height, 14 * field.magnification());
        double brightX = width * (0.3 + 0.4 * random.nextDouble());
        double brightY = height * (0.3 + 0.4 * random.nextDouble());
        boolean deep = field.file().endsWith(".tif");
        int white = deep ? 65_535 : 255;
        Camera camera = field.camera();
        double grain = field.magnification();
        BufferedImage image =
                new BufferedImage(width, height, deep ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x - brightX) / width;
                double dy = (y - brightY) / height;
                double lamp = 1 - optics.unevenness() * Math.min(1, 1.6 * (dx * dx + dy * dy));
                double medium = 0.02 + 0.02 * noise(x / grain / 60.0, y / grain / 60.0, 7);
                int i = y * width + x;
                double photons = camera.photons() * lamp * (sharp[i] + optics.haze() * haze[i] + medium);
                double grey = camera.offset()
                        + camera.gain() * poisson(photons, random)
                        + camera.readNoise() * random.nextGaussian();
                image.getRaster().setSample(x, y, 0, (int) Math.max(0, Math.min(white, StrictMath.rint(grey))));
            }
        }
        return image;
    }

    /** Purple nuclei in pale pink tissue: stains take light away (Beer and Lambert), each its own share of red, green, blue. */
    private static BufferedImage stained(Field field, List<Nucleus> nuclei) {
        double[] haematoxylin = {1.05, 1.30, 0.50};
        double[] eosin = {0.10, 0.55, 0.25};
        int width = field.width();
        Random random = new Random(~field.seed());
        float[] nuclear =
                blur(light(field, nuclei), width, field.height(), field.optics().blur());
        BufferedImage image = new BufferedImage(width, field.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < field.height(); y++) {
            for (int x = 0; x < width; x++) {
                double gx = x / field.magnification();
                double gy = y / field.magnification();
                double fibres = noise((gx + 0.5 * gy) / 40.0, (gy - 0.4 * gx) / 9.0, 11);
                double tissue = 0.25 + 0.35 * fibres + 0.15 * noise(gx / 50.0, gy / 50.0, 13);
                for (int band = 0; band < 3; band++) {
                    double density = 0.9 * nuclear[y * width + x] * haematoxylin[band] + tissue * eosin[band];
                    double grey = 238 * exp(-density) + 2.0 * random.nextGaussian();
                    image.getRaster().setSample(x, y, band, (int) Math.max(0, Math.min(255, StrictMath.rint(grey))));
                }
            }
        }
        return image;
    }

    private static int poisson(double mean, Random random) {
        if (mean > 60) {
            return (int) StrictMath.rint(Math.max(0, mean + sqrt(mean) * random.nextGaussian()));
        }
        double limit = exp(-mean);
        int count = 0;
        for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** Gaussian blur, rows then columns; the border is repeated. */
    private static float[] blur(float[] plane, int width, int height, double sigma) {
        int reach = (int) StrictMath.ceil(3 * sigma);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = exp(-k * k / (2 * sigma * sigma));
            sum += kernel[k + reach];
        }
        float[] rows = new float[plane.length];
        float[] out = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            int x = i % width;
            double value = 0;
            for (int k = -reach; k <= reach; k++) {
                value += kernel[k + reach] * plane[i - x + Math.max(0, Math.min(width - 1, x + k))];
            }
            rows[i] = (float) (value / sum);
        }
        for (int i = 0; i < plane.length; i++) {
            int x = i % width;
            int y = i / width;
            double value = 0;
            for (int k = -reach; k <= reach; k++) {
                value += kernel[k + reach] * rows[x + width * Math.max(0, Math.min(height - 1, y + k))];
            }
            out[i] = (float) (value / sum);
        }
        return out;
    }

    /** Smooth value noise in 0..1, one independent field per seed. */
    private static double noise(double x, double y, int seed) {
        int left = (int) StrictMath.floor(x);
        int top = (int) StrictMath.floor(y);
        double u = smooth(x - left);
        double v = smooth(y - top);
        double upper = hash(left, top, seed) * (1 - u) + hash(left + 1, top, seed) * u;
        double lower = hash(left, top + 1, seed) * (1 - u) + hash(left + 1, top + 1, seed) * u;
        return upper * (1 - v) + lower * v;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double hash(int x, int y, int seed) {
        int h = x * 374_761_393 + y * 668_265_263 + seed * 974_634_777;
        h = (h ^ (h >>> 13)) * 1_274_126_177;
        return ((h ^ (h >>> 16)) & 0xFFFF) / 65_535.0;
    }

    private MakeNuclei() {}
}
