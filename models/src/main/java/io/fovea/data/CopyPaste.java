package io.fovea.data;

import io.fovea.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Pastes objects of one image beside those of another, so near that they touch, and over none (after Ghiasi et al., Simple
 * Copy-Paste is a Strong Data Augmentation Method for Instance Segmentation, 2021): objects that touch are rare in most data, and
 * what networks find hardest to tell apart. Not thread-safe.
 */
final class CopyPaste {

    /** Directions that are tried for an object before it is left out. */
    private static final int TRIES = 8;

    private static final int MOST_OBJECTS = 65_535;

    private final int width;
    private final int height;
    private final short[] labels;

    /** For every pixel the one of the donor that is seen there; -1 for its own. */
    private final int[] origin;

    private int last;

    /** An image into which nothing is pasted yet; its labels are copied. */
    CopyPaste(Target.Instances target) {
        width = target.width();
        height = target.height();
        labels = target.labels().clone();
        origin = new int[labels.length];
        Arrays.fill(origin, -1);
        for (short label : labels) {
            last = Math.max(last, label & 0xffff);
        }
    }

    /**
     * An example with about half of those objects of another one that do not touch its edges. Each finds its place from the middle
     * of an object that is there, in a random direction, where it first covers it no more; where that is over another object, or
     * beyond an edge, in another direction. Where there is no object it is put where it was.
     *
     * @param example of objects, stays as it is
     * @param donor of objects, of the same size, channels and depth; another one gives nothing
     */
    static Example of(Example example, Example donor, SplittableRandom random) {
        Image from = donor.image();
        Image onto = example.image();
        boolean alike = from.width() == onto.width()
                && from.height() == onto.height()
                && from.channels() == onto.channels()
                && from.depth() == onto.depth();
        if (!alike
                || !(example.target() instanceof Target.Instances own)
                || !(donor.target() instanceof Target.Instances others)) {
            return example;
        }
        CopyPaste pasted = new CopyPaste(own);
        for (int[] object : whole(others)) {
            if (random.nextBoolean() && pasted.last < MOST_OBJECTS) {
                pasted.add(object, random);
            }
        }
        return example.with(onto.patched(from, pasted.origin), pasted.target());
    }

    Target.Instances target() {
        return new Target.Instances(width, height, labels.clone());
    }

    private void add(int[] object, SplittableRandom random) {
        List<List<Integer>> present = List.copyOf(pixels(labels).values());
        if (present.isEmpty()) {
            paste(object, 0, 0);
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            List<Integer> neighbour = present.get(random.nextInt(present.size()));
            if (add(object, neighbour, 2 * Math.PI * random.nextDouble())) {
                return;
            }
        }
    }

    /**
     * Pastes an object beside another.
     *
     * @param object its pixels in the donor
     * @param neighbour the pixels of the other
     * @param angle in which direction, in radians from the right downwards
     * @return whether there was room
     */
    boolean add(int[] object, List<Integer> neighbour, double angle) {
        short beside = labels[neighbour.get(0)];
        double fromX = neighbour.stream().mapToInt(i -> i % width).average().orElseThrow();
        double fromY = neighbour.stream().mapToInt(i -> i / width).average().orElseThrow();
        double ownX = Arrays.stream(object).map(i -> i % width).average().orElseThrow();
        double ownY = Arrays.stream(object).map(i -> i / width).average().orElseThrow();
        for (int step = 0; step < width + height; step++) {
            int byX = (int) Math.round(fromX + step * Math.cos(angle) - ownX);
            int byY = (int) Math.round(fromY + step * Math.sin(angle) - ownY);
            OptionalInt covered = covered(object, byX, byY, beside);
            if (covered.isEmpty()) {
                paste(object, byX, byY);
                return true;
            }
            if (covered.getAsInt() != (beside & 0xffff)) {
                return false;
            }
        }
        return false;
    }

    /** What an object would cover: {@code beside} if that, else another's label, -1 for an edge; empty for nothing. */
    private OptionalInt covered(int[] object, int byX, int byY, short beside) {
        OptionalInt other = OptionalInt.empty();
        for (int pixel : object) {
            int x = pixel % width + byX;
            int y = pixel / width + byY;
            if (x < 0 || y < 0 || x >= width || y >= height) {
                other = OptionalInt.of(-1);
            } else if (labels[y * width + x] == beside) {
                return OptionalInt.of(beside & 0xffff);
            } else if (labels[y * width + x] != 0) {
                other = OptionalInt.of(labels[y * width + x] & 0xffff);
            }
        }
        return other;
    }

    private void paste(int[] object, int byX, int byY) {
        last++;
        for (int pixel : object) {
            int at = (pixel / width + byY) * width + pixel % width + byX;
            labels[at] = (short) last;
            origin[at] = pixel;
        }
    }

    /** The pixels of every object that does not touch an edge. */
    private static List<int[]> whole(Target.Instances target) {
        int width = target.width();
        int below = width * (target.height() - 1);
        return pixels(target.labels()).values().stream()
                .filter(object -> object.stream()
                        .noneMatch(i -> i % width == 0 || i % width == width - 1 || i < width || i >= below))
                .map(object -> object.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The pixels of every object, by label. */
    static Map<Integer, List<Integer>> pixels(short[] labels) {
        Map<Integer, List<Integer>> objects = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0) {
                objects.computeIfAbsent(labels[i] & 0xffff, label -> new ArrayList<>())
                        .add(i);
            }
        }
        return objects;
    }
}
