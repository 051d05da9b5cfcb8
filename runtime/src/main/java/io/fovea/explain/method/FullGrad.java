package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Resampling;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.NormalisedChannels;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code psi(x df/dx) + sum_l sum_c psi(b_c df/db_c)} over the biases of all convolutions and batch normalisations, each at
 * its place: Srinivas and Fleuret 2019. {@code psi} takes sizes, scales a map to 0..1 and enlarges it. The parts
 * before {@code psi} add up to the score of a network of rectifiers, with those of dense layers, which have no place.
 */
final class FullGrad extends PixelTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "fullgrad",
                "the parts of the score that pixels and the biases of every layer make up, at their places",
                "Srinivas and Fleuret, \"Full-gradient representation for neural network visualization\", 2019");
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        String image = anatomy.path().image();
        List<String> wanted = new ArrayList<>(List.of(image));
        Map<String, float[]> biases = new HashMap<>();
        for (Node node : anatomy.path().nodes()) {
            Optional<FeatureLayer> layer = anatomy.maps().ofValue(node.output());
            Optional<float[]> bias = bias(anatomy.graph(), node);
            if (layer.isPresent() && bias.isPresent() && layer.get().form() == FeatureLayer.Form.PLANES) {
                wanted.add(node.output());
                biases.put(node.output(), bias.get());
            }
        }
        return NetworkPlan.SCORES.differentiating(wanted).after((graph, gradients) -> {
            Map<String, String> parts = new HashMap<>();
            biases.forEach((value, bias) -> parts.put(value, part(graph, gradients.get(value), bias)));
            List<String> inner =
                    List.copyOf(biases.keySet()).stream().map(gradients::get).toList();
            graph.setOutputs(graph.outputs().stream()
                    .map(output -> output.name())
                    .filter(name -> !inner.contains(name))
                    .toList());
            parts.values().forEach(graph::expose);
            return parts;
        });
    }

    /** What a node adds to each channel. */
    private static Optional<float[]> bias(Graph graph, Node node) {
        return node.is("Conv") && node.hasInput(2)
                ? graph.constant(node.input(2)).map(Tensor::toFloats)
                : NormalisedChannels.of(graph, node).map(NormalisedChannels::shifts);
    }

    /** Appends {@code sum_c |b_c G_c|}, {@code [1, 1, H, W]}: a convolution with what the sizes of biases are. */
    private static String part(Graph graph, String gradient, float[] bias) {
        float[] sizes = new float[bias.length];
        for (int c = 0; c < bias.length; c++) {
            sizes[c] = Math.abs(bias[c]);
        }
        String kernel = graph.put(graph.unused("fullgrad_bias"), Tensor.of(sizes, 1, sizes.length, 1, 1));
        Attributes single = Attributes.NONE.with("to", 1);
        String cast = append(graph, "Cast", single, gradient);
        return append(graph, "Conv", Attributes.NONE, append(graph, "Abs", Attributes.NONE, cast), kernel);
    }

    private static String append(Graph graph, String op, Attributes attributes, String... inputs) {
        return graph.append(Node.of(op, List.of(inputs), graph.unused("fullgrad_" + op), attributes))
                .output();
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Finding pixels = super.explain(network, subject, settings, monitor);
        int columns = pixels.attribution().width();
        int rows = pixels.attribution().height();
        float[] map = pixels.attribution().values.clone();
        scale(map);
        InputFrame input = InputFrame.of(columns, rows);
        for (FloatTensor part : pixels.answer().added().values()) {
            float[] values = part.toArray();
            scale(values);
            int width = (int) part.shape()[3];
            float[] fine =
                    Resampling.linear(input, width, (int) part.shape()[2]).apply(values, 1);
            for (int i = 0; i < map.length; i++) {
                map[i] += fine[i];
            }
        }
        return new Finding(new Attribution(columns, rows, map), pixels.flat(), pixels.answer());
    }

    private static void scale(float[] map) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : map) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        for (int i = 0; i < map.length; i++) {
            map[i] = high > low ? (map[i] - low) / (high - low) : 0;
        }
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return value + Math.abs(x * gradient);
    }
}
