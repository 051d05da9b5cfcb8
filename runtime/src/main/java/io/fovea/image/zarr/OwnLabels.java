package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fovea.AtomicFile;
import io.fovea.AtomicFolder;
import io.fovea.image.sample.FormatException;
import io.fovea.image.zarr.ZarrVersion.StoredType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Adds labels to the {@code labels} group of an image in OME-Zarr, plane by plane: whole numbers of 32 bits, on the image's axes but for channels. */
public final class OwnLabels {
    /** The folder of all labels of an image. */
    static final String GROUP = "labels";

    private static final String IMAGE = "../../";

    /** What a file begins with that lies beside the arrays as long as a plane is being written. */
    private static final String UNFINISHED = ".unfinished-";

    private OwnLabels() {}

    /**
     * Adds the labels of a plane. Several threads may add planes of one image. A plane that is not added yet is background; one that
     * was not added to its end is known as such, see {@link #requireFinished}.
     *
     * @param image the folder of a multiscale image
     * @param name of the labels
     * @param slice from 1
     * @param frame from 1
     * @param work by what planes of one and the same work are known again: those of another one are replaced, all of them
     * @throws FormatException if it is no such image, has no such plane, or has labels of this name that Fovea did not write
     */
    public static void add(
            Path image, String name, int slice, int frame, ZarrWriter.Labels labels, String origin, String work)
            throws IOException {
        ZarrNode node = ZarrNode.at(image)
                .filter(found -> found.ome().has("multiscales"))
                .orElseThrow(
                        () -> new FormatException("is no multiscale image of its own, to which labels could be added"));
        ZarrImage whole = ZarrImage.of(node);
        String axes = whole.axes().replace("c", "");
        if (!axes.endsWith("yx")) {
            throw new FormatException(
                    "has its axes in the order '" + whole.axes() + "', to which labels cannot be added");
        }
        if (labels.width() != whole.size('x')
                || labels.height() != whole.size('y')
                || slice > whole.size('z')
                || frame > whole.size('t')) {
            throw new FormatException(String.format(
                    Locale.ROOT,
                    "has %dx%d pixels in %d slices and %d frames, where labels of %dx%d pixels for slice %d of frame %d"
                            + " have no place",
                    whole.size('x'),
                    whole.size('y'),
                    whole.size('z'),
                    whole.size('t'),
                    labels.width(),
                    labels.height(),
                    slice,
                    frame));
        }
        List<Integer> shape = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (char axis : axes.toCharArray()) {
            shape.add(whole.size(axis));
            if (axis == 't' || axis == 'z') {
                before.add((axis == 't' ? frame : slice) - 1);
            }
        }
        ZarrPyramid pyramid =
                new ZarrPyramid(ZarrVersion.of(node.format()), axes, shape, StoredType.UINT32, false, whole.scale());
        Path store = image.resolve(GROUP).resolve(name);
        begin(image, store, pyramid, labels, origin, work);
        Path mark = store.resolve(UNFINISHED + slice + "-" + frame);
        AtomicFile.write(mark, new byte[0]);
        labels.rows()
                .each(pyramid.plane(
                        store, before.stream().mapToInt(Integer::intValue).toArray())::add);
        Files.delete(mark);
    }

    /**
     * Looks whether all planes of labels that were begun came to their end.
     *
     * @throws FormatException if one of them is part new and part old, or missing
     */
    static void requireFinished(Path store) throws IOException {
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(store, UNFINISHED + "*")) {
            if (marks.iterator().hasNext()) {
                throw new FormatException(
                        "holds labels that were interrupted while they were written; run the same command"
                                + " again, with --resume");
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static synchronized void begin(
            Path image, Path store, ZarrPyramid pyramid, ZarrWriter.Labels labels, String origin, String work)
            throws IOException {
        Optional<ZarrNode> there = ZarrNode.at(store);
        if (Files.exists(store) && ZarrWriter.origin(store).isEmpty()) {
            throw new FormatException("has labels '" + store.getFileName()
                    + "' already, which Fovea did not write; give them another name");
        }
        int colors = there.map(
                        node -> node.ome().path("image-label").path("colors").size())
                .orElse(0);
        ZarrWriter writer = new ZarrWriter(pyramid.version(), ZarrScale.UNKNOWN, origin, work);
        if (there.isEmpty() || !isLike(store, pyramid) || !ZarrWriter.isOf(there.get(), work)) {
            AtomicFolder.write(store, part -> {
                pyramid.writeArrays(part);
                writer.writeLabelGroup(part, pyramid, labels.count(), labels.colors(), Optional.of(IMAGE));
            });
        } else if (labels.count() > colors) {
            writer.writeLabelGroup(store, pyramid, labels.count(), labels.colors(), Optional.of(IMAGE));
        }
        list(image.resolve(GROUP), store.getFileName().toString(), pyramid.version());
    }

    private static boolean isLike(Path store, ZarrPyramid pyramid) throws IOException {
        JsonNode shape = ZarrNode.at(store.resolve("0"))
                .map(node -> node.array().path("shape"))
                .orElse(MissingNode.getInstance());
        return shape.equals(ZarrVersion.JSON.valueToTree(pyramid.shape()));
    }

    /** Names the labels in the list of the group, with what else is there. */
    private static void list(Path group, String name, ZarrVersion version) throws IOException {
        Optional<ZarrNode> there = ZarrNode.at(group);
        ObjectNode ome = ZarrVersion.JSON.createObjectNode();
        ObjectNode others = ZarrVersion.JSON.createObjectNode();
        ArrayNode names = ome.putArray("labels");
        if (there.isPresent()) {
            JsonNode attributes = there.get().attributes();
            attributes.properties().forEach(field -> {
                if (!field.getKey().equals("labels") && !field.getKey().equals("ome")) {
                    others.set(field.getKey(), field.getValue());
                }
            });
            there.get().ome().path("labels").forEach(names::add);
        }
        for (JsonNode each : names) {
            if (each.asText().equals(name)) {
                return;
            }
        }
        names.add(name);
        version.writeGroup(group, ome, others);
    }
}
