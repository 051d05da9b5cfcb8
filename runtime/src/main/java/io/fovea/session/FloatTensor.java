package io.fovea.session;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Float values with a shape, row-major. The values start at the buffer's index 0; its position and limit are ignored.
 *
 * <p>A direct buffer in native order goes to ONNX Runtime and comes from it without a copy; another is copied.
 * As thread-safe as the buffer: any number of readers.
 *
 * @param shape sizes, outermost first, for example {@code [N, C, H, W]}; empty for a scalar
 */
public record FloatTensor(long[] shape, FloatBuffer data) {
    /** As many as 2 GB hold, which is what Java gives a buffer. */
    private static final int LARGEST = Integer.MAX_VALUE / Float.BYTES;

    /** Checks that the buffer is large enough. Copies the shape; the buffer is shared. */
    public FloatTensor {
        shape = shape.clone();
        if (data.capacity() < sizeOf(shape)) {
            throw new IllegalArgumentException(
                    "A buffer of " + data.capacity() + " cannot hold shape " + Arrays.toString(shape));
        }
    }

    /**
     * A tensor of zeros in a new direct buffer.
     *
     * @throws FoveaException if it would be larger than 2 GB, or than what Java may take
     */
    public static FloatTensor allocate(long... shape) {
        int size = sizeOf(shape);
        if (size > LARGEST) {
            throw tooLarge(shape);
        }
        String what = "A tensor of shape " + Arrays.toString(shape);
        double bytes = (double) Float.BYTES * size;
        HeapLimit.require(what, bytes);
        try {
            return new FloatTensor(
                    shape,
                    ByteBuffer.allocateDirect((int) bytes)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer());
        } catch (OutOfMemoryError e) {
            throw HeapLimit.exceeded(what, bytes);
        }
    }

    /** A copy of the values in a new direct buffer. */
    public static FloatTensor of(float[] values, long... shape) {
        if (values.length != sizeOf(shape)) {
            throw new IllegalArgumentException(values.length + " values do not fill shape " + Arrays.toString(shape));
        }
        FloatTensor tensor = allocate(shape);
        tensor.data.put(0, values);
        return tensor;
    }

    /** A copy. */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** The number of values. */
    public int size() {
        return sizeOf(shape);
    }

    /** A copy of the values. */
    public float[] toArray() {
        float[] values = new float[size()];
        data.get(0, values);
        return values;
    }

    private FloatBuffer values() {
        return data.duplicate().clear().limit(size());
    }

    /** Whether shape and values agree, as they are now. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor that && Arrays.equals(shape, that.shape) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + values().hashCode();
    }

    @Override
    public String toString() {
        return "FloatTensor" + Arrays.toString(shape);
    }

    /**
     * The number of values of a shape.
     *
     * @throws FoveaException if no tensor holds so many
     */
    public static int sizeOf(long... shape) {
        double size = 1;
        for (long n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException("Shape " + Arrays.toString(shape) + " is not known");
            }
            size *= n;
        }
        if (size > Integer.MAX_VALUE) {
            throw tooLarge(shape);
        }
        return (int) size;
    }

    private static FoveaException tooLarge(long... shape) {
        return new FoveaException("A tensor of the shape " + Arrays.toString(shape)
                + " has more values than fit into one (" + LARGEST + "); take a smaller image, or a part of it.");
    }
}
