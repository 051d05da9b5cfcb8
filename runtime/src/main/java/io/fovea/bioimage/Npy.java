package io.fovea.bioimage;

import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** NumPy's files of one array, {@code .npy} (NEP 1): numbers in the order of C or of Fortran. */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNED = 64;
    private static final Pattern HEADER = Pattern.compile(
            "'descr':\\s*'([<>|=])([a-z]\\d+)'.*'fortran_order':\\s*(True|False).*'shape':\\s*\\(((?:\\s*\\d{1,18}\\s*(?:,|(?=\\))))*\\s*)\\)",
            Pattern.DOTALL);
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f4", ElementType.FLOAT),
            Map.entry("f8", ElementType.DOUBLE),
            Map.entry("f2", ElementType.FLOAT16),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("i1", ElementType.INT8),
            Map.entry("u2", ElementType.UINT16),
            Map.entry("i2", ElementType.INT16),
            Map.entry("u4", ElementType.UINT32),
            Map.entry("i4", ElementType.INT32),
            Map.entry("u8", ElementType.UINT64),
            Map.entry("i8", ElementType.INT64),
            Map.entry("b1", ElementType.BOOL));

    private Npy() {}

    /**
     * Reads a file.
     *
     * @throws FoveaException if it cannot be read, or holds no numbers
     */
    public static Tensor read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.remaining() < MAGIC.length + 6) {
                throw damaged(file);
            }
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw damaged(file);
            }
            byte version = bytes.get();
            bytes.get();
            int length = version == 1 ? bytes.getShort() & 0xffff : bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw damaged(file);
            }
            byte[] header = new byte[length];
            bytes.get(header);
            return array(file, new String(header, StandardCharsets.UTF_8), bytes);
        } catch (IOException e) {
            throw UnreadableFile.because("file", file, e);
        }
    }

    private static Tensor array(Path file, String header, ByteBuffer values) {
        Matcher found = HEADER.matcher(header);
        ElementType type = found.find() ? TYPES.get(found.group(2)) : null;
        if (type == null) {
            throw new FoveaException(
                    "The file '" + file + "' holds no plain array of numbers, as NumPy's save writes it.");
        }
        long[] shape = Arrays.stream(found.group(4).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        int width = Integer.parseInt(found.group(2).substring(1));
        double expected = width;
        for (long size : shape) {
            expected *= size;
        }
        if (expected != values.remaining()) {
            throw damaged(file);
        }
        byte[] bytes = new byte[values.remaining()];
        values.get(bytes);
        if (found.group(1).equals(">")) {
            reverse(bytes, width);
        }
        byte[] ordered = found.group(3).equals("True") ? rows(bytes, width, shape) : bytes;
        return Tensor.ofBytes(type, shape, ByteBuffer.wrap(ordered));
    }

    private static void reverse(byte[] bytes, int width) {
        for (int start = 0; start < bytes.length; start += width) {
            for (int i = 0; i < width / 2; i++) {
                byte kept = bytes[start + i];
                bytes[start + i] = bytes[start + width - 1 - i];
                bytes[start + width - 1 - i] = kept;
            }
        }
    }

    /** From Fortran's order, whose first index moves fastest, to that of C, whose last does. */
    private static byte[] rows(byte[] bytes, int width, long[] shape) {
        byte[] ordered = new byte[bytes.length];
        int[] index = new int[shape.length];
        for (int at = 0; at < bytes.length / width; at++) {
            long from = 0;
            for (int d = shape.length - 1; d >= 0; d--) {
                from = from * shape[d] + index[d];
            }
            System.arraycopy(bytes, (int) from * width, ordered, at * width, width);
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
        return ordered;
    }

    /** Numbers as 32-bit floats, as a file's bytes. */
    public static byte[] bytes(float[] values, long... shape) {
        String sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + (shape.length == 1 ? ",)" : ")")
                + ", }";
        int before = MAGIC.length + 4;
        int length = (before + text.length() + 1 + ALIGNED - 1) / ALIGNED * ALIGNED - before;
        ByteBuffer bytes = ByteBuffer.allocate(before + length + Float.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        bytes.put((text + " ".repeat(length - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static FoveaException damaged(Path file) {
        return new FoveaException("The file '" + file + "' is no whole .npy file, as NumPy's save writes it.");
    }
}
