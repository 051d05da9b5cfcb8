package io.fovea.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import ai.onnxruntime.platform.Fp16Conversions;
import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.EnumSet;
import java.util.Set;

/** Casts between float and a model's element types. Integers are rounded and clipped to their range. */
final class Casts {
    private static final Set<OnnxTensorType> UNSIGNED = EnumSet.of(
            OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16,
            OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32,
            OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64);

    private Casts() {}

    /** The values as a tensor of the given type: floats in direct buffers without a copy. */
    static OnnxTensor toOrt(FloatTensor tensor, OnnxJavaType type) throws OrtException {
        OrtEnvironment ort = Ort.environment();
        FloatBuffer values = tensor.data().duplicate().clear().limit(tensor.size());
        long[] shape = tensor.shape();
        int n = tensor.size();
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(ort, values, shape);
            case FLOAT16 ->
                OnnxTensor.createTensor(ort, Fp16Conversions.convertFloatBufferToFp16Buffer(values), shape, type);
            case BFLOAT16 ->
                OnnxTensor.createTensor(ort, Fp16Conversions.convertFloatBufferToBf16Buffer(values), shape, type);
            case DOUBLE -> {
                DoubleBuffer buffer = direct(n, Double.BYTES).asDoubleBuffer();
                for (int i = 0; i < n; i++) {
                    buffer.put(i, values.get(i));
                }
                yield OnnxTensor.createTensor(ort, buffer, shape);
            }
            case INT64 -> {
                LongBuffer buffer = direct(n, Long.BYTES).asLongBuffer();
                for (int i = 0; i < n; i++) {
                    buffer.put(i, Math.round((double) values.get(i)));
                }
                yield OnnxTensor.createTensor(ort, buffer, shape);
            }
            case INT32 -> {
                IntBuffer buffer = direct(n, Integer.BYTES).asIntBuffer();
                for (int i = 0; i < n; i++) {
                    buffer.put(i, Math.round(values.get(i)));
                }
                yield OnnxTensor.createTensor(ort, buffer, shape);
            }
            case INT16 -> {
                ShortBuffer buffer = direct(n, Short.BYTES).asShortBuffer();
                for (int i = 0; i < n; i++) {
                    buffer.put(i, (short) rounded(values.get(i), Short.MIN_VALUE, Short.MAX_VALUE));
                }
                yield OnnxTensor.createTensor(ort, buffer, shape);
            }
            case UINT8 -> OnnxTensor.createTensor(ort, bytes(values, n, 0, 255), shape, type);
            case INT8 -> OnnxTensor.createTensor(ort, bytes(values, n, -128, 127), shape, type);
            case BOOL -> {
                ByteBuffer buffer = direct(n, 1);
                for (int i = 0; i < n; i++) {
                    buffer.put(i, (byte) (values.get(i) == 0 ? 0 : 1));
                }
                yield OnnxTensor.createTensor(ort, buffer, shape, type);
            }
            default -> throw new FoveaException("The model takes values of type " + type + ", which is not supported.");
        };
    }

    /** A copy of the values as floats. */
    static FloatTensor fromOrt(String name, OnnxTensor tensor) {
        ai.onnxruntime.TensorInfo info = tensor.getInfo();
        long[] shape = info.getShape();
        int n = FloatTensor.sizeOf(shape);
        if (n == 0) {
            return new FloatTensor(shape, FloatBuffer.allocate(0)); // ONNX Runtime has no buffer for nothing
        }
        // The Java types of ONNX Runtime have no sign: its INT16 is uint16 as well.
        boolean unsigned = UNSIGNED.contains(info.onnxType);
        return switch (info.type) {
            // These three come as a float copy already.
            case FLOAT, FLOAT16, BFLOAT16 -> new FloatTensor(shape, tensor.getFloatBuffer());
            case DOUBLE -> {
                DoubleBuffer values = tensor.getDoubleBuffer();
                yield collect(shape, n, i -> (float) values.get(i));
            }
            case INT64 -> {
                LongBuffer values = tensor.getLongBuffer();
                yield unsigned
                        ? collect(shape, n, i -> unsigned(values.get(i)))
                        : collect(shape, n, i -> values.get(i));
            }
            case INT32 -> {
                IntBuffer values = tensor.getIntBuffer();
                yield unsigned
                        ? collect(shape, n, i -> Integer.toUnsignedLong(values.get(i)))
                        : collect(shape, n, i -> values.get(i));
            }
            case INT16 -> {
                ShortBuffer values = tensor.getShortBuffer();
                yield unsigned
                        ? collect(shape, n, i -> Short.toUnsignedInt(values.get(i)))
                        : collect(shape, n, i -> values.get(i));
            }
            case UINT8, BOOL -> {
                ByteBuffer values = tensor.getByteBuffer();
                yield collect(shape, n, i -> (float) (values.get(i) & 0xff));
            }
            case INT8 -> {
                ByteBuffer values = tensor.getByteBuffer();
                yield collect(shape, n, i -> (float) values.get(i));
            }
            default ->
                throw new FoveaException(
                        "The model's output '" + name + "' is of type " + info.type + ", which is not supported.");
        };
    }

    /** The number that 64 bits without a sign are. */
    private static float unsigned(long bits) {
        // An odd last bit keeps what is cut off in mind, so that it is rounded once.
        return bits >= 0 ? bits : 2 * (float) (bits >>> 1 | bits & 1);
    }

    /** One value by its index. */
    @FunctionalInterface
    private interface Values {
        float get(int index);
    }

    private static FloatTensor collect(long[] shape, int n, Values values) {
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = values.get(i);
        }
        return new FloatTensor(shape, FloatBuffer.wrap(floats));
    }

    private static ByteBuffer bytes(FloatBuffer values, int n, int min, int max) {
        ByteBuffer buffer = direct(n, 1);
        for (int i = 0; i < n; i++) {
            buffer.put(i, (byte) rounded(values.get(i), min, max));
        }
        return buffer;
    }

    private static int rounded(float value, int min, int max) {
        return Math.max(min, Math.min(max, Math.round(value)));
    }

    private static ByteBuffer direct(int count, int size) {
        return ByteBuffer.allocateDirect(ArrayLength.of(count, size)).order(ByteOrder.nativeOrder());
    }
}
