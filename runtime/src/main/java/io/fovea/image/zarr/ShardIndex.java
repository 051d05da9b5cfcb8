package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.image.sample.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the chunks lie in a file that holds several of them: a shard of format 3.
 *
 * @param counts how many chunks a shard has on each axis
 * @param codecs of the index itself, which change its size by their checksums alone
 * @param bytes of the index as it is stored
 * @param isAtEnd whether it lies behind the chunks, and otherwise before them
 */
record ShardIndex(int[] counts, ChunkCodecs codecs, int bytes, boolean isAtEnd) {
    private static final int ENTRY = 2 * Long.BYTES;
    private static final int SUM = 4;

    static ShardIndex of(JsonNode configuration, int[] counts) throws FormatException {
        int sums = 0;
        for (JsonNode codec : configuration.path("index_codecs")) {
            String name = codec.path("name").asText("?");
            if (!name.equals("bytes") && !name.equals("crc32c")) {
                throw new FormatException(
                        "is Zarr with an index of shards in '" + name + "', which is not read; " + Codec.SAVE_WITH);
            }
            sums += name.equals("crc32c") ? SUM : 0;
        }
        double all = ENTRY;
        for (int count : counts) {
            all *= count;
        }
        if (all > 1 << 28) {
            throw new FormatException("is Zarr with shards of more chunks than are read");
        }
        return new ShardIndex(
                counts,
                ChunkCodecs.of3(configuration.path("index_codecs"), 1),
                (int) all + sums,
                !configuration.path("index_location").asText("end").equals("start"));
    }

    /** Reads the places of chunks in a shard, by pairs: where one begins, and its bytes. */
    ByteBuffer read(Path shard, String name) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(shard)) {
            long at = isAtEnd ? channel.size() - bytes : 0;
            byte[] stored = part(channel, at, bytes, name);
            int sums = bytes % ENTRY;
            return ByteBuffer.wrap(codecs.decode(stored, bytes - sums, name)).order(codecs.order());
        }
    }

    /**
     * The stored bytes of a chunk.
     *
     * @param index as it was read
     * @param at which of the chunks, the last axis fastest
     * @return empty if it is not there
     */
    Optional<byte[]> chunk(Path shard, ByteBuffer index, int at, String name) throws IOException {
        long offset = index.getLong(at * ENTRY);
        long length = index.getLong(at * ENTRY + Long.BYTES);
        if (offset == -1 && length == -1) {
            return Optional.empty();
        }
        try (SeekableByteChannel channel = Files.newByteChannel(shard)) {
            return Optional.of(part(channel, offset, length, name));
        }
    }

    private static byte[] part(SeekableByteChannel channel, long at, long length, String name) throws IOException {
        if (at < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || at > channel.size() - length) {
            throw new FormatException("is damaged: its shard '" + name + "' is cut off");
        }
        ByteBuffer part = ByteBuffer.allocate((int) length);
        channel.position(at);
        while (part.hasRemaining()) {
            if (channel.read(part) < 0) {
                throw new EOFException(name);
            }
        }
        return part.array();
    }
}
