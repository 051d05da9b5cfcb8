package io.fovea.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Damages to folders of OME-Zarr, which lie in a zip: to what is said of arrays, to their chunks, and to which files there are. */
final class StoreMutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_AT_ONCE = 4;

    private static final String[] WORDS = {
        "",
        ".",
        "..",
        "../..",
        "../../canary",
        "/",
        "x",
        "0",
        "1",
        "C",
        "F",
        "blosc",
        "zstd",
        "gzip",
        "zlib",
        "lz4",
        "crc32c",
        "shuffle",
        "transpose",
        "bytes",
        "sharding_indexed",
        "numcodecs.zstd",
        "delta",
        "regular",
        "default",
        "v2",
        "start",
        "end",
        "little",
        "big",
        "<u2",
        ">u2",
        "|u1",
        "|b1",
        "<f4",
        ">f8",
        "<i8",
        "<c16",
        "uint8",
        "bool",
        "int64",
        "float32",
        "float64",
        "complex64",
        "array",
        "group",
        "t",
        "c",
        "z",
        "y",
        "channel",
        "time",
        "space",
        "micrometer",
        "NaN",
        "Infinity",
        "0x7fc00000",
        "multiscales",
        "n".repeat(3000)
    };

    private StoreMutations() {}

    /** Some damages to a store, perhaps with files of another one. */
    static byte[] of(byte[] zip, byte[] other, Random random) {
        Map<String, byte[]> files = unpacked(zip);
        Map<String, byte[]> others = unpacked(other);
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
            damage(files, others, random);
        }
        return packed(files);
    }

    private static void damage(Map<String, byte[]> files, Map<String, byte[]> others, Random random) {
        boolean wantsText = random.nextInt(4) > 0;
        List<String> names = files.keySet().stream()
                .filter(name -> isText(name) == wantsText)
                .toList();
        if (names.isEmpty()) {
            files.putAll(others);
            return;
        }
        String name = any(names, random);
        byte[] bytes = files.get(name);
        byte[] another = others.getOrDefault(name, any(List.copyOf(others.values()), random));
        switch (random.nextInt(12)) {
            case 0 -> files.remove(name);
            case 1 -> files.put(any(List.copyOf(files.keySet()), random), bytes);
            case 2 -> files.put(name, another);
            case 3 -> files.put(any(List.copyOf(others.keySet()), random), bytes);
            case 4 -> files.put(name, ByteMutations.of(bytes, another, random));
            default ->
                files.put(
                        name,
                        !wantsText
                                ? ByteMutations.nearTheBeginning(bytes, another, random)
                                : random.nextInt(3) == 0
                                        ? TextMutations.of(bytes, another, random)
                                        : json(bytes, another, random));
        }
    }

    private static byte[] json(byte[] text, byte[] other, Random random) {
        try {
            JsonNode root = JSON.readTree(new String(text, StandardCharsets.UTF_8));
            List<JsonNode> parents = new ArrayList<>();
            gather(root, parents);
            JsonNode parent = parents.isEmpty() ? root : any(parents, random);
            JsonNode value = value(parents, other, random);
            if (parent instanceof ObjectNode object && !object.isEmpty()) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = any(names, random);
                if (random.nextInt(6) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
                int at = random.nextInt(array.size());
                switch (random.nextInt(6)) {
                    case 0 -> array.remove(at);
                    case 1 -> array.insert(at, array.get(random.nextInt(array.size())));
                    default -> array.set(at, value);
                }
            }
            return root.toPrettyString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return TextMutations.of(text, other, random);
        }
    }

    private static void gather(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            parents.add(node);
            node.forEach(child -> gather(child, parents));
        }
    }

    private static JsonNode value(List<JsonNode> parents, byte[] other, Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                JSON.getNodeFactory().numberNode(ByteMutations.EDGES[random.nextInt(ByteMutations.EDGES.length)]);
            case 2 -> JSON.getNodeFactory().textNode(WORDS[random.nextInt(WORDS.length)]);
            case 3 ->
                parents.isEmpty()
                        ? JSON.getNodeFactory().nullNode()
                        : any(parents, random).deepCopy();
            case 4 -> {
                List<JsonNode> others = new ArrayList<>();
                try {
                    gather(JSON.readTree(new String(other, StandardCharsets.UTF_8)), others);
                } catch (JsonProcessingException e) {
                    yield JSON.getNodeFactory().numberNode(random.nextDouble() * 1e9);
                }
                yield others.isEmpty() ? JSON.getNodeFactory().booleanNode(true) : any(others, random);
            }
            default -> JSON.getNodeFactory().numberNode(random.nextInt(40));
        };
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Whether a file of a store says something of others. */
    static boolean isText(String name) {
        return name.matches("(.*/)?(zarr\\.json|\\.z\\w+)");
    }

    /** Files as a zip. */
    static byte[] packed(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unpacked(byte[] bytes) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Makes a folder of the files of a zip. */
    static Path unpack(Path zip, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : unpacked(Files.readAllBytes(zip)).entrySet()) {
            Path place = folder.resolve(file.getKey());
            // What is a file in one store can be a folder in another.
            if (!Files.isDirectory(place) && !isBelowAFile(place, folder)) {
                Files.createDirectories(place.getParent());
                Files.write(place, file.getValue());
            }
        }
        return Files.createDirectories(folder);
    }

    private static boolean isBelowAFile(Path place, Path folder) {
        for (Path above = place.getParent(); above.startsWith(folder); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }
}
