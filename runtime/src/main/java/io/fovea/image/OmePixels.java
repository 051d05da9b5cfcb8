package io.fovea.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** An image in OME-XML: its sizes, the order of its planes, and which runs of pages have which of them. */
final class OmePixels {
    private final String order;
    private final int sizeC;
    private final int sizeZ;
    private final int sizeT;
    private final List<Run> runs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int samples;

    /**
     * Pages one behind the other: a {@code TiffData} element. Of a set of several files, some lie in others.
     *
     * @param page the first, from 0
     * @param channel that it shows, as the element counts
     * @param slice that it shows
     * @param frame that it shows
     * @param count of the pages; -1 where it is not said, which means all up to the next run
     * @param here whether they are pages of the file that the text stands in
     */
    record Run(int page, int channel, int slice, int frame, int count, boolean here) {
        private Run elsewhere() {
            return new Run(page, channel, slice, frame, count, false);
        }
    }

    /**
     * An image.
     *
     * @param order of its planes, such as {@code XYCZT}, where the channels move fastest
     */
    OmePixels(String order, int sizeC, int sizeZ, int sizeT) {
        this.order = order;
        this.sizeC = sizeC;
        this.sizeZ = sizeZ;
        this.sizeT = sizeT;
    }

    /** Notes how many of its channels each pixel holds; what is said first counts. */
    void setSamples(int perPixel) {
        samples = samples == 0 ? perPixel : samples;
    }

    /** Notes what the next channel is called; nothing where it is not said. */
    void addName(String name) {
        names.add(name);
    }

    /** What the channels are called; empty where not all are. */
    List<String> names() {
        return names.contains("") ? List.of() : List.copyOf(names);
    }

    void add(Run run) {
        runs.add(run);
    }

    /** Notes that the last run lies in another file. */
    void moveLastElsewhere() {
        if (!runs.isEmpty()) {
            runs.add(runs.remove(runs.size() - 1).elsewhere());
        }
    }

    /**
     * Puts the image's planes where their pages are.
     *
     * @param series the image's number, from 1
     * @param perPixel samples of the file, for texts that do not say it
     * @param free the first page that no image before this has
     * @param planes of every page
     * @return false if the text cannot be right
     */
    boolean assign(int series, int perPixel, int free, Plane[] planes) {
        int each = samples > 0 ? samples : perPixel;
        int channels = sizeC % each == 0 ? sizeC / each : sizeC;
        long total = (long) channels * sizeZ * sizeT;
        if (channels < 1 || sizeZ < 1 || sizeT < 1 || total > Integer.MAX_VALUE || !order.matches("XY[CZT]{3}")) {
            return false;
        }
        Order steps = new Order(order, channels, sizeZ, sizeT);
        List<Run> sorted = counted(channels, free);
        sorted.sort(Comparator.comparingLong(steps::index));
        for (int i = 0; i < sorted.size(); i++) {
            Run run = sorted.get(i);
            long index = steps.index(run);
            long next = i + 1 < sorted.size() ? steps.index(sorted.get(i + 1)) : total;
            long end = run.count() < 0 ? next : index + run.count();
            if (index < 0 || end > total || run.page() < 0) {
                return false;
            }
            for (int page = run.page(); run.here() && index < end && page < planes.length; page++, index++) {
                if (planes[page] != null) {
                    return false;
                }
                planes[page] = steps.plane(series, (int) index);
            }
        }
        return true;
    }

    /** The runs, counted from 0 on every axis: some writers begin with 1. */
    private List<Run> counted(int channels, int free) {
        if (runs.isEmpty()) {
            return new ArrayList<>(List.of(new Run(free, 0, 0, 0, -1, true)));
        }
        int c = first(Run::channel, channels);
        int z = first(Run::slice, sizeZ);
        int t = first(Run::frame, sizeT);
        List<Run> counted = new ArrayList<>();
        for (Run run : runs) {
            counted.add(
                    new Run(run.page(), run.channel() - c, run.slice() - z, run.frame() - t, run.count(), run.here()));
        }
        return counted;
    }

    private int first(ToIntFunction<Run> axis, int size) {
        int least = runs.stream().mapToInt(axis).min().orElse(0);
        int most = runs.stream().mapToInt(axis).max().orElse(0);
        return least > 0 && most >= size ? 1 : 0;
    }

    /** The way from a plane's channel, slice and frame to its place among all, and back. */
    private record Order(String letters, int channels, int slices, int frames) {

        /** The place of a run's first plane, or -1 if there is no such plane. */
        long index(Run run) {
            long index = 0;
            long step = 1;
            for (char axis : letters.substring(2).toCharArray()) {
                int at = axis == 'C' ? run.channel() : axis == 'Z' ? run.slice() : run.frame();
                if (at < 0 || at >= size(axis)) {
                    return -1;
                }
                index += step * at;
                step *= size(axis);
            }
            return index;
        }

        Plane plane(int series, int index) {
            int[] at = new int[3];
            int rest = index;
            for (char axis : letters.substring(2).toCharArray()) {
                at["CZT".indexOf(axis)] = rest % size(axis) + 1;
                rest /= size(axis);
            }
            return new Plane(series, at[0], at[1], at[2]);
        }

        private int size(char axis) {
            return axis == 'C' ? channels : axis == 'Z' ? slices : frames;
        }
    }
}
