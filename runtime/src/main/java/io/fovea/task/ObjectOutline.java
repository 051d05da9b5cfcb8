package io.fovea.task;

import java.util.Arrays;

/**
 * The outline of an object along the edges of its pixels, and the lengths that ImageJ's <i>Analyze Particles</i> gives of it:
 * that of the part that holds the object's first pixel, corners counted as touching, without holes. Immutable and
 * thread-safe.
 *
 * <p>The perimeter is ImageJ's (Wand and PolygonRoi): the sum of all edges, where at every corner of a pixel a diagonal
 * takes the place of the two sides.
 */
public final class ObjectOutline {
    /** Right, up, left, down. */
    private static final int[] STEP_X = {1, 0, -1, 0};

    private static final int[] STEP_Y = {0, -1, 0, 1};

    /** Around a vertex, from the pixel to its lower right against the clock. */
    private static final int[] PIXEL_X = {0, 0, -1, -1};

    private static final int[] PIXEL_Y = {0, -1, -1, 0};

    private final LabelledObjects map;
    private final int label;
    private int[] xs = new int[32];
    private int[] ys = new int[32];
    private int points;

    private ObjectOutline(LabelledObjects map, int label) {
        this.map = map;
        this.label = label;
    }

    /** Traces the outline of an object, in time proportional to its length. */
    public static ObjectOutline of(LabelledObjects map, int label) {
        ObjectOutline outline = new ObjectOutline(map, label);
        outline.trace();
        return outline;
    }

    /** How many corners the outline has. */
    public int points() {
        return points;
    }

    /** The corners' x, where the first pixel reaches from 0 to 1; a copy. */
    public int[] xs() {
        return Arrays.copyOf(xs, points);
    }

    /** The corners' y; a copy. */
    public int[] ys() {
        return Arrays.copyOf(ys, points);
    }

    /**
     * The length of the outline.
     *
     * @param pixelWidth in whatever unit the length is to have
     * @param pixelHeight in the same
     */
    public double perimeter(double pixelWidth, double pixelHeight) {
        long across = 0;
        long down = 0;
        int corners = 0;
        boolean corner = false;
        for (int i = 0; i < points; i++) {
            int before = (i + points - 1) % points;
            int dx = Math.abs(xs[i] - xs[before]);
            int dy = Math.abs(ys[i] - ys[before]);
            across += dx;
            down += dy;
            corner = dx + dy > 1 || !corner;
            corners += corner ? 1 : 0;
        }
        double saved = pixelWidth + pixelHeight - Math.hypot(pixelWidth, pixelHeight);
        return across * pixelWidth + down * pixelHeight - corners * saved;
    }

    /** The largest distance between two corners: Feret's diameter; in the unit of the pixel's sides. */
    public double feret(double pixelWidth, double pixelHeight) {
        double largest = 0;
        for (int i = 0; i < points; i++) {
            for (int j = i + 1; j < points; j++) {
                largest = Math.max(largest, Math.hypot((xs[i] - xs[j]) * pixelWidth, (ys[i] - ys[j]) * pixelHeight));
            }
        }
        return largest;
    }

    /** How round an object is: 4 pi area / perimeter squared, at most 1, as ImageJ has it; both in pixels. */
    public static double circularity(double area, double perimeter) {
        return perimeter == 0 ? 0 : Math.min(1, 4 * Math.PI * area / (perimeter * perimeter));
    }

    /** Keeps the object to the right, and turns left wherever it can, so that corners hold together. */
    private void trace() {
        LabelMap.Bounds box = map.bounds(label);
        int startX = box.x();
        while (!isInside(startX, box.y())) {
            startX++;
        }
        while (isInside(startX, box.y())) {
            startX++;
        }
        int x = startX;
        int y = box.y() + 1;
        int direction = 3;
        do {
            int turned = turn(x, y, direction);
            if (turned != direction) {
                add(x, y);
            }
            x += STEP_X[turned];
            y += STEP_Y[turned];
            direction = turned;
        } while (x != startX || y != box.y() + 1 || direction != 3);
        if (xs[0] != x) {
            add(x, y);
        }
    }

    private int turn(int x, int y, int direction) {
        for (int turned = direction + 1; turned >= direction; turned--) {
            int pixel = turned & 3;
            if (isInside(x + PIXEL_X[pixel], y + PIXEL_Y[pixel])) {
                return pixel;
            }
        }
        return (direction + 3) & 3;
    }

    private boolean isInside(int x, int y) {
        return x >= 0 && y >= 0 && x < map.width() && y < map.height() && map.label(x, y) == label;
    }

    private void add(int x, int y) {
        if (points == xs.length) {
            xs = Arrays.copyOf(xs, 2 * points);
            ys = Arrays.copyOf(ys, 2 * points);
        }
        xs[points] = x;
        ys[points] = y;
        points++;
    }
}
