package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.where;
import static org.bytedeco.pytorch.global.torch.zeros;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Numbers between Java, ONNX and libtorch. */
public final class Tensors {

    private Tensors() {}

    /** A float32 libtorch tensor on the CPU with a copy of {@code values}, as many as the shape has elements. */
    public static Tensor of(float[] values, long... shape) {
        if (values.length == 0) {
            return zeros(shape);
        }
        return shape.length == 0 ? Tensor.create(values).reshape() : Tensor.create(values, shape);
    }

    /** An int64 libtorch tensor on the CPU with a copy of {@code values}, as many as the shape has elements. */
    public static Tensor of(long[] values, long... shape) {
        if (values.length == 0) {
            return zeros(shape).to(ScalarType.Long);
        }
        return shape.length == 0 ? Tensor.create(values).reshape() : Tensor.create(values, shape);
    }

    /** A libtorch tensor with a copy of the floats from position to limit of a direct buffer. */
    public static Tensor of(FloatBuffer values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return org.bytedeco.pytorch.global.torch.from_blob(pointer, shape).clone();
        }
    }

    /** A constant of a model; floating-point types become float32, integers int64, booleans stay. */
    public static Tensor of(io.fovea.graph.Tensor constant) {
        ElementType type = constant.type();
        if (type.isFloatingPoint()) {
            return of(constant.toFloats(), constant.shape());
        }
        if (!type.isInteger()) {
            throw new FoveaException("A constant of " + type + " cannot be used on libtorch.");
        }
        Tensor integers = of(constant.toLongs(), constant.shape());
        return type == ElementType.BOOL ? integers.to(ScalarType.Bool) : integers;
    }

    /** Images and kernels in libtorch's faster order, {@code [N, H, W, C]} in memory; all others as they are. */
    static Tensor channelsLast(Tensor tensor) {
        return tensor.dim() == 4 ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor;
    }

    /** The shape of {@code tensor}. */
    static long[] sizes(Tensor tensor) {
        return tensor.sizes().vec().get();
    }

    /** {@code axis} counted from the front of {@code rank} axes; negative ones count from the end. */
    static int axis(long axis, long rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** The axes from {@code first} to the last of {@code rank}. */
    static long[] axesFrom(long first, long rank) {
        return LongStream.range(first, rank).toArray();
    }

    /** The slices of {@code tensor} along {@code axis} at {@code indices}. */
    static Tensor select(Tensor tensor, long axis, long[] indices) {
        return tensor.index_select(axis, beside(tensor, of(indices, indices.length)));
    }

    /** Indices along an axis of so many elements, counted from the front, where negative ones count from the end. */
    static Tensor nonNegative(Tensor indices, long size) {
        return where(indices.lt(new Scalar(0L)), indices.add(new Scalar(size)), indices);
    }

    /** {@code tensor} where {@code other} lies, on the same device. */
    static Tensor beside(Tensor other, Tensor tensor) {
        return other.is_cpu() ? tensor : tensor.to(other.device(), tensor.scalar_type());
    }

    /** The values of {@code tensor} as float32, in row-major order whatever its layout; waits for its device. */
    public static float[] toFloats(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor plain = tensor.detach().cpu().to(ScalarType.Float).contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                new FloatPointer(plain.data_ptr()).get(values);
            }
            return values;
        }
    }

    /** The values of an integer tensor, in row-major order; waits for the device that has it. */
    public static long[] toLongs(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor plain = tensor.detach().cpu().to(ScalarType.Long).contiguous();
            long[] values = new long[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                new LongPointer(plain.data_ptr()).get(values);
            }
            return values;
        }
    }

    /** {@code tensor} as a model's constant of the same element type as {@code former}. */
    static io.fovea.graph.Tensor toConstant(Tensor tensor, io.fovea.graph.Tensor former) {
        float[] values = toFloats(tensor);
        if (former.type() == ElementType.FLOAT) {
            return io.fovea.graph.Tensor.of(values, former.shape());
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(former.type().bytes(values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (former.type()) {
                case FLOAT16 -> bytes.putShort(io.fovea.graph.HalfPrecision.toFloat16(value));
                case DOUBLE -> bytes.putDouble(value);
                default -> throw new FoveaException("Weights of type " + former.type() + " cannot be written back.");
            }
        }
        return io.fovea.graph.Tensor.ofBytes(former.type(), former.shape(), bytes.flip());
    }
}
