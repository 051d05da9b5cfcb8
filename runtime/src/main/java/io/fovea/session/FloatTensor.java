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
    /** Checks that the buffer is large enough. */
    public FloatTensor {
        if (data.capacity() < size(shape)) {
            throw new IllegalArgumentException(
                    "A buffer of " + data.capacity() + " cannot hold shape " + Arrays.toString(shape));
        }
    }

    /**
     * A tensor of zeros in a new direct buffer.
     *
     * @throws FoveaException if Java may not take that much memory
     */
    public static FloatTensor allocate(long... shape) {
        String what = "A tensor of shape " + Arrays.toString(shape);
        double bytes = (double) Float.BYTES * size(shape);
        if (bytes > Integer.MAX_VALUE) {
            throw tooLarge(shape);
        }
        HeapLimit.require(what, bytes);
        try {
            return new FloatTensor(
                    shape.clone(),
                    ByteBuffer.allocateDirect((int) bytes)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer());
        } catch (OutOfMemoryError e) {
            throw HeapLimit.exceeded(what, bytes);
        }
    }

    /** A copy of the values in a new direct buffer. */
    public static FloatTensor of(float[] values, long... shape) {
        if (values.length != size(shape)) {
            throw new IllegalArgumentException(values.length + " values do not fill shape " + Arrays.toString(shape));
        }
        FloatTensor tensor = allocate(shape);
        tensor.data.put(0, values);
        return tensor;
    }

    /** The number of values. */
    public int size() {
        return size(shape);
    }

    /** A copy of the values. */
    public float[] toArray() {
        float[] values = new float[size()];
        data.get(0, values);
        return values;
    }

    static int size(long... shape) {
        long size = 1;
        for (long n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException("Shape " + Arrays.toString(shape) + " is not known");
            }
            if (n > 0 && size > Integer.MAX_VALUE / n) {
                throw tooLarge(shape);
            }
            size *= n;
        }
        return (int) size;
    }

    private static FoveaException tooLarge(long... shape) {
        return new FoveaException("A tensor of shape " + Arrays.toString(shape)
                + " is larger than the 2 GB that are supported; take smaller images.");
    }
}
