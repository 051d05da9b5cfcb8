package io.fovea.image.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fovea.image.sample.FormatException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A group or an array in a Zarr store: what the files of metadata in its folder say.
 *
 * @param format of Zarr: 2 or 3
 * @param array what an array says of itself; missing of a group
 * @param attributes an object; missing where there are none
 */
record ZarrNode(Path folder, int format, JsonNode array, JsonNode attributes) {
    /** What format 3 keeps it all in. */
    static final String OF_3 = "zarr.json";

    static final String ARRAY_OF_2 = ".zarray";
    static final String GROUP_OF_2 = ".zgroup";
    static final String ATTRIBUTES_OF_2 = ".zattrs";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far beyond any real one. */
    private static final long LARGEST = 1 << 28;

    /** Whether a folder is a group or an array, by the files in it. */
    static boolean isOne(Path folder) {
        return has(folder, OF_3) || has(folder, ATTRIBUTES_OF_2) || has(folder, ARRAY_OF_2) || has(folder, GROUP_OF_2);
    }

    /**
     * Reads what is said of a folder.
     *
     * @return empty if it is no node of a store
     * @throws FormatException if it is damaged
     */
    static Optional<ZarrNode> at(Path folder) throws IOException {
        if (has(folder, OF_3)) {
            JsonNode all = read(folder.resolve(OF_3));
            boolean isArray = all.path("node_type").asText().equals("array");
            return Optional.of(
                    new ZarrNode(folder, 3, isArray ? all : MissingNode.getInstance(), all.path("attributes")));
        }
        return isOne(folder)
                ? Optional.of(new ZarrNode(folder, 2, ifThere(folder, ARRAY_OF_2), ifThere(folder, ATTRIBUTES_OF_2)))
                : Optional.empty();
    }

    private static boolean has(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    private static JsonNode ifThere(Path folder, String name) throws IOException {
        return has(folder, name) ? read(folder.resolve(name)) : MissingNode.getInstance();
    }

    private static JsonNode read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw damaged(file, null);
        }
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            if (node.isObject()) {
                return node;
            }
            throw damaged(file, null);
        } catch (JsonProcessingException | CharConversionException e) {
            throw damaged(file, e);
        }
    }

    private static FormatException damaged(Path file, Throwable cause) {
        return new FormatException("is damaged: its '" + file.getFileName() + "' is no JSON object", cause);
    }

    /**
     * A folder below this one.
     *
     * @param path as the metadata have it
     * @throws FormatException if it leads out of this one, or no folder can be called so
     */
    Path below(String path) throws FormatException {
        try {
            Path place = folder.resolve(path);
            if (place.normalize().startsWith(folder.normalize())) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw new FormatException("is OME-Zarr whose array has a name that no folder can have", e);
        }
        throw new FormatException("is OME-Zarr whose array '" + path + "' lies outside of it");
    }

    boolean isArray() {
        return array.isObject();
    }

    /** What OME says of it: since 0.5 by itself, before among the attributes. */
    JsonNode ome() {
        return attributes.path("ome").isObject() ? attributes.path("ome") : attributes;
    }
}
