package io.fovea.anatomy;

import io.fovea.anatomy.FeatureLayer.Form;
import io.fovea.graph.Node;
import io.fovea.graph.operator.AxisOrder;
import io.fovea.graph.operator.Operators;
import io.fovea.image.Layout;
import io.fovea.session.ProbedShapes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which values lie on a grid over the image, and how, by following the order of dimensions from operator to
 * operator. A shape alone does not tell: the weights of an attention are as four-dimensional as a feature map.
 */
final class GridForms {
    private final ProbedShapes shapes;
    private final Map<String, Form> forms = new HashMap<>();

    private GridForms(ProbedShapes shapes) {
        this.shapes = shapes;
    }

    /** The forms of the values on the way. */
    static GridForms of(ForwardPath path, ProbedShapes shapes, Layout input) {
        GridForms grids = new GridForms(shapes);
        grids.forms.put(path.image(), input == Layout.NCHW ? Form.PLANES : Form.INTERLEAVED);
        for (Node node : path.nodes()) {
            for (String output : path.outputs(node)) {
                grids.form(node, output).ifPresent(form -> grids.forms.put(output, form));
            }
        }
        return grids;
    }

    /** How a value lies over the image; empty if it does not, or on a grid of less than two by two. */
    Optional<FeatureLayer> map(String layer, String op, String value) {
        Form form = forms.get(value);
        if (form == null) {
            return Optional.empty();
        }
        long[] shape = shapes.of(value).orElseThrow();
        int width;
        int height;
        int channels;
        switch (form) {
            case PLANES -> {
                channels = (int) shape[1];
                height = (int) shape[2];
                width = (int) shape[3];
            }
            case INTERLEAVED -> {
                height = (int) shape[1];
                width = (int) shape[2];
                channels = (int) shape[3];
            }
            case TOKENS, CLASS_TOKENS -> {
                width = FeatureLayer.side(form == Form.TOKENS ? shape[1] : shape[1] - 1);
                height = width;
                channels = (int) shape[2];
            }
            case TOKEN_PLANES -> {
                width = FeatureLayer.side(shape[2]);
                height = width;
                channels = (int) shape[1];
            }
            default -> throw new IllegalStateException(form.toString());
        }
        return width > 1 && height > 1
                ? Optional.of(new FeatureLayer(layer, value, op, form, channels, width, height))
                : Optional.empty();
    }

    private Optional<Form> form(Node node, String output) {
        long[] shape = shapes.of(output).orElse(new long[0]);
        if (shape.length == 4) {
            return planes(node, shape);
        }
        return shape.length == 3 && shape[0] == 1 ? tokens(node, shape) : Optional.empty();
    }

    private Optional<Form> planes(Node node, long[] shape) {
        if (Operators.of(node).order() == AxisOrder.PLANES) {
            return Optional.of(Form.PLANES);
        }
        Optional<Form> before = before(node, 4);
        if (Operators.of(node).order() == AxisOrder.TURNED) {
            return before.flatMap(form -> transposed(form, node.attributes().integers("perm")));
        }
        if (Operators.of(node).order() == AxisOrder.LOST) {
            boolean same = shapes.of(node.input(0))
                    .map(given -> Arrays.equals(given, shape))
                    .orElse(false);
            return before.filter(form -> same);
        }
        return before;
    }

    private static Optional<Form> transposed(Form form, long[] order) {
        if (form == Form.PLANES && Arrays.equals(order, new long[] {0, 2, 3, 1})) {
            return Optional.of(Form.INTERLEAVED);
        }
        return form == Form.INTERLEAVED && Arrays.equals(order, new long[] {0, 3, 1, 2})
                ? Optional.of(Form.PLANES)
                : Optional.empty();
    }

    private Optional<Form> tokens(Node node, long[] shape) {
        Optional<Form> before = before(node, 3);
        boolean last = before.filter(Form.TOKEN_PLANES::equals).isPresent();
        if (Operators.of(node).order() == AxisOrder.TURNED) {
            last = !last && before.isPresent();
        } else if (Operators.of(node).order() == AxisOrder.LOST) {
            // A convolution's planes, each strung out.
            last = shapes.of(node.input(0))
                    .filter(given -> forms.get(node.input(0)) == Form.PLANES
                            && given[1] == shape[1]
                            && given[2] * given[3] == shape[2])
                    .isPresent();
        }
        if (last) {
            return FeatureLayer.side(shape[2]) > 1 ? Optional.of(Form.TOKEN_PLANES) : Optional.empty();
        }
        if (FeatureLayer.side(shape[1]) > 1) {
            return Optional.of(Form.TOKENS);
        }
        return FeatureLayer.side(shape[1] - 1) > 1 ? Optional.of(Form.CLASS_TOKENS) : Optional.empty();
    }

    /** The form of the first input that has one, of a given rank. */
    private Optional<Form> before(Node node, int rank) {
        List<String> inputs = node.inputs();
        return inputs.stream()
                .filter(forms::containsKey)
                .filter(input -> shapes.of(input).orElseThrow().length == rank)
                .map(forms::get)
                .findFirst();
    }
}
