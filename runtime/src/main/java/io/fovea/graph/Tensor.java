package io.fovea.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A constant of a model: an element type, a shape and the elements. Immutable, thread-safe.
 *
 * <p>Numbers are kept as ONNX's raw little-endian bytes, whatever the file stored them as, so every type survives
 * reading and writing unchanged; text tensors keep their strings as bytes.
 */
public final class Tensor {

    private final ElementType type;
    private final long[] shape;
    private final ByteBuffer bytes;
    private final List<byte[]> strings;

    private Tensor(ElementType type, long[] shape, ByteBuffer bytes, List<byte[]> strings) {
        this.type = type;
        this.shape = shape.clone();
        this.bytes = bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        this.strings = copies(strings);
    }

    /**
     * A tensor over little-endian bytes.
     *
     * @param bytes from position to limit, not copied; must not change afterwards
     * @throws IllegalArgumentException when the number of bytes does not fit type and shape
     */
    public static Tensor ofBytes(ElementType type, long[] shape, ByteBuffer bytes) {
        long expected = type.bytes(elements(shape));
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException("A tensor of " + type + " " + Arrays.toString(shape) + " has " + expected
                    + " bytes, but " + bytes.remaining() + " were given");
        }
        return new Tensor(type, shape, bytes.slice(), List.of());
    }

    /**
     * A tensor of text, one UTF-8 byte array per element.
     *
     * @throws IllegalArgumentException when there are not as many as the shape has elements
     */
    public static Tensor ofStrings(long[] shape, List<byte[]> strings) {
        if (strings.size() != elements(shape)) {
            throw new IllegalArgumentException(
                    "A text tensor of shape " + Arrays.toString(shape) + " was given " + strings.size() + " strings");
        }
        return new Tensor(ElementType.STRING, shape, ByteBuffer.allocate(0), strings);
    }

    /** A float32 vector. */
    public static Tensor of(float... values) {
        return of(values, new long[] {values.length});
    }

    /** A float32 tensor of the given shape, a scalar where that is empty; errors as in {@link #ofBytes}. */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer bytes = little(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return ofBytes(ElementType.FLOAT, shape, bytes);
    }

    /** An int64 vector. */
    public static Tensor of(long... values) {
        return of(values, new long[] {values.length});
    }

    /** An int64 tensor of the given shape, a scalar where that is empty; errors as in {@link #ofBytes}. */
    public static Tensor of(long[] values, long... shape) {
        ByteBuffer bytes = little(8 * values.length);
        bytes.asLongBuffer().put(values);
        return ofBytes(ElementType.INT64, shape, bytes);
    }

    /** A float32 scalar. */
    public static Tensor scalar(float value) {
        return of(new float[] {value}, new long[0]);
    }

    /** An int64 scalar. */
    public static Tensor scalar(long value) {
        return of(new long[] {value}, new long[0]);
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Number of elements of a shape. */
    public static long elements(long... shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** The element type. */
    public ElementType type() {
        return type;
    }

    /** The shape; empty for a scalar. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of elements. */
    public long size() {
        return elements(shape);
    }

    /** The elements as little-endian bytes, read-only; empty for text. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The elements of a text tensor, else empty; a copy. */
    public List<byte[]> strings() {
        return copies(strings);
    }

    private static List<byte[]> copies(List<byte[]> strings) {
        return strings.stream().map(byte[]::clone).toList();
    }

    /**
     * The elements as floats, widened or rounded to float32.
     *
     * @throws IllegalStateException for text, complex and 4- or 8-bit floating-point tensors
     */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(size())];
        ByteBuffer b = bytes();
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> b.getFloat(4 * i);
                case DOUBLE -> (float) b.getDouble(8 * i);
                case FLOAT16 -> HalfPrecision.fromFloat16(b.getShort(2 * i));
                case BFLOAT16 -> HalfPrecision.fromBfloat16(b.getShort(2 * i));
                default -> integer(b, i);
            };
        }
        return values;
    }

    /**
     * The elements as integers; booleans are 0 and 1, uint64 beyond 2<sup>63</sup>-1 wraps.
     *
     * @throws IllegalStateException for tensors that do not hold integers
     */
    public long[] toLongs() {
        long[] values = new long[Math.toIntExact(size())];
        ByteBuffer b = bytes();
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(b, i);
        }
        return values;
    }

    private long integer(ByteBuffer b, int i) {
        return switch (type) {
            case INT64, UINT64 -> b.getLong(8 * i);
            case INT32 -> b.getInt(4 * i);
            case UINT32 -> Integer.toUnsignedLong(b.getInt(4 * i));
            case INT16 -> b.getShort(2 * i);
            case UINT16 -> Short.toUnsignedLong(b.getShort(2 * i));
            case INT8 -> b.get(i);
            case UINT8, BOOL -> Byte.toUnsignedLong(b.get(i));
            case UINT4 -> packed(b, i, 4);
            case UINT2 -> packed(b, i, 2);
            case INT4 -> signed(packed(b, i, 4), 4);
            case INT2 -> signed(packed(b, i, 2), 2);
            default -> throw new IllegalStateException("A tensor of " + type + " does not hold plain numbers");
        };
    }

    /** One of several integers in a byte, of which the first has the lowest bits. */
    private static long packed(ByteBuffer b, int i, int bits) {
        int perByte = 8 / bits;
        return b.get(i / perByte) >> (i % perByte * bits) & (1 << bits) - 1;
    }

    private static long signed(long value, int bits) {
        return value >= 1L << bits - 1 ? value - (1L << bits) : value;
    }

    /** Whether type, shape and every byte agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && bytes.equals(that.bytes)
                && Arrays.deepEquals(strings.toArray(), that.strings.toArray());
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(shape));
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }
}
