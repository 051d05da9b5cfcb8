package io.fovea.anatomy;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.ProbedShapes;
import io.fovea.task.SizeGuard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model that was run once for its shapes.
 *
 * @param graph with no outputs but those of the scores
 * @param target the shape of the explained value
 * @param values how many numbers all values hold
 */
record ProbedModel(Graph graph, Scores scores, ForwardPath path, long[] target, FeatureLayers maps, long values) {

    static ProbedModel of(Model model, Graph graph, Scores scores, int width, int height) {
        graph.setOutputs(List.of(scores.output()));
        if (!scores.target().equals(scores.output())) {
            graph.expose(scores.target());
        }
        graph.prune();
        Input input = model.card().input();
        ForwardPath path = ForwardPath.of(graph, graph.inputs().get(0).name(), scores.target());
        new SizeGuard(model).require(input.shape(width, height));
        ProbedShapes shapes = ProbedShapes.of(graph, Map.of(path.image(), input.shape(width, height)), path.computed());
        forgetWhatIsNotSo(graph, path, shapes);
        long[] target = shapes.of(scores.target()).orElseThrow();
        declareRank(graph, path.image(), scores.target(), target.length);
        FeatureLayers maps = FeatureLayers.of(path, shapes, input.layout());
        return new ProbedModel(graph, scores, path, target, maps, shapes.elements());
    }

    Anatomy anatomy(Card card, int axis, int scoreCount, Anatomy.Sight sight) {
        return new Anatomy(graph, card, scores, path, target, axis, scoreCount, maps, values, sight);
    }

    /** Some models declare shapes that their values do not have, left over from before they were changed. */
    private static void forgetWhatIsNotSo(Graph graph, ForwardPath path, ProbedShapes shapes) {
        for (String value : path.computed()) {
            ValueInfo declared = graph.value(value).orElse(null);
            long[] found = shapes.of(value).orElseThrow();
            if (declared != null
                    && declared.shape().known()
                    && !declared.shape().admits(found)) {
                graph.redeclare(new ValueInfo(value, declared.type(), Shape.UNKNOWN));
            }
        }
    }

    /** Tells of an output without a declared shape what differentiation must know of it. */
    private static void declareRank(Graph graph, String image, String target, int rank) {
        boolean unknown =
                graph.value(target).filter(value -> value.shape().known()).isEmpty();
        ElementType type = graph.value(image).orElseThrow().type();
        // Behind an input of another type a model may compute in any.
        if (unknown && type == ElementType.FLOAT) {
            long[] free = new long[rank];
            Arrays.fill(free, -1);
            graph.addOutput(new ValueInfo(target, type, Shape.of(free)));
        }
    }
}
