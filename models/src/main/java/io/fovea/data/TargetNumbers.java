package io.fovea.data;

import java.util.List;
import java.util.stream.IntStream;

/** Targets as the numbers of a batch. */
public final class TargetNumbers {

    private TargetNumbers() {}

    /**
     * All targets one after the other, in the shape that {@link #shape} tells: class indices from 0, with {@link
     * Batch#IGNORED} where a pixel has none, or 0 and 1 of each label.
     *
     * @param targets all of one kind and size
     * @param contour width in pixels of the contour of trimaps made from instances
     */
    public static long[] flat(List<Target> targets, int contour) {
        List<long[]> parts =
                targets.stream().map(target -> numbers(target, contour)).toList();
        long[] all = new long[parts.stream().mapToInt(part -> part.length).sum()];
        int next = 0;
        for (long[] part : parts) {
            System.arraycopy(part, 0, all, next, part.length);
            next += part.length;
        }
        return all;
    }

    /**
     * The same of {@link Target.Instances}, of which it is asked no more than where there are any: 1 in objects, 0 outside.
     *
     * @param targets all of one size
     */
    static long[] covered(List<Target> targets) {
        return targets.stream()
                .map(target -> ((Target.Instances) target).covered())
                .flatMapToLong(covered -> IntStream.range(0, covered.length).mapToLong(i -> covered[i]))
                .toArray();
    }

    /**
     * The shape of {@link #flat}: {@code [N]} of classes of images, {@code [N, classes]} of labels, {@code [N, H, W]} of
     * pixels.
     *
     * @param inputShape {@code [N, C, H, W]}; matters for pixels alone
     */
    public static long[] shape(List<Target> targets, long[] inputShape) {
        if (targets.isEmpty()) {
            return new long[] {0};
        }
        Target first = targets.get(0);
        if (first instanceof Target.ClassIndex) {
            return new long[] {targets.size()};
        }
        return first instanceof Target.Labels labels
                ? new long[] {targets.size(), labels.present().length}
                : new long[] {targets.size(), inputShape[2], inputShape[3]};
    }

    private static long[] numbers(Target target, int contour) {
        if (target instanceof Target.ClassIndex single) {
            return new long[] {single.index()};
        }
        if (target instanceof Target.Labels labels) {
            boolean[] present = labels.present();
            long[] numbers = new long[present.length];
            for (int i = 0; i < present.length; i++) {
                numbers[i] = present[i] ? 1 : 0;
            }
            return numbers;
        }
        byte[] classes = Trimaps.classMap(target, contour).classes();
        long[] numbers = new long[classes.length];
        for (int i = 0; i < classes.length; i++) {
            numbers[i] = classes[i] == Target.ClassMap.IGNORED ? Batch.IGNORED : classes[i] & 0xff;
        }
        return numbers;
    }
}
