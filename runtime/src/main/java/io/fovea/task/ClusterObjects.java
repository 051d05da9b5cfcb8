package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.HeapLimit;
import io.fovea.image.Image;
import io.fovea.image.PixelSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the objects of a cluster apart, and measures them. They are those that {@link TrimapInstances} finds in the whole image:
 * what it does in one cluster does not depend on any other.
 *
 * @param width of the image
 * @param height of the image
 * @param minSize of objects, in pixels
 * @param isMeasured whether rows are wanted
 * @param isOutlined whether rings are wanted
 * @param size of a pixel
 */
record ClusterObjects(
        int width, int height, int minSize, boolean isMeasured, boolean isOutlined, Optional<PixelSize> size) {
    /** What a pixel of the rectangle around a cluster takes while its objects are told apart. */
    private static final double BYTES_PER_PIXEL = 32;

    private static final int VALUES = 4;

    /** Takes the pixels of an object in a row. */
    @FunctionalInterface
    interface Spans {
        void add(int y, int from, int to, FoundObject object);
    }

    /**
     * Finds them.
     *
     * @throws io.fovea.FoveaException if the cluster is so large that the memory does not suffice
     */
    void find(Cluster cluster, Spans spans) {
        int wide = cluster.width();
        int high = cluster.height();
        int channels = cluster.runs().get(0).values().length;
        HeapLimit.require(
                "What holds together across " + wide + "x" + high + " pixels of the image",
                (double) wide * high * (BYTES_PER_PIXEL + VALUES * channels));
        byte[] classes = new byte[ArrayLength.of(wide, high)];
        Arrays.fill(classes, (byte) TrimapInstances.BACKGROUND);
        float[] foreground = new float[classes.length];
        float[] background = new float[classes.length];
        float[][] values = new float[channels][classes.length];
        for (PixelRun run : cluster.runs()) {
            int at = (run.y() - cluster.top()) * wide + run.x() - cluster.left();
            int count = run.classes().length;
            System.arraycopy(run.classes(), 0, classes, at, count);
            System.arraycopy(run.background(), 0, background, at, count);
            for (int i = 0; i < count; i++) {
                foreground[at + i] = (run.foreground()[i] & 0xff) / (float) PixelStrip.STEPS;
            }
            for (int c = 0; c < channels; c++) {
                System.arraycopy(run.values()[c], 0, values[c], at, count);
            }
        }
        int[] labels = TrimapInstances.find(classes, foreground, wide, high, minSize);
        LabelMap map = new LabelMap(wide, high, labels, background);
        if (map.count() > 0) {
            pass(labels, cluster, objects(map, cluster, values), spans);
        }
    }

    private List<FoundObject> objects(LabelMap map, Cluster cluster, float[][] values) {
        LabelWindow window = new LabelWindow(map, cluster.left(), cluster.top(), width, height);
        List<ChannelValues> channels = Arrays.stream(values)
                .map(channel -> ChannelValues.of(map, Image.gray32(map.width(), map.height(), channel)))
                .toList();
        ObjectTable table = new ObjectTable(window, size, channels);
        List<FoundObject> objects = new ArrayList<>();
        for (int label = 1; label <= map.count(); label++) {
            objects.add(new FoundObject(
                    map.area(label),
                    window.bounds(label),
                    isMeasured ? table.row(label) : Map.of(),
                    isOutlined ? ObjectRings.of(window, label) : List.of()));
        }
        return objects;
    }

    private static void pass(int[] labels, Cluster cluster, List<FoundObject> objects, Spans spans) {
        int wide = cluster.width();
        for (int y = 0; y < cluster.height(); y++) {
            for (int x = 0; x < wide; x++) {
                int label = labels[y * wide + x];
                if (label == 0) {
                    continue;
                }
                int from = x;
                while (x + 1 < wide && labels[y * wide + x + 1] == label) {
                    x++;
                }
                spans.add(cluster.top() + y, cluster.left() + from, cluster.left() + x + 1, objects.get(label - 1));
            }
        }
    }
}
