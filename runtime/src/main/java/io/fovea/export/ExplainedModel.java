package io.fovea.export;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.autodiff.GradientTarget;
import io.fovea.autodiff.Gradients;
import io.fovea.explain.ExplainOptions;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.model.Card;
import io.fovea.model.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that says where it looks: beside its own outputs it has {@value #HEAT}, 0..1, of the size of its input, {@code [1, 1,
 * H, W]}, by a method of the Grad-CAM family for the class in its second input {@value #CLASS}, int64 {@code [1]}, of which -1 is
 * the top one. All of it are nodes of the model's own operator set, or of 13 where that is older.
 */
public final class ExplainedModel {
    /** The input with the index of the class; -1 for the top one. */
    public static final String CLASS = "class";

    /** The output with the heat. */
    public static final String HEAT = "heat";

    /** The heat on the grid of the layer that is explained, {@code [1, 1, h, w]}: a value inside the model. */
    static final String GRID = "heat_grid";

    private static final String PREFIX = "explain_";
    private static final int OPSET = 13;

    private ExplainedModel() {}

    /**
     * Writes an explanation into a model, and holds it against that which Fovea makes. Blocks.
     *
     * @param options method, at most one layer, and whether the softmax at the end counts; no classes, which are an input
     * @throws FoveaException if the model does not classify or segment, the method is not of the family or has more than one
     *     layer, the layer lies on no grid, or the two explanations differ by more than 1e-5
     * @throws io.fovea.autodiff.NoGradientException if an operator behind the layer has no derivative
     */
    public static Model of(Model model, ExplainOptions options) {
        HeatFormula formula = HeatFormula.of(options.method());
        Anatomy anatomy = Anatomy.of(model, options.keepActivation());
        List<FeatureLayer> layers = anatomy.layers(options.layers());
        if (layers.size() > 1) {
            throw new FoveaException("An explanation that is written into a model is of one layer, and " + layers.size()
                    + " were given; give one.");
        }
        Graph whole = network(model, anatomy);
        FeatureLayer layer = layers.get(0);
        GradientTarget target =
                GradientTarget.classOf(anatomy.scores().target()).along(anatomy.axis());
        Gradients made = Gradients.of(whole, target, List.of(layer.value()));
        Graph graph = made.graph();
        List<String> outputs = new ArrayList<>(
                model.graph().outputs().stream().map(ValueInfo::name).toList());
        ChosenClass chosen =
                ChosenClass.append(graph, PREFIX, anatomy, made.classInput().orElseThrow());
        ImageNodes nodes = new ImageNodes(graph, PREFIX);
        HeatNodes heat = new HeatNodes(nodes, layer);
        String map = formula.append(
                nodes,
                heat.planes(layer.value()),
                nodes.node("Mul", heat.planes(made.of(layer.value())), chosen.sign()));
        graph.append(Node.of("Identity", List.of(heat.scaled(map)), free(graph, GRID)));
        String sized = heat.atInput(
                GRID, anatomy.path().image(), anatomy.card().input().layout());
        graph.append(Node.of("Identity", List.of(sized), free(graph, HEAT)));
        graph.setOutputs(outputs);
        graph.addOutput(new ValueInfo(HEAT, ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.prune();
        Card card = model.card();
        card.writeTo(graph);
        Model explained = Model.of(graph).withCard(card);
        HeatCheck.require(model, options, explained);
        return explained;
    }

    /** The model with its explained scores, for one image. */
    private static Graph network(Model model, Anatomy anatomy) {
        Graph own = model.graph();
        if (own.inputs().size() != 1) {
            throw new FoveaException("The explanation of '" + model.name() + "' cannot be written into it: it takes "
                    + own.inputs().size() + " inputs, not one image.");
        }
        Graph whole = (own.opset() < OPSET ? own.raised(OPSET) : own).inQdqForm();
        free(whole, CLASS);
        if (!anatomy.scores().target().equals(anatomy.scores().output())) {
            whole.expose(anatomy.scores().target());
        }
        return whole;
    }

    private static String free(Graph graph, String name) {
        if (graph.has(name)) {
            throw new FoveaException(
                    "The explanation cannot be written into the model, as it has a value that is called '" + name
                            + "' already.");
        }
        return name;
    }

    /** Whether a graph is one with its explanation. */
    static boolean isExplained(Graph graph) {
        return graph.inputs().stream().anyMatch(input -> input.name().equals(CLASS))
                && graph.outputs().stream().anyMatch(output -> output.name().equals(HEAT));
    }
}
