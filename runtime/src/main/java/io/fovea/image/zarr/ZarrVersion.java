package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fovea.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** A version of OME-Zarr, and how it keeps metadata. */
public enum ZarrVersion {
    /** In Zarr of format 2. */
    V0_4("0.4", 2),
    /** In Zarr of format 3. */
    V0_5("0.5", 3);

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LEVEL = 3;

    private final String number;
    private final int format;

    ZarrVersion(String number, int format) {
        this.number = number;
        this.format = format;
    }

    /** Such as {@code 0.4}. */
    public String number() {
        return number;
    }

    static ZarrVersion of(int format) {
        return format == 3 ? V0_5 : V0_4;
    }

    /** Whether chunks are compressed as gzip files are; otherwise the same without their heads. */
    boolean isGzip() {
        return format == 3;
    }

    /**
     * Writes what makes a folder a group.
     *
     * @param ome what OME wants to know of it; without a version
     * @param others what others want to know
     */
    void writeGroup(Path folder, ObjectNode ome, ObjectNode others) throws IOException {
        ObjectNode attributes = JSON.createObjectNode();
        if (format == 3) {
            ObjectNode within = JSON.createObjectNode();
            within.put("version", number);
            within.setAll(ome);
            attributes.set("ome", within);
            attributes.setAll(others);
            ObjectNode all = JSON.createObjectNode();
            all.put("zarr_format", 3).put("node_type", "group").set("attributes", attributes);
            write(folder.resolve(ZarrNode.OF_3), all);
            return;
        }
        attributes.setAll(ome);
        attributes.setAll(others);
        write(folder.resolve(ZarrNode.GROUP_OF_2), JSON.createObjectNode().put("zarr_format", 2));
        write(folder.resolve(ZarrNode.ATTRIBUTES_OF_2), attributes);
    }

    /** Writes what makes a folder an array, little-endian, whose missing chunks are 0. */
    void writeArray(Path folder, int[] shape, int[] chunk, StoredType type, String axes) throws IOException {
        ObjectNode all = JSON.createObjectNode();
        all.put("zarr_format", format);
        all.set("shape", JSON.valueToTree(shape));
        if (format == 2) {
            all.set("chunks", JSON.valueToTree(chunk));
            all.put("dtype", type.of2()).put("fill_value", 0).put("order", "C").putNull("filters");
            all.put("dimension_separator", "/");
            all.set("compressor", JSON.createObjectNode().put("id", "zlib").put("level", LEVEL));
            write(folder.resolve(ZarrNode.ARRAY_OF_2), all);
            return;
        }
        all.put("node_type", "array").put("data_type", type.of3()).put("fill_value", 0);
        all.set("chunk_grid", named("regular", JSON.createObjectNode().set("chunk_shape", JSON.valueToTree(chunk))));
        all.set("chunk_key_encoding", named("default", JSON.createObjectNode().put("separator", "/")));
        all.set(
                "codecs",
                JSON.createArrayNode()
                        .add(named("bytes", JSON.createObjectNode().put("endian", "little")))
                        .add(named("gzip", JSON.createObjectNode().put("level", LEVEL))));
        all.set("attributes", JSON.createObjectNode());
        all.set("dimension_names", JSON.valueToTree(axes.split("")));
        write(folder.resolve(ZarrNode.OF_3), all);
    }

    private static ObjectNode named(String name, JsonNode configuration) {
        ObjectNode node = JSON.createObjectNode().put("name", name);
        node.set("configuration", configuration);
        return node;
    }

    /** Where a chunk lies. */
    Path chunk(Path array, int[] index) {
        Path path = format == 3 ? array.resolve("c") : array;
        for (int at : index) {
            path = path.resolve(String.valueOf(at));
        }
        return path;
    }

    static void write(Path file, ObjectNode node) throws IOException {
        AtomicFile.write(
                file,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node).getBytes(StandardCharsets.UTF_8));
    }

    /** What a value is stored as. */
    enum StoredType {
        UINT8("|u1", 1),
        UINT16("<u2", 2),
        UINT32("<u4", 4),
        FLOAT32("<f4", 4);

        private final String of2;
        private final int bytes;

        StoredType(String of2, int bytes) {
            this.of2 = of2;
            this.bytes = bytes;
        }

        /** The smallest for whole numbers of so many bits. */
        static StoredType of(int bits) {
            return bits <= 8 ? UINT8 : bits <= 16 ? UINT16 : UINT32;
        }

        String of2() {
            return of2;
        }

        String of3() {
            return name().toLowerCase(Locale.ROOT);
        }

        int bytes() {
            return bytes;
        }
    }
}
