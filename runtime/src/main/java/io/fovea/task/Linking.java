package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.image.LabelNumbers;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Through what objects of planes are linked to one. */
public enum Linking {
    /** Through nothing: each plane has its own objects. */
    NONE,
    /** Through the slices of each frame, where they overlap. */
    SLICES,
    /** Through the frames of each slice, where they overlap or their centres are near. */
    FRAMES,
    /** Through the slices of each frame, and what that gives through the frames. */
    BOTH;

    /** The word in a macro. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * That of a word.
     *
     * @throws FoveaException if there is none
     */
    public static Linking parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("Objects cannot be linked through '" + word
                        + "'. Take one of: "
                        + Arrays.stream(values()).map(Linking::word).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Links objects. Numbers go on from one frame, or slice, to the next where these are not linked.
     *
     * @param planes the labels of each, row by row, depth first; asked for one after the other, so that not all need be in memory,
     *     but with {@link #BOTH} the slices of two frames
     * @param width of a plane in pixels
     * @param height of a plane in pixels
     * @param slices how many depths there are
     * @param reach how far a centre may move between frames, in pixels, from 0
     * @return numbers of objects from 1, for each plane
     * @throws IllegalArgumentException if planes differ in size
     */
    public LabelNumbers link(List<int[]> planes, int width, int height, int slices, double reach) {
        return this == BOTH ? both(planes, width, height, slices, reach) : apart(planes, width, height, slices, reach);
    }

    private LabelNumbers apart(List<int[]> planes, int width, int height, int slices, double reach) {
        boolean deep = this == SLICES;
        int frames = planes.size() / slices;
        int step = deep ? 1 : slices;
        int[][] numbers = new int[planes.size()][];
        int count = 0;
        for (int group = 0; group < (deep ? frames : slices); group++) {
            int first = deep ? group * slices : group;
            int size = deep ? slices : frames;
            List<int[]> labels = list(size, i -> planes.get(first + i * step));
            LinkedLabels linked = deep
                    ? LinkedLabels.throughSlices(labels)
                    : LinkedLabels.throughFrames(labels, width, height, reach);
            for (int i = 0; i < size; i++) {
                int at = i;
                int before = count;
                numbers[first + i * step] = numbers(linked.labels(i), label -> {
                    int number = linked.number(at, label);
                    return number == 0 ? 0 : before + number; // of a label without pixels
                });
            }
            count += linked.count();
        }
        return new LabelNumbers(List.of(numbers), count);
    }

    private static LabelNumbers both(List<int[]> planes, int width, int height, int slices, double reach) {
        List<LinkedLabels> deep = new ArrayList<>();
        int frames = planes.size() / slices;
        for (int frame = 0; frame < frames; frame++) {
            deep.add(LinkedLabels.throughSlices(slices(planes, slices, frame)));
        }
        List<int[]> volumes = list(frames, frame -> {
            int[] volume = new int[ArrayLength.of(width, height, slices)];
            for (int slice = 0, at = 0; slice < slices; slice++) {
                for (int label : planes.get(frame * slices + slice)) {
                    volume[at++] = deep.get(frame).number(slice, label);
                }
            }
            return volume;
        });
        LinkedLabels all = LinkedLabels.throughFrames(volumes, width, height, reach);
        List<int[]> numbers = IntStream.range(0, planes.size())
                .mapToObj(plane -> numbers(
                        deep.get(plane / slices).labels(plane % slices),
                        label -> all.number(
                                plane / slices, deep.get(plane / slices).number(plane % slices, label))))
                .toList();
        return new LabelNumbers(numbers, all.count());
    }

    private static List<int[]> slices(List<int[]> planes, int slices, int frame) {
        return list(slices, slice -> planes.get(frame * slices + slice));
    }

    private static List<int[]> list(int size, IntFunction<int[]> element) {
        return new AbstractList<>() {
            @Override
            public int[] get(int index) {
                return element.apply(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static int[] numbers(int labels, IntUnaryOperator number) {
        return IntStream.rangeClosed(0, labels)
                .map(label -> label == 0 ? 0 : number.applyAsInt(label))
                .toArray();
    }
}
