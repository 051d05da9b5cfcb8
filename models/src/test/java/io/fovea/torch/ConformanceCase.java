package io.fovea.torch;

import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Conformance;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;

/** One of ONNX's conformance tests on libtorch. */
final class ConformanceCase {

    /** ONNX's own tolerance. */
    private static final double RELATIVE = 1e-3;

    private static final double ABSOLUTE = 1e-6;

    private ConformanceCase() {}

    /** What is wrong with libtorch's answer; empty where nothing is. */
    static String failure(Conformance test) {
        try (TorchGraph model = TorchGraph.bind(test.graph(), Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Map<String, org.bytedeco.pytorch.Tensor> inputs = new LinkedHashMap<>();
            test.inputs().forEach((name, tensor) -> inputs.put(name, Tensors.of(tensor)));
            for (int i = 0; i < test.graph().outputs().size(); i++) {
                String output = test.graph().outputs().get(i).name();
                String difference = difference(model.run(inputs, output, false), test.output(i));
                if (!difference.isEmpty()) {
                    return output + ": " + difference;
                }
            }
            return "";
        } catch (IOException | RuntimeException e) {
            return e.toString().lines().findFirst().orElse("failed");
        }
    }

    private static String difference(org.bytedeco.pytorch.Tensor answer, Tensor expected) {
        if (!Arrays.equals(Tensors.sizes(answer), expected.shape())) {
            return "the shape is " + Arrays.toString(Tensors.sizes(answer)) + " instead of "
                    + Arrays.toString(expected.shape());
        }
        if (expected.type().isFloatingPoint() != answer.is_floating_point()) {
            return "the elements are " + answer.scalar_type() + " instead of " + expected.type();
        }
        boolean exact = !expected.type().isFloatingPoint();
        double[] found = exact ? real(Tensors.toLongs(answer)) : real(Tensors.toFloats(answer));
        double[] right = exact ? real(expected.toLongs()) : real(expected.toFloats());
        for (int i = 0; i < right.length; i++) {
            double allowed = exact ? 0 : ABSOLUTE + RELATIVE * Math.abs(right[i]);
            boolean same = Double.compare(found[i], right[i]) == 0 || Math.abs(found[i] - right[i]) <= allowed;
            if (!same) {
                return "element " + i + " is " + found[i] + " instead of " + right[i];
            }
        }
        return "";
    }

    private static double[] real(long[] values) {
        return Arrays.stream(values).mapToDouble(value -> value).toArray();
    }

    private static double[] real(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
