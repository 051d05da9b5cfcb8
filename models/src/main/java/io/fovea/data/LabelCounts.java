package io.fovea.data;

import java.util.BitSet;

/**
 * What an example shows, counted.
 *
 * @param counts for each label, the pixels that show it; 1 where the answer is for the whole image and has it
 * @param perPixel whether pixels were counted
 * @param strangers pixels whose values stand for no label
 * @param objects that are told apart
 */
record LabelCounts(long[] counts, boolean perPixel, ValueCounts strangers, int objects) {

    /**
     * Counts a target.
     *
     * @param labels how many there are; of objects one, which all of their pixels show
     */
    static LabelCounts of(Target target, int labels) {
        long[] counts = new long[labels];
        if (target instanceof Target.ClassIndex single) {
            counts[single.index()] = 1;
        } else if (target instanceof Target.Labels several) {
            for (int i = 0; i < labels; i++) {
                counts[i] = several.present()[i] ? 1 : 0;
            }
        } else if (target instanceof Target.ClassMap map) {
            long[] all = new long[256];
            for (byte each : map.classes()) {
                all[each & 0xff]++;
            }
            System.arraycopy(all, 0, counts, 0, labels);
            return new LabelCounts(counts, true, map.strangers(), 0);
        } else if (target instanceof Target.Instances instances) {
            BitSet numbers = new BitSet();
            for (short each : instances.labels()) {
                if (each != 0) {
                    numbers.set(each & 0xffff);
                    counts[0]++;
                }
            }
            return new LabelCounts(counts, true, ValueCounts.NONE, numbers.cardinality());
        }
        return new LabelCounts(counts, false, ValueCounts.NONE, 0);
    }
}
