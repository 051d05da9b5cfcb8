package io.fovea.session;

import ai.onnxruntime.OnnxJavaType;

/**
 * What a session says of one of its inputs or outputs.
 *
 * @param shape sizes, outermost first; -1 where it is free
 * @param type the element type in the model; {@link Session} casts between it and float
 */
public record TensorInfo(String name, long[] shape, OnnxJavaType type) {
    /** Whether every size is known before a run. */
    public boolean isStatic() {
        for (long n : shape) {
            if (n < 0) {
                return false;
            }
        }
        return true;
    }
}
