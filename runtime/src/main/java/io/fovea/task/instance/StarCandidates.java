package io.fovea.task.instance;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.sample.Orientation;
import java.util.Arrays;

/**
 * Places at which a StarDist network believes that there is an object, with its distance to the edge of the object along each
 * ray. All in pixels of the network's input.
 */
public final class StarCandidates {
    private static final int FIRST_ROOM = 1024;

    /** Distances below are no distances: a polygon has an inside. */
    private static final float LEAST = 1e-3f;

    private final int rays;
    private final double[] cos;
    private final double[] sin;
    private int count;
    private int[] x = new int[FIRST_ROOM];
    private int[] y = new int[FIRST_ROOM];
    private float[] probabilities = new float[FIRST_ROOM];
    private float[] distances;
    private byte[] kinds = new byte[FIRST_ROOM];

    /**
     * None yet.
     *
     * @param rays at least 3
     */
    public StarCandidates(int rays) {
        this.rays = rays;
        this.distances = new float[FIRST_ROOM * rays];
        this.cos = new double[rays];
        this.sin = new double[rays];
        for (int r = 0; r < rays; r++) {
            cos[r] = Math.cos(2 * Math.PI * r / rays);
            sin[r] = Math.sin(2 * Math.PI * r / rays);
        }
    }

    /**
     * Adds a place where an object is of the only class that there is; otherwise as the one below.
     *
     * @param probability that it belongs to an object
     * @param values by channel, then by column
     * @param first the channel of the first ray
     * @param column of the place in {@code values}
     * @throws io.fovea.FoveaException if Java may not take as much memory
     */
    public void add(int atX, int atY, float probability, float[][] values, int first, int column) {
        add(atX, atY, probability, values, first, column, 1);
    }

    /**
     * Adds a place.
     *
     * @param probability that it belongs to an object
     * @param values by channel, then by column
     * @param first the channel of the first ray
     * @param column of the place in {@code values}
     * @param kind the class of the object, 1..255
     * @throws io.fovea.FoveaException if Java may not take as much memory
     */
    public void add(int atX, int atY, float probability, float[][] values, int first, int column, int kind) {
        if (count == x.length) {
            grow();
        }
        x[count] = atX;
        y[count] = atY;
        probabilities[count] = probability;
        kinds[count] = (byte) kind;
        for (int r = 0; r < rays; r++) {
            distances[count * rays + r] = Math.max(LEAST, values[first + r][column]);
        }
        count++;
    }

    /**
     * Adds places that were found in a view of the same image, put back into it.
     *
     * @param orientation of the view
     * @param width of the image itself, in these pixels
     * @throws io.fovea.FoveaException if their rays have no counterparts in the image, or Java may not take as much memory
     */
    public void addOriented(StarCandidates view, Orientation orientation, int width, int height) {
        int[] counterparts = counterparts(orientation);
        float[][] column = new float[rays][1];
        for (int i = 0; i < view.count; i++) {
            for (int r = 0; r < rays; r++) {
                column[counterparts[r]][0] = view.distances[i * rays + r];
            }
            // A pixel's centre is half a pixel from its edges.
            double centreX = view.x[i] + 0.5;
            double centreY = view.y[i] + 0.5;
            add(
                    (int) Math.floor(orientation.storedX(centreX, centreY, width)),
                    (int) Math.floor(orientation.storedY(centreX, centreY, height)),
                    view.probabilities[i],
                    column,
                    0,
                    0,
                    view.kind(i));
        }
    }

    /** For each ray of a view the one of the image that runs the same way. */
    private int[] counterparts(Orientation orientation) {
        int[] counterparts = new int[rays];
        for (int r = 0; r < rays; r++) {
            double angle = Math.atan2(orientation.down(cos[r], sin[r]), orientation.across(cos[r], sin[r]));
            double place = angle * rays / (2 * Math.PI);
            long nearest = Math.round(place);
            if (Math.abs(place - nearest) > 1e-6) {
                throw new FoveaException("The " + rays + " rays of the network's polygons are others once an image is"
                        + " mirrored or turned so; a number that 4 divides stays the same. Leave augment out.");
            }
            counterparts[r] = Math.floorMod(nearest, rays);
        }
        return counterparts;
    }

    private void grow() {
        int room = ArrayLength.of(2, count);
        HeapLimit.require(
                "What " + room + " places that may be objects, of " + rays + " rays each, are kept in",
                (double) Float.BYTES * room * rays);
        x = Arrays.copyOf(x, room);
        y = Arrays.copyOf(y, room);
        probabilities = Arrays.copyOf(probabilities, room);
        kinds = Arrays.copyOf(kinds, room);
        distances = Arrays.copyOf(distances, ArrayLength.of(room, rays));
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    int x(int candidate) {
        return x[candidate];
    }

    int y(int candidate) {
        return y[candidate];
    }

    float probability(int candidate) {
        return probabilities[candidate];
    }

    /** The class of a candidate, from 1. */
    int kind(int candidate) {
        return kinds[candidate] & 0xff;
    }

    /** The horizontal places of the corners of a candidate, into an array. */
    double[] cornersX(int candidate, double[] into) {
        for (int r = 0; r < rays; r++) {
            into[r] = x[candidate] + distances[candidate * rays + r] * cos[r];
        }
        return into;
    }

    /** The vertical places of the corners of a candidate, into an array. */
    double[] cornersY(int candidate, double[] into) {
        for (int r = 0; r < rays; r++) {
            into[r] = y[candidate] + distances[candidate * rays + r] * sin[r];
        }
        return into;
    }

    /** The area of the polygon of a candidate: that of the triangles between its rays. */
    double area(int candidate) {
        double sum = 0;
        int first = candidate * rays;
        for (int r = 0; r < rays; r++) {
            sum += (double) distances[first + r] * distances[first + (r + 1) % rays];
        }
        return sum * Math.sin(2 * Math.PI / rays) / 2;
    }

    StarPolygon polygon(int candidate) {
        return new StarPolygon(cornersX(candidate, new double[rays]), cornersY(candidate, new double[rays]));
    }

    int rays() {
        return rays;
    }
}
