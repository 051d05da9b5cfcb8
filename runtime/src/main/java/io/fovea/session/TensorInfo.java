package io.fovea.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
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

    static TensorInfo of(NodeInfo node) {
        return node.getInfo() instanceof ai.onnxruntime.TensorInfo tensor
                ? new TensorInfo(node.getName(), tensor.getShape(), tensor.type)
                : new TensorInfo(node.getName(), new long[] {-1}, OnnxJavaType.UNKNOWN);
    }

    /** Whether every size is known before a run. */
    public boolean isStatic() {
        return shape.length > 0 && LongStream.of(shape).noneMatch(size -> size < 0);
    }

    /** Whether values are float32 in the model, so that no cast is needed. */
    public boolean isFloat() {
        return type == OnnxJavaType.FLOAT;
    }
}
