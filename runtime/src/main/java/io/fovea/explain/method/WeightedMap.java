package io.fovea.explain.method;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.FeatureLayer.Form;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;

/**
 * A Grad-CAM that the model computes along with its scores, as {@link GradCam} would from all channels: the
 * mean gradients are the filter of a convolution over the feature map.
 *
 * @param map the output with the map, {@code [1, 1, H, W]}
 * @param weights the output with the weights of the channels, {@code [1, C, 1, 1]}
 */
record WeightedMap(String map, String weights) {
    private static final int AXES_ARE_INPUT = 18;

    /** Whether a feature map has planes, or pixels with channels side by side. */
    static boolean takes(FeatureLayer layer) {
        return layer.form() == Form.PLANES || layer.form() == Form.INTERLEAVED;
    }

    /** Appends it to a graph of one image that computes the gradient, which is no output from then on. */
    static WeightedMap append(Graph graph, FeatureLayer layer, String gradient) {
        String rows = meanOfRows(graph, planes(graph, layer, gradient));
        String weights = append(graph, "GlobalAveragePool", List.of(rows), Attributes.NONE);
        String map = append(graph, "Conv", List.of(planes(graph, layer, layer.value()), weights), Attributes.NONE);
        graph.setOutputs(graph.outputs().stream()
                .map(ValueInfo::name)
                .filter(name -> !name.equals(gradient))
                .toList());
        long[] free = {-1, -1, -1, -1};
        graph.addOutput(new ValueInfo(map, ElementType.FLOAT, Shape.of(free)));
        graph.addOutput(new ValueInfo(weights, ElementType.FLOAT, Shape.of(free)));
        return new WeightedMap(map, weights);
    }

    /** First along rows: in single precision, the error of a sum grows with the number of its terms. */
    private static String meanOfRows(Graph graph, String value) {
        Attributes keep = Attributes.NONE.with("keepdims", 1);
        if (graph.opset() < AXES_ARE_INPUT) {
            return append(graph, "ReduceMean", List.of(value), keep.withIntegers("axes", 3));
        }
        String axes = graph.put(graph.unused("grad_cam_axes"), Tensor.of(new long[] {3}));
        return append(graph, "ReduceMean", List.of(value, axes), keep);
    }

    /** In single precision, whatever the model's: mean gradients can be too small for half precision. */
    private static String planes(Graph graph, FeatureLayer layer, String value) {
        Attributes single = Attributes.NONE.with("to", ElementType.FLOAT.code());
        String cast = append(graph, "Cast", List.of(value), single);
        return layer.form() == Form.PLANES
                ? cast
                : append(graph, "Transpose", List.of(cast), Attributes.NONE.withIntegers("perm", 0, 3, 1, 2));
    }

    private static String append(Graph graph, String op, List<String> inputs, Attributes attributes) {
        return graph.append(Node.of(op, inputs, graph.unused("grad_cam_" + op), attributes))
                .output();
    }
}
