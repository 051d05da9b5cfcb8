package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fovea.AtomicFolder;
import io.fovea.image.sample.FormatException;
import io.fovea.image.zarr.ZarrVersion.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds labels to the {@code labels} group of an image in OME-Zarr, plane by plane: whole numbers of 32 bits, on the image's axes but for channels. */
public final class OwnLabels {
    private static final String GROUP = "labels";
    private static final String IMAGE = "../../";

    private OwnLabels() {}

    /**
     * Adds the labels of a plane. Several threads may add planes of one image. A plane that is not added yet is background.
     *
     * @param image the folder of a multiscale image
     * @param name of the labels; those that Fovea wrote by this name before are replaced
     * @param slice from 1
     * @param frame from 1
     * @throws FormatException if it is no such image, or has labels of this name that Fovea did not write
     */
    public static void add(Path image, String name, int slice, int frame, ZarrWriter.Labels labels, String origin)
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
        List<Integer> shape = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (char axis : axes.toCharArray()) {
            shape.add(whole.size(axis));
            if (axis == 't' || axis == 'z') {
                before.add((axis == 't' ? frame : slice) - 1);
            }
        }
        boolean isKnown = whole.pixelWidth() > 0;
        ZarrPyramid pyramid = new ZarrPyramid(
                ZarrVersion.of(node.format()),
                axes,
                shape,
                StoredType.UINT32,
                false,
                isKnown ? whole.pixelWidth() : 1,
                isKnown ? whole.pixelHeight() : 1,
                whole.unit());
        Path store = image.resolve(GROUP).resolve(name);
        begin(image, store, pyramid, labels, origin);
        labels.rows()
                .each(pyramid.plane(
                        store, before.stream().mapToInt(Integer::intValue).toArray())::add);
    }

    private static synchronized void begin(
            Path image, Path store, ZarrPyramid pyramid, ZarrWriter.Labels labels, String origin) throws IOException {
        Optional<ZarrNode> there = ZarrNode.at(store);
        if (Files.exists(store) && ZarrWriter.origin(store).isEmpty()) {
            throw new FormatException("has labels '" + store.getFileName()
                    + "' already, which Fovea did not write; give them another name");
        }
        int colors = there.map(
                        node -> node.ome().path("image-label").path("colors").size())
                .orElse(0);
        ZarrWriter writer = new ZarrWriter(pyramid.version(), 1, 1, "", origin);
        if (there.isEmpty() || !isLike(store, pyramid)) {
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
                .orElseThrow();
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
