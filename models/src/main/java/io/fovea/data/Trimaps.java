package io.fovea.data;

/**
 * Trimaps from instance labels: 0 foreground, 1 background, 2 contour (the order of the Oxford-IIIT pets).
 *
 * <p>The contour lies inside the objects, so that giving it back to the nearest object restores them exactly. An object
 * too thin to keep any foreground gets a contour of one pixel, or none, so that it is never lost.
 */
public final class Trimaps {

    /** The class of an object's inside. */
    public static final byte FOREGROUND = 0;

    /** The class of what belongs to no object. */
    public static final byte BACKGROUND = 1;

    /** The class of an object's rim. */
    public static final byte CONTOUR = 2;

    private Trimaps() {}

    /**
     * The class of every pixel: the map itself, or the trimap of instances.
     *
     * @param contour width in pixels of a trimap's contour
     * @throws IllegalArgumentException for a target that is not of pixels
     */
    public static Target.ClassMap classMap(Target target, int contour) {
        if (target instanceof Target.ClassMap map) {
            return map;
        }
        if (target instanceof Target.Instances instances) {
            return new Target.ClassMap(instances.width(), instances.height(), of(instances, contour));
        }
        throw new IllegalArgumentException(target + " has no classes of pixels");
    }

    /**
     * The trimap of a label image.
     *
     * @param contour width of the contour in pixels, at least 1
     * @return one class per pixel, row by row
     */
    public static byte[] of(Target.Instances instances, int contour) {
        int width = instances.width();
        int height = instances.height();
        short[] labels = instances.labels();
        int[] depth = depths(labels, width, height, contour + 1);
        int[] deepest = new int[65536];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xffff;
            deepest[label] = Math.max(deepest[label], depth[i]);
        }
        byte[] trimap = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xffff;
            int rim = Math.min(contour, deepest[label] - 1);
            trimap[i] = label == 0 ? BACKGROUND : depth[i] <= rim ? CONTOUR : FOREGROUND;
        }
        return trimap;
    }

    /**
     * How many pixels each pixel lies inside its object: 1 at its border, at most {@code limit}; 0 outside. Alternating
     * steps of 4 and 8 neighbours approximate a round distance. The image's edge is no border.
     */
    private static int[] depths(short[] labels, int width, int height, int limit) {
        int[] depth = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            depth[i] = labels[i] == 0 ? 0 : limit;
        }
        for (int level = 1; level < limit; level++) {
            boolean diagonal = level % 2 == 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    if (depth[i] == limit && touchesShallower(labels, depth, width, height, x, y, level, diagonal)) {
                        depth[i] = level;
                    }
                }
            }
        }
        return depth;
    }

    private static boolean touchesShallower(
            short[] labels, int[] depth, int width, int height, int x, int y, int level, boolean diagonal) {
        short label = labels[y * width + x];
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx;
                int ny = y + dy;
                boolean neighbour = diagonal || dx == 0 || dy == 0;
                if (!neighbour || nx < 0 || ny < 0 || nx >= width || ny >= height) {
                    continue;
                }
                int i = ny * width + nx;
                if (level == 1 ? labels[i] != label : labels[i] != label || depth[i] == level - 1) {
                    return true;
                }
            }
        }
        return false;
    }
}
