package io.fovea.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import io.fovea.FoveaException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of one run on ONNX Runtime's side, freed together. */
final class Feed implements AutoCloseable {
    private final List<OnnxTensor> owned = new ArrayList<>();

    /** The given tensors, cast to what the model takes. */
    Map<String, OnnxTensor> tensors(Map<String, FloatTensor> given, Map<String, TensorInfo> declared)
            throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, FloatTensor> entry : given.entrySet()) {
            OnnxTensor tensor =
                    Casts.toOrt(entry.getValue(), declared.get(entry.getKey()).type());
            owned.add(tensor);
            tensors.put(entry.getKey(), tensor);
        }
        return tensors;
    }

    /** A tensor in the caller's memory, to be written by the run. */
    OnnxTensor pin(FloatTensor target) throws OrtException {
        if (!target.data().isDirect()) {
            throw new IllegalArgumentException("A run writes into direct buffers only");
        }
        FloatBuffer memory = target.data().duplicate().clear().limit(target.size());
        OnnxTensor tensor = OnnxTensor.createTensor(Ort.environment(), memory, target.shape());
        owned.add(tensor);
        return tensor;
    }

    /** A copy of an output's values as floats. */
    static FloatTensor read(String name, OnnxValue value) {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new FoveaException("The model's output '" + name + "' is no tensor but a " + value.getType()
                    + ", which is not supported.");
        }
        return Casts.fromOrt(name, tensor);
    }

    /** Checks names, ranks and sizes; ONNX Runtime's own words would not help a user. */
    static void check(Map<String, FloatTensor> given, Map<String, TensorInfo> declared, String what) {
        checkNames(given.keySet(), declared, what);
        for (TensorInfo info : declared.values()) {
            FloatTensor tensor = given.get(info.name());
            if (tensor == null) {
                throw new FoveaException("The model's " + what + " '" + info.name() + "' is missing.");
            }
            if (!fits(tensor.shape(), info.shape())) {
                throw new FoveaException("The model's " + what + " '" + info.name() + "' takes the shape "
                        + Arrays.toString(info.shape()) + " (-1 is free), but got "
                        + Arrays.toString(tensor.shape()) + ".");
            }
        }
    }

    static void checkNames(Collection<String> names, Map<String, TensorInfo> declared, String what) {
        for (String name : names) {
            if (!declared.containsKey(name)) {
                throw new FoveaException(
                        "The model has no " + what + " '" + name + "'; it has " + declared.keySet() + ".");
            }
        }
    }

    private static boolean fits(long[] shape, long[] declared) {
        if (declared.length == 0) {
            return true; // perhaps not declared
        }
        if (shape.length != declared.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (declared[i] >= 0 && declared[i] != shape[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        owned.forEach(OnnxTensor::close);
    }
}
