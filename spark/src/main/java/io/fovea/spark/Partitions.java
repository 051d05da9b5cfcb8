package io.fovea.spark;

import io.fovea.batch.FilePart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Which files a task does: neighbours in the order of the batch, of about the same size together. */
final class Partitions {
    /** What tasks end early is so little at the end of a job that no core waits long for the others. */
    private static final int TASKS_PER_CORE = 4;

    /** The answers of a task go over the network, and lie in memory, in one piece. */
    private static final int MOST_FILES = 256;

    private Partitions() {}

    /**
     * Shares files out by their sizes.
     *
     * @param most bytes of a partition, but for a single larger file
     * @param cores that there are
     */
    static List<ArrayList<FilePart>> of(List<FilePart> parts, long most, int cores) {
        return of(parts, FilePart::bytes, most, cores);
    }

    /** The same with other sizes. */
    static List<ArrayList<FilePart>> of(List<FilePart> parts, ToLongFunction<FilePart> sizes, long most, int cores) {
        long[] bytes = parts.stream()
                .mapToLong(part -> Math.max(1, sizes.applyAsLong(part)))
                .toArray();
        long all = 0;
        for (long each : bytes) {
            all += each;
        }
        long limit = Math.max(1, Math.min(most, all / ((long) TASKS_PER_CORE * cores)));
        List<ArrayList<FilePart>> partitions = new ArrayList<>();
        ArrayList<FilePart> open = new ArrayList<>();
        long filled = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (!open.isEmpty() && (filled + bytes[i] > limit || open.size() == MOST_FILES)) {
                partitions.add(open);
                open = new ArrayList<>();
                filled = 0;
            }
            open.add(parts.get(i));
            filled += bytes[i];
        }
        if (!open.isEmpty()) {
            partitions.add(open);
        }
        return partitions;
    }
}
