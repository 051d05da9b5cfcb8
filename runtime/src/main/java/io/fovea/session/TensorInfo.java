package io.fovea.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * What a session says of one of its inputs or outputs.
 *
 * @param shape sizes, outermost first; -1 where it is free; empty for a single number and where the model declares none,
 *     which ONNX Runtime does not tell apart
 * @param type the element type in the model, between which and float a {@link Session} casts; {@code UNKNOWN} for what is
 *     no tensor
 */
public record TensorInfo(String name, long[] shape, OnnxJavaType type) {

    /** Copies the shape. */
    public TensorInfo {
        shape = shape.clone();
    }

    static TensorInfo of(NodeInfo node) {
        return node.getInfo() instanceof ai.onnxruntime.TensorInfo tensor
                ? new TensorInfo(node.getName(), tensor.getShape(), tensor.type)
                : new TensorInfo(node.getName(), new long[] {-1}, OnnxJavaType.UNKNOWN);
    }

    /** A copy. */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** Whether every size is known before a run. */
    public boolean isStatic() {
        return shape.length > 0 && LongStream.of(shape).noneMatch(size -> size < 0);
    }

    /** Whether values are float32 in the model, so that no cast is needed. */
    public boolean isFloat() {
        return type == OnnxJavaType.FLOAT;
    }

    /** Whether values are whole numbers of so few bits that they may stand for real ones. */
    public boolean isQuantised() {
        return type == OnnxJavaType.UINT8 || type == OnnxJavaType.INT8 || type == OnnxJavaType.INT16;
    }

    /** Whether name, sizes and type agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TensorInfo that
                && name.equals(that.name)
                && Arrays.equals(shape, that.shape)
                && type == that.type;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(shape), type);
    }

    @Override
    public String toString() {
        return "TensorInfo[name=" + name + ", shape=" + Arrays.toString(shape) + ", type=" + type + "]";
    }
}
