package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.ArrayLength;
import io.fovea.HeapLimit;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.SampleType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An array of a Zarr store, read chunk by chunk. Keeps the last chunks that were read, as many as fit into a sixteenth of what Java
 * may take. Not thread-safe.
 */
final class ZarrArray {
    private static final long SHARE = 16;
    private static final int INDICES = 64;

    /** Bytes that a chunk takes beside its values: its name, its place in the list. */
    private static final long BESIDE = 256;

    /** So many of one plane take a minute; 100,000 x 100,000 pixels in the smallest chunks that are usual are fewer. */
    private static final double MOST_CHUNKS = 1 << 20;

    private final Path folder;
    private final long[] shape;
    private final int[] chunk;
    private final ValueType values;
    private final Object fill;
    private final ChunkCodecs codecs;
    private final Optional<ShardIndex> shards;
    private final UnaryOperator<String> names;
    private final String separator;
    private final Map<String, Optional<Object>> read = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Optional<ByteBuffer>> indices = new LinkedHashMap<>(16, 0.75f, true);

    private ZarrArray(
            Path folder,
            long[] shape,
            int[] chunk,
            ValueType values,
            Object fill,
            ChunkCodecs codecs,
            Optional<ShardIndex> shards,
            UnaryOperator<String> names,
            String separator) {
        this.folder = folder;
        this.shape = shape;
        this.chunk = chunk;
        this.values = values;
        this.fill = fill;
        this.codecs = codecs;
        this.shards = shards;
        this.names = names;
        this.separator = separator;
    }

    /**
     * Opens an array.
     *
     * @throws FormatException if it is damaged, of a kind that is not read, or of chunks that do not fit into the memory
     */
    static ZarrArray open(ZarrNode node) throws FormatException {
        return node.format() == 2 ? open2(node) : open3(node);
    }

    private static ZarrArray open2(ZarrNode node) throws FormatException {
        JsonNode array = node.array();
        long[] shape = sizes(array.path("shape"), "shape");
        int[] chunk = chunk(array.path("chunks"), shape);
        ValueType values = ValueType.of2(array.path("dtype"));
        ChunkCodecs codecs = ChunkCodecs.of2(array, shape.length, values.order());
        String separator = array.path("dimension_separator").asText(".");
        return new ZarrArray(
                        node.folder(),
                        shape,
                        chunk,
                        values,
                        values.fill(array.path("fill_value")),
                        codecs,
                        Optional.empty(),
                        name -> name,
                        separator)
                .checked();
    }

    private static ZarrArray open3(ZarrNode node) throws FormatException {
        JsonNode array = node.array();
        long[] shape = sizes(array.path("shape"), "shape");
        JsonNode grid = array.path("chunk_grid");
        if (!grid.path("name").asText("regular").equals("regular")) {
            throw new FormatException("is Zarr with chunks on a grid that is '"
                    + grid.path("name").asText() + "', which is not read; save it with chunks of one size");
        }
        int[] outer = chunk(grid.path("configuration").path("chunk_shape"), shape);
        JsonNode codecs = array.path("codecs");
        JsonNode sharding = codecs.path(0);
        boolean isSharded = sharding.path("name").asText("").equals("sharding_indexed");
        JsonNode configuration = sharding.path("configuration");
        if (isSharded && codecs.size() > 1) {
            throw new FormatException(
                    "is Zarr with shards that are compressed as a whole, which are not read; " + Codec.SAVE_WITH);
        }
        int[] chunk = isSharded ? chunk(configuration.path("chunk_shape"), shape) : outer;
        ChunkCodecs steps = ChunkCodecs.of3(isSharded ? configuration.path("codecs") : codecs, shape.length);
        ValueType values = ValueType.of3(array.path("data_type"), steps.order());
        Optional<ShardIndex> shards =
                isSharded ? Optional.of(ShardIndex.of(configuration, counts(outer, chunk))) : Optional.empty();
        JsonNode keys = array.path("chunk_key_encoding");
        boolean isPlain = keys.path("name").asText("default").equals("v2");
        String separator = keys.path("configuration").path("separator").asText(isPlain ? "." : "/");
        return new ZarrArray(
                        node.folder(),
                        shape,
                        chunk,
                        values,
                        values.fill(array.path("fill_value")),
                        steps,
                        shards,
                        name -> isPlain ? name : "c" + separator + name,
                        separator)
                .checked();
    }

    private static int[] counts(int[] outer, int[] inner) throws FormatException {
        int[] counts = new int[outer.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = outer[i] / inner[i];
            if (outer[i] % inner[i] != 0) {
                throw new FormatException("is damaged: it says that its shards of " + Arrays.toString(outer)
                        + " are made of chunks of " + Arrays.toString(inner));
            }
        }
        return counts;
    }

    private static long[] sizes(JsonNode list, String what) throws FormatException {
        long[] sizes = new long[list.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = list.path(i).asLong(0); // of an object in its place there is none
            if (sizes[i] < 1) {
                throw new FormatException("is damaged: it says that its " + what + " is " + list);
            }
        }
        if (sizes.length == 0) {
            throw new FormatException("is damaged: it does not say its " + what);
        }
        return sizes;
    }

