package io.fovea.task.instance;

import io.fovea.ArrayLength;

/**
 * What StarDist's networks learn (Schmidt et al. 2018): how deep each pixel lies in its object, the distance to its rim as a portion of
 * the largest of all its pixels, and how far it is to the rim along each of some rays at even angles from 0, which is to the right,
 * towards the bottom. Outside of objects all is 0. The image's edge is a rim to rays, and none to depths.
 *
 * @param rays how many, three at least
 */
public record StarTruth(int rays) implements ObjectTruth {
    private static final int FEWEST = 3;
    private static final double CORNER = 1e-9;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException when it makes no polygon
     */
    public StarTruth {
        if (rays < FEWEST) {
            throw new IllegalArgumentException(rays + " rays make no polygon");
        }
    }

    @Override
    public int planes() {
        return 1 + rays;
    }

    @Override
    public float[] of(int width, int height, int[] labels) {
        int pixels = ArrayLength.of(width, height);
        float[] planes = new float[ArrayLength.of(planes(), pixels)];
        for (int[] own : ObjectPixels.of(labels)) {
            if (own.length > 0) {
                new ObjectDepth(width, height, labels, own).write(planes);
            }
        }
        for (int ray = 0; ray < rays; ray++) {
            double angle = 2 * Math.PI * ray / rays;
            cast(width, height, labels, Math.cos(angle), Math.sin(angle), planes, (1 + ray) * pixels);
        }
        return planes;
    }

    /** Goes from each pixel's middle to the side of a pixel behind which another object is, or none. */
    private static void cast(
            int width, int height, int[] labels, double right, double down, float[] planes, int plane) {
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (labels[i] != 0) {
                    planes[plane + i] = (float) distance(width, height, labels, x, y, right, down);
                }
            }
        }
    }

    private static double distance(int width, int height, int[] labels, int x, int y, double right, double down) {
        int own = labels[y * width + x];
        double perColumn = 1 / Math.abs(right);
        double perRow = 1 / Math.abs(down);
        double nextColumn = perColumn / 2;
        double nextRow = perRow / 2;
        int column = x;
        int row = y;
        double gone = 0;
        boolean isInside = true;
        while (isInside) {
            gone = Math.min(nextColumn, nextRow);
            // Through a corner, it leaves row and column at once.
            if (nextColumn <= gone + CORNER) {
                column += right > 0 ? 1 : -1;
                nextColumn += perColumn;
            }
            if (nextRow <= gone + CORNER) {
                row += down > 0 ? 1 : -1;
                nextRow += perRow;
            }
            isInside = column >= 0 && row >= 0 && column < width && row < height && labels[row * width + column] == own;
        }
        return gone;
    }
}
