package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.fovea.image.sample.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes one step by which the bytes of a chunk were made smaller, or safer. */
@FunctionalInterface
interface Codec {
    /** For sentences: what to save a store with that is not read. */
    String SAVE_WITH = "save it with blosc, zstd or gzip";

    /** As Blosc has it. */
    int MOST_BYTES_OF_A_VALUE = 255;

    /**
     * Decodes.
     *
     * @param most bytes that can come of it: more is damage
     * @throws IOException if they are damaged
     */
    byte[] decode(byte[] source, int most) throws IOException;

    /**
     * The one of a name.
     *
     * @param configuration an object with its settings
     * @throws FormatException that names one which is not read
     */
    static Codec of(String name, JsonNode configuration) throws FormatException {
        return switch (name.replaceFirst("^numcodecs\\.", "")) {
            case "gzip" -> (source, most) -> all(new GZIPInputStream(new ByteArrayInputStream(source)), most);
            case "zlib" -> (source, most) -> all(new InflaterInputStream(new ByteArrayInputStream(source)), most);
            case "zstd" -> Codec::zstd;
            case "lz4" -> Codec::lz4;
            case "blosc" -> Blosc::decode;
            case "crc32c" -> Codec::checked;
            case "shuffle" -> shuffle(configuration.path("elementsize").asInt(4), configuration);
            default ->
                throw new FormatException("is Zarr with the codec '" + name + "', which is not read; " + SAVE_WITH);
        };
    }

    private static byte[] all(InputStream stream, int most) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(most);
            if (stream.read() >= 0) {
                throw new IOException("more bytes than the chunk has");
            }
            return bytes;
        }
    }

    private static byte[] zstd(byte[] source, int most) {
        byte[] target = new byte[most];
        int count = new ZstdDecompressor().decompress(source, 0, source.length, target, 0, most);
        return Arrays.copyOf(target, count);
    }

    /** As numcodecs has it: the number of bytes, then a block. */
    private static byte[] lz4(byte[] source, int most) throws IOException {
        int size = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (size < 0 || size > most) {
            throw new IOException("more bytes than the chunk has");
        }
        byte[] target = new byte[size];
        int count =
                new Lz4Decompressor().decompress(source, Integer.BYTES, source.length - Integer.BYTES, target, 0, size);
        return Arrays.copyOf(target, count);
    }

    private static byte[] checked(byte[] source, int most) throws IOException {
        int length = source.length - Integer.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(source, 0, length);
        int said = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
        if ((int) sum.getValue() != said) {
            throw new IOException("its checksum is another");
        }
        return Arrays.copyOf(source, length);
    }

    private static Codec shuffle(int size, JsonNode said) throws FormatException {
        if (size < 1 || size > MOST_BYTES_OF_A_VALUE) {
            throw new FormatException("is damaged: it says that its bytes are shuffled by " + said);
        }
        return (source, most) -> {
            byte[] target = new byte[source.length];
            Shuffle.bytes(source, target, 0, source.length, size);
            return target;
        };
    }
}
