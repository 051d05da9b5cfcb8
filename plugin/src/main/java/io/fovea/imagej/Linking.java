package io.fovea.imagej;

import io.fovea.FoveaException;
import io.fovea.task.LabelMap;
import io.fovea.task.LinkedLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Through what objects of planes are linked to one. */
enum Linking {
    /** Through nothing: each plane has its own objects. */
    NONE,
    SLICES,
    FRAMES,
    /** Through the slices of each frame, and what that gives through the frames. */
    BOTH;

    /** The word in a macro. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * That of a word.
     *
     * @throws FoveaException if there is none
     */
    static Linking parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("Objects cannot be linked through '" + word
                        + "'. Take one of: "
                        + Arrays.stream(values()).map(Linking::word).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Numbers for the objects of planes.
     *
     * @param numbers of each plane, by label
     * @param count of all objects
     */
    record Numbers(List<int[]> numbers, int count) {}

    /**
     * Links objects. Numbers go on from one frame, or slice, to the next where these are not linked.
     *
     * @param planes depth first
     * @param slices how many depths there are
     * @param reach how far a centre may move between frames, in pixels
     */
    Numbers link(List<LabelMap> planes, int slices, double reach) {
        return this == BOTH ? both(planes, slices, reach) : apart(planes, slices, reach);
    }

    private Numbers apart(List<LabelMap> planes, int slices, double reach) {
        boolean deep = this == SLICES;
        int frames = planes.size() / slices;
        int step = deep ? 1 : slices;
        int[][] numbers = new int[planes.size()][];
        int count = 0;
        for (int group = 0; group < (deep ? frames : slices); group++) {
            int first = deep ? group * slices : group;
            List<int[]> labels = labels(planes, first, step, deep ? slices : frames);
            LinkedLabels linked = deep
                    ? LinkedLabels.throughSlices(labels)
                    : LinkedLabels.throughFrames(
                            labels, planes.get(0).width(), planes.get(0).height(), reach);
            for (int i = 0; i < labels.size(); i++) {
                int at = i;
                int before = count;
                numbers[first + i * step] =
                        numbers(planes.get(first + i * step), label -> before + linked.number(at, label));
            }
            count += linked.count();
        }
        return new Numbers(List.of(numbers), count);
    }

    private static Numbers both(List<LabelMap> planes, int slices, double reach) {
        List<LinkedLabels> deep = new ArrayList<>();
        List<int[]> volumes = new ArrayList<>();
        for (int first = 0; first < planes.size(); first += slices) {
            List<int[]> labels = labels(planes, first, 1, slices);
            LinkedLabels linked = LinkedLabels.throughSlices(labels);
            deep.add(linked);
            volumes.add(IntStream.range(0, slices)
                    .flatMap(slice -> Arrays.stream(linked.relabelled(slice, labels.get(slice))))
                    .toArray());
        }
        LinkedLabels all = LinkedLabels.throughFrames(
                volumes, planes.get(0).width(), planes.get(0).height(), reach);
        List<int[]> numbers = IntStream.range(0, planes.size())
                .mapToObj(plane -> numbers(
                        planes.get(plane),
                        label -> all.number(
                                plane / slices, deep.get(plane / slices).number(plane % slices, label))))
                .toList();
        return new Numbers(numbers, all.count());
    }

    private static List<int[]> labels(List<LabelMap> planes, int first, int step, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> planes.get(first + i * step).labels())
                .toList();
    }

    private static int[] numbers(LabelMap plane, IntUnaryOperator number) {
        return IntStream.rangeClosed(0, plane.count())
                .map(label -> label == 0 ? 0 : number.applyAsInt(label))
                .toArray();
    }
}
