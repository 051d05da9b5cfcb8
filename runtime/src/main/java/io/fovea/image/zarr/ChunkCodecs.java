package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.airlift.compress.MalformedInputException;
import io.fovea.image.sample.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the values of a chunk become its bytes.
 *
 * @param axes in the order in which values are stored, the slowest first
 * @param steps that made the bytes smaller, in the order in which they were done
 */
record ChunkCodecs(List<Integer> axes, ByteOrder order, List<Codec> steps) {
    /** What a step before the last may have made larger. */
    private static final int SLACK = 1 << 16;

    /** Of format 2. */
    static ChunkCodecs of2(JsonNode array, int rank, ByteOrder order) throws FormatException {
        List<Codec> steps = new ArrayList<>();
        for (JsonNode filter : array.path("filters")) {
            steps.add(Codec.of(filter.path("id").asText("?"), filter));
        }
        JsonNode compressor = array.path("compressor");
        if (compressor.isObject()) {
            steps.add(Codec.of(compressor.path("id").asText("?"), compressor));
        }
        boolean columnsFirst = array.path("order").asText("C").equals("F");
        List<Integer> axes = IntStream.range(0, rank)
                .mapToObj(i -> columnsFirst ? rank - 1 - i : i)
                .toList();
        return new ChunkCodecs(axes, order, steps);
    }

    /** Of format 3, of which none is a shard. */
    static ChunkCodecs of3(JsonNode codecs, int rank) throws FormatException {
        List<Integer> axes = IntStream.range(0, rank).boxed().toList();
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        List<Codec> steps = new ArrayList<>();
        for (JsonNode codec : codecs) {
            String name =
                    codec.isTextual() ? codec.asText() : codec.path("name").asText("?");
            JsonNode configuration = codec.path("configuration");
            switch (name) {
                case "transpose" -> axes = transposed(configuration.path("order"), axes);
                case "bytes" ->
                    order = configuration.path("endian").asText("little").equals("big")
                            ? ByteOrder.BIG_ENDIAN
                            : ByteOrder.LITTLE_ENDIAN;
                case "sharding_indexed" ->
                    throw new FormatException("is Zarr with shards within shards, which are not read");
                default -> steps.add(Codec.of(name, configuration));
            }
        }
        return new ChunkCodecs(axes, order, steps);
    }

    private static List<Integer> transposed(JsonNode order, List<Integer> axes) throws FormatException {
        if (order.asText("").equals("C")) {
            return axes;
        }
        List<Integer> all = new ArrayList<>();
        if (order.asText("").equals("F")) {
            IntStream.range(0, axes.size()).forEach(i -> all.add(axes.get(axes.size() - 1 - i)));
            return all;
        }
        for (JsonNode axis : order) {
            int from = axis.asInt(-1);
            if (from < 0 || from >= axes.size() || all.contains(axes.get(from))) {
                throw new FormatException("is damaged: it says that its axes are stored as " + order);
            }
            all.add(axes.get(from));
        }
        if (all.size() != axes.size()) {
            throw new FormatException("is damaged: it says that its axes are stored as " + order);
        }
        return all;
    }

    /** How many values of a chunk lie from one place on an axis to the next. */
    int[] strides(int[] chunk) {
        int[] strides = new int[chunk.length];
        int step = 1;
        for (int i = axes.size() - 1; i >= 0; i--) {
            strides[axes.get(i)] = step;
            step *= chunk[axes.get(i)];
        }
        return strides;
    }

    /**
     * The bytes of a chunk's values.
     *
     * @param size how many there must be
     * @param name of the chunk, for messages
     */
    byte[] decode(byte[] stored, int size, String name) throws FormatException {
        byte[] bytes = stored;
        try {
            for (int i = steps.size() - 1; i >= 0; i--) {
                int most = i == 0 ? size : (int) Math.min(Integer.MAX_VALUE - 8, size + size / 4L + SLACK);
                bytes = steps.get(i).decode(bytes, most);
            }
        } catch (IOException | MalformedInputException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new FormatException("is damaged: its chunk '" + name + "' cannot be decoded", e);
        }
        if (bytes.length != size) {
            throw new FormatException(
                    "is damaged: its chunk '" + name + "' has " + bytes.length + " bytes in place of " + size);
        }
        return bytes;
    }
}
