package io.fovea.export;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.graph.Tensor;
import io.fovea.image.Layout;

/** Appends to a graph what becomes of a layer's values on the way to heat. */
record HeatNodes(ImageNodes nodes, FeatureLayer layer) {

    /** A value of the layer's form as planes, {@code [N, C, H, W]}, in single precision. */
    String planes(String value) {
        String real = nodes.real(value);
        return switch (layer.form()) {
            case PLANES -> real;
            case INTERLEAVED -> nodes.turned(real, 0, 3, 1, 2);
            case TOKENS -> square(nodes.turned(real, 0, 2, 1));
            case TOKEN_PLANES -> square(real);
            case CLASS_TOKENS -> square(nodes.turned(withoutFirst(real), 0, 2, 1));
        };
    }

    /** {@code [N, C, T]} as {@code [N, C, H, W]}. */
    private String square(String tokens) {
        String shape = nodes.constant("grid", Tensor.of(0L, 0, layer.height(), layer.width()));
        return nodes.node("Reshape", tokens, shape);
    }

    private String withoutFirst(String tokens) {
        return nodes.node(
                "Slice",
                tokens,
                nodes.constant("starts", Tensor.of(1L)),
                nodes.constant("ends", Tensor.of(Long.MAX_VALUE)),
                nodes.constant("axes", Tensor.of(1L)));
    }

    /** A map as heat: what is below 0 is 0, its highest value 1; 0 everywhere where nothing is above. */
    String scaled(String map) {
        String above = nodes.node("Relu", map);
        String highest = nodes.reduced("ReduceMax", nodes.reduced("ReduceMax", above, 2), 3);
        String none = nodes.node("Equal", highest, nodes.scalar("none", 0));
        return nodes.node("Div", above, nodes.node("Where", none, nodes.scalar("one", 1), highest));
    }

    /** Heat at the size of the model's input, linear between the centres of cells. */
    String atInput(String heat, String image, Layout layout) {
        int first = layout == Layout.NCHW ? 2 : 1;
        return nodes.resized(heat, 4, nodes.length(image, first), nodes.length(image, first + 1));
    }
}
