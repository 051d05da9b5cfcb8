package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.autodiff.BackwardRule;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient that rectifiers send back only where it is positive, and they are open: {@code G_x = 1[x > 0] 1[G_y > 0] G_y}
 * (Springenberg et al. 2015), summed over a pixel's channels. Rectifiers of other kinds keep their slopes.
 */
final class GuidedBackpropagation extends PixelTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "guided-backpropagation",
                "the gradient through rectifiers that let only what is positive back; sharp, and much the same for every class",
                "Springenberg et al., \"Striving for simplicity: the all convolutional net\", 2015");
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        Map<String, BackwardRule> rules = new HashMap<>();
        for (Node node : anatomy.path().nodes()) {
            if (node.is("Relu")) {
                rules.put(node.op(), GuidedBackpropagation::rectified);
            } else if (node.is("Clip") && Operators.of(node).is(Family.ACTIVATION)) {
                rules.put(node.op(), GuidedBackpropagation::clipped);
            }
        }
        return super.plan(anatomy, layers, settings).ruling(rules);
    }

    private static String rectified(Graph graph, Node relu, String gradient) {
        return append(graph, "Mul", append(graph, "Relu", gradient), append(graph, "Sign", relu.output()));
    }

    /** Open between the bounds: where the value is what went in. */
    private static String clipped(Graph graph, Node clip, String gradient) {
        String moved = append(graph, "Sign", append(graph, "Abs", append(graph, "Sub", clip.input(0), clip.output())));
        String positive = append(graph, "Relu", gradient);
        return append(graph, "Sub", positive, append(graph, "Mul", positive, moved));
    }

    private static String append(Graph graph, String op, String... inputs) {
        return graph.append(Node.of(op, List.of(inputs), graph.unused("guided_" + op)))
                .output();
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return value + gradient;
    }
}
