package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fovea.image.zarr.ZarrVersion.StoredType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Writes labels and probabilities as images in OME-Zarr, with smaller copies of them.
 *
 * @param origin what they were made from, noted as {@code fovea}
 * @param work by what others of the same work are known; empty where nothing is added to what is written
 */
public record ZarrWriter(ZarrVersion version, ZarrScale scale, String origin, String work) {
    /** What Fovea's notes are called. */
    public static final String NOTE = "fovea";

    private static final String WORK = "work";

    /** Labels beyond these have the colours that a viewer gives them. */
    private static final int MOST_COLORS = 10_000;

    /** Takes rows of whole numbers. */
    @FunctionalInterface
    public interface RowSink {
        void add(int[] row) throws IOException;
    }

    /** Takes rows of floats, each in an array of its own. */
    @FunctionalInterface
    public interface FloatRowSink {
        void add(float[] row) throws IOException;
    }

    /** Gives all rows of a plane, from the top. */
    @FunctionalInterface
    public interface FloatRows {
        void each(int plane, FloatRowSink sink) throws IOException;
    }

    /** Gives all rows, from the top. */
    @FunctionalInterface
    public interface Rows {
        void each(RowSink sink) throws IOException;
    }

    /**
     * A plane of a stack.
     *
     * @param place on the axes before y and x
     */
    public record Plane(List<Integer> place, Rows rows) {
        /** Copies the list. */
        public Plane {
            place = List.copyOf(place);
        }
    }

    /**
     * Labels.
     *
     * @param bits that a label needs: 8, 16 or 32
     * @param count the largest label
     * @param colors {@code 0xRRGGBB} of each
     */
    public record Labels(int width, int height, int bits, int count, Rows rows, IntUnaryOperator colors) {}

    /**
     * Fills a folder with labels that are an image by themselves.
     *
     * @param source the path from there to the image that they are of, where that is OME-Zarr as well
     */
    public void labels(Path folder, Labels labels, Optional<String> source) throws IOException {
        ZarrPyramid pyramid =
                pyramid("yx", List.of(labels.height(), labels.width()), StoredType.of(labels.bits()), false);
        pyramid.writeArrays(folder);
        labels.rows().each(pyramid.plane(folder)::add);
        writeLabelGroup(folder, pyramid, labels.count(), labels.colors(), source);
    }

    /**
     * Fills a folder with the labels of a stack.
     *
     * @param axes of it, such as {@code tzyx}
     * @param shape as many sizes
     * @param bits of a value: 8, 16 or 32
     * @param planes one for each place on the axes before y and x, of labels from 0, the background
     * @param colors of labels, as {@code 0xRRGGBB}
     * @throws IOException if the folder takes no more
     */
    public void labels(
            Path folder, String axes, List<Integer> shape, int bits, List<Plane> planes, IntUnaryOperator colors)
            throws IOException {
        ZarrPyramid pyramid = pyramid(axes, shape, StoredType.of(bits), false);
        pyramid.writeArrays(folder);
        int[] largest = {0};
        for (Plane plane : planes) {
            PyramidLevel level = pyramid.plane(
                    folder, plane.place().stream().mapToInt(Integer::intValue).toArray());
            plane.rows().each(row -> {
                for (int value : row) {
                    largest[0] = Math.max(largest[0], value);
                }
                level.add(row);
            });
        }
        writeLabelGroup(folder, pyramid, largest[0], colors, Optional.empty());
    }

    /** Writes what is said of labels. */
    void writeLabelGroup(Path folder, ZarrPyramid pyramid, int count, IntUnaryOperator colors, Optional<String> source)
            throws IOException {
        ObjectNode ome = ZarrVersion.JSON.createObjectNode();
        ome.set("multiscales", pyramid.multiscales("labels"));
        ome.set("image-label", imageLabel(count, colors, source));
        version.writeGroup(folder, ome, note());
    }

    /**
     * Fills a folder with planes of floats, channels of an image.
     *
     * @param names of them
     * @param planes as many
     */
    public void probabilities(Path folder, int width, int height, List<String> names, FloatRows planes)
            throws IOException {
        ZarrPyramid pyramid = pyramid("cyx", List.of(names.size(), height, width), StoredType.FLOAT32, true);
        pyramid.writeArrays(folder);
        for (int c = 0; c < names.size(); c++) {
            PyramidLevel plane = pyramid.plane(folder, c);
            planes.each(c, plane::add);
        }
        ObjectNode ome = ZarrVersion.JSON.createObjectNode();
        ome.set("multiscales", pyramid.multiscales("probabilities"));
        ArrayNode channels = ome.putObject("omero").putArray("channels");
        for (String name : names) {
            ObjectNode channel = channels.addObject()
                    .put("label", name)
                    .put("color", "FFFFFF")
                    .put("active", true);
            channel.putObject("window")
                    .put("min", 0)
                    .put("max", 1)
                    .put("start", 0)
                    .put("end", 1);
        }
        version.writeGroup(folder, ome, note());
    }

    private ZarrPyramid pyramid(String axes, List<Integer> shape, StoredType type, boolean isMean) {
        return new ZarrPyramid(version, axes, shape, type, isMean, scale);
    }

    private ObjectNode note() {
        ObjectNode others = ZarrVersion.JSON.createObjectNode();
        ObjectNode note = others.putObject(NOTE).put("source", origin);
        if (!work.isEmpty()) {
            note.put(WORK, work);
        }
        return others;
    }

    private ObjectNode imageLabel(int count, IntUnaryOperator colors, Optional<String> source) {
        ObjectNode label = ZarrVersion.JSON.createObjectNode();
        if (version == ZarrVersion.V0_4) {
            label.put("version", version.number());
        }
        ArrayNode all = label.putArray("colors");
        for (int value = 1; value <= Math.min(count, MOST_COLORS); value++) {
            int rgb = colors.applyAsInt(value);
            ObjectNode color = all.addObject().put("label-value", value);
            color.putArray("rgba")
                    .add(rgb >> 16 & 0xff)
                    .add(rgb >> 8 & 0xff)
                    .add(rgb & 0xff)
                    .add(255);
        }
        source.ifPresent(image -> label.putObject("source").put("image", image));
        return label;
    }

    /** Whether a group is of some work. */
    static boolean isOf(ZarrNode group, String work) {
        return group.attributes().path(NOTE).path(WORK).asText("").equals(work);
    }

    /** What a folder was made from, if Fovea wrote it; empty otherwise. */
    public static Optional<String> origin(Path folder) throws IOException {
        Optional<ZarrNode> node = ZarrNode.at(folder);
        return node.map(all -> all.attributes().path(NOTE).path("source").asText(""))
                .filter(text -> !text.isEmpty());
    }
}