    private static int[] chunk(JsonNode list, long[] shape) throws FormatException {
        long[] sizes = sizes(list, "shape of chunks");
        int[] chunk = new int[sizes.length];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (int) Math.min(Integer.MAX_VALUE, sizes[i]);
        }
        if (chunk.length != shape.length) {
            throw new FormatException("is damaged: it has " + shape.length + " axes, and its chunks " + chunk.length);
        }
        return chunk;
    }

    private ZarrArray checked() throws FormatException {
        if (!separator.equals(".") && !separator.equals("/")) {
            throw new FormatException("is damaged: it says that the names of its chunks have '" + separator + "'");
        }
        double bytes = values.type().bytes();
        for (int size : chunk) {
            bytes *= size;
        }
        if (bytes > ArrayLength.LARGEST || !HeapLimit.allows(2 * bytes)) {
            throw new FormatException("has chunks of " + Arrays.toString(chunk) + " values, which "
                    + HeapLimit.shortage(2 * bytes) + ", or save it with smaller chunks");
        }
        return this;
    }

    int rank() {
        return shape.length;
    }

    long size(int axis) {
        return shape[axis];
    }

    int chunk(int axis) {
        return chunk[axis];
    }

    /**
     * Looks how many chunks a plane is made of.
     *
     * @throws FormatException if they are too many to be looked for one by one
     */
    void requireFewChunks(int across, int down) throws FormatException {
        double chunks =
                Math.ceil((double) shape[across] / chunk[across]) * Math.ceil((double) shape[down] / chunk[down]);
        if (chunks > MOST_CHUNKS) {
            throw new FormatException("has planes of " + shape[across] + "x" + shape[down] + " pixels in chunks of "
                    + chunk[across] + "x" + chunk[down] + ", more than can be read; save it with larger chunks");
        }
    }

    SampleType type() {
        return values.type();
    }

    private int chunkValues() {
        return Arrays.stream(chunk).reduce(1, (one, other) -> one * other);
    }

    /**
     * Copies values that lie beside one another in one chunk, on one axis.
     *
     * @param place of the first one on each axis; stays as it is
     * @param axis that they lie on
     * @param to an array of {@link #type}
     * @return how many there were: at most {@code most}, and no more than the chunk has
     */
    int copy(long[] place, int axis, int most, Object to, int at) throws IOException {
        int count = (int) Math.min(most, chunk[axis] - place[axis] % chunk[axis]);
        Optional<Object> here = chunk(place);
        int[] strides = codecs.strides(chunk);
        int from = 0;
        for (int i = 0; i < chunk.length; i++) {
            from += (int) (place[i] % chunk[i]) * strides[i];
        }
        if (here.isPresent()) {
            values.type().copy(here.get(), from, strides[axis], to, at, 1, count);
        } else {
            values.type().copy(fill, 0, 0, to, at, 1, count);
        }
        return count;
    }

    /** The values of the chunk that a place lies in; empty if the chunk is not there. */
    private Optional<Object> chunk(long[] place) throws IOException {
        int[] index = new int[chunk.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = Math.toIntExact(place[i] / chunk[i]);
        }
        String key = join(index);
        Optional<Object> kept = read.get(key);
        if (kept == null) {
            kept = stored(index, key);
            read.put(key, kept);
            forgetOldest();
        }
        return kept;
    }

    private void forgetOldest() {
        long each = BESIDE + (long) chunkValues() * values.type().bytes();
        long most = Math.max(1, Runtime.getRuntime().maxMemory() / SHARE / each);
        while (read.size() > most) {
            read.remove(read.keySet().iterator().next());
        }
    }

    private Optional<Object> stored(int[] index, String key) throws IOException {
        Optional<byte[]> bytes = shards.isPresent() ? inShard(shards.get(), index, key) : inFile(key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        int count = chunkValues();
        byte[] decoded = codecs.decode(bytes.get(), count * values.type().bytes(), key);
        Object array = values.type().array(count);
        values.type().copy(ByteBuffer.wrap(decoded).order(values.order()), count, array, 0);
        return Optional.of(array);
    }

    private Optional<byte[]> inFile(String key) throws IOException {
        Path file = folder.resolve(names.apply(key));
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private Optional<byte[]> inShard(ShardIndex shard, int[] index, String key) throws IOException {
        int[] outer = new int[index.length];
        int within = 0;
        for (int i = 0; i < index.length; i++) {
            outer[i] = index[i] / shard.counts()[i];
            within = within * shard.counts()[i] + index[i] % shard.counts()[i];
        }
        String name = names.apply(join(outer));
        Path file = folder.resolve(name);
        Optional<ByteBuffer> places = indices.get(name);
        if (places == null) {
            places = Files.exists(file) ? Optional.of(shard.read(file, name)) : Optional.empty();
            indices.put(name, places);
            if (indices.size() > INDICES) {
                indices.remove(indices.keySet().iterator().next());
            }
        }
        return places.isEmpty() ? Optional.empty() : shard.chunk(file, places.get(), within, key);
    }

    private String join(int[] index) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < index.length; i++) {
            name.append(i == 0 ? "" : separator).append(index[i]);
        }
        return name.toString();
    }
}
