package io.fovea.report;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * How often which values occur, in buckets of one width from the least to the largest, as TensorFlow's
 * {@code HistogramProto} has it.
 *
 * @param least of the values
 * @param largest of the values
 * @param number how many there are
 * @param sum of the values
 * @param squares sum of their squares
 * @param limits the upper end of each bucket
 * @param counts how many values lie in each
 */
record EventHistogram(
        double least, double largest, long number, double sum, double squares, double[] limits, long[] counts) {

    private static final int BUCKETS = 30;

    /** Counts values; those that are no finite numbers are left out. */
    static EventHistogram of(float... values) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        long number = 0;
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                largest = Math.max(largest, value);
                number++;
                sum += value;
                squares += (double) value * value;
            }
        }
        int buckets = number == 0 ? 0 : least == largest ? 1 : BUCKETS;
        double[] limits = new double[buckets];
        for (int i = 0; i < buckets; i++) {
            limits[i] = i == buckets - 1 ? largest : least + (largest - least) * (i + 1) / buckets;
        }
        long[] counts = new long[buckets];
        for (float value : values) {
            if (Float.isFinite(value)) {
                double place = largest == least ? 0 : (value - least) / (largest - least) * buckets;
                counts[(int) Math.min(buckets - 1, place)]++;
            }
        }
        return new EventHistogram(least, largest, number, sum, squares, limits, counts);
    }

    /** Writes the fields of the message. */
    void writeTo(CodedOutputStream out) throws IOException {
        out.writeDouble(1, least);
        out.writeDouble(2, largest);
        out.writeDouble(3, number);
        out.writeDouble(4, sum);
        out.writeDouble(5, squares);
        out.writeByteArray(6, EventSummary.message(packed -> {
            for (double limit : limits) {
                packed.writeDoubleNoTag(limit);
            }
        }));
        out.writeByteArray(7, EventSummary.message(packed -> {
            for (long count : counts) {
                packed.writeDoubleNoTag(count);
            }
        }));
    }

    /** Whether all values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EventHistogram that
                && least == that.least
                && largest == that.largest
                && number == that.number
                && sum == that.sum
                && squares == that.squares
                && Arrays.equals(limits, that.limits)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(least, largest, number, sum, squares, Arrays.hashCode(limits), Arrays.hashCode(counts));
    }
}
