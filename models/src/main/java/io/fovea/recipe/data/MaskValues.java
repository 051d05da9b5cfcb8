package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.LabelFiles;
import io.fovea.data.UnreadableException;
import io.fovea.image.IndexImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The values that masks have, by which those of classes are told from those that number objects.
 *
 * @param perMask the different values of each mask that was looked at
 * @param isColored whether the values are colours, {@code 0xRRGGBB}
 */
record MaskValues(List<SortedSet<Integer>> perMask, boolean isColored) {
    private static final int MOST_LOOKED_AT = 40;

    /** Masks of more different values are not of classes. */
    private static final int MOST_CLASSES = 32;

    private static final int IGNORED = 255;

    /** White, in masks of grey. */
    private static final int BRIGHTEST = 255;

    /** In one image two numbers could as well be two classes. */
    private static final int FEWEST_OBJECTS = 3;

    private static final double NEARLY_ALL = 0.9;

    /**
     * Looks at some masks, spread over all; blocks.
     *
     * @throws FoveaException when none can be read, or they have too many colours to be classes
     */
    static MaskValues in(List<Path> files) {
        int step = Math.max(1, files.size() / MOST_LOOKED_AT);
        List<Path> some = IntStream.range(0, files.size())
                .filter(i -> i % step == 0)
                .limit(MOST_LOOKED_AT)
                .mapToObj(files::get)
                .toList();
        try {
            return new MaskValues(values(some, LabelFiles::numbers), false);
        } catch (UnreadableException e) {
            throw e;
        } catch (FoveaException e) {
            MaskValues colored = new MaskValues(values(some, LabelFiles::colors), true);
            if (colored.values().size() > MOST_CLASSES) {
                throw new FoveaException(
                        "The masks beside '" + files.get(0) + "' have "
                                + colored.values().size()
                                + " colours, too many for classes; write a recipe that says with 'colors' which of"
                                + " them count.",
                        e);
            }
            return colored;
        }
    }

    private static List<SortedSet<Integer>> values(List<Path> files, Function<Path, IndexImage> read) {
        List<SortedSet<Integer>> values = new ArrayList<>();
        UnreadableException damaged = null;
        for (Path file : files) {
            try {
                SortedSet<Integer> found = new TreeSet<>();
                IntStream.of(read.apply(file).values()).distinct().forEach(found::add);
                values.add(found);
            } catch (UnreadableException e) {
                damaged = e;
            }
        }
        if (values.isEmpty() && damaged != null) {
            throw damaged;
        }
        return values;
    }

    /** How many masks were looked at. */
    int looked() {
        return perMask.size();
    }

    /** All different values, in order. */
    SortedSet<Integer> values() {
        SortedSet<Integer> all = new TreeSet<>();
        perMask.forEach(all::addAll);
        return all;
    }

    /** The values of classes: all but 255 where there are two others. */
    List<Integer> classValues() {
        List<Integer> all = new ArrayList<>(values());
        if (all.size() > 2) {
            all.remove((Integer) IGNORED);
        }
        return all;
    }

    /**
     * Whether values are greys between black and white, as soft edges have them, or pictures that were made smaller: there
     * are too many for classes, and nearly all masks end in white without counting up to it.
     */
    boolean isOfGreys() {
        long white = perMask.stream()
                .filter(values -> last(values) == BRIGHTEST && !isCounting(values))
                .count();
        return !isColored && values().size() > MOST_CLASSES && white >= NEARLY_ALL * perMask.size();
    }

    /**
     * Whether each mask numbers its objects: there are too many values for classes; or nearly all count from 1 without a
     * gap, some to three or more, and not all to the same number.
     */
    boolean isOfObjects() {
        if (isColored) {
            return false;
        }
        if (values().size() > MOST_CLASSES) {
            return true;
        }
        List<Integer> counts = perMask.stream()
                .filter(MaskValues::isCounting)
                .map(MaskValues::last)
                .toList();
        return counts.size() >= NEARLY_ALL * perMask.size()
                && Set.copyOf(counts).size() > 1
                && counts.stream().anyMatch(count -> count >= FEWEST_OBJECTS);
    }

    private static boolean isCounting(SortedSet<Integer> values) {
        Set<Integer> objects = new TreeSet<>(values);
        objects.remove(0);
        return objects.size() == last(values) && values.first() >= 0;
    }

    private static int last(SortedSet<Integer> values) {
        return values.last();
    }
}
