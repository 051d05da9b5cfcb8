package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.layers.Network;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import java.util.List;
import java.util.stream.Collectors;

/** Makes of anyone's model what layers of ours can stand on: operator set 17, float32, raw pixels, any batch. */
final class PreparedBase {

    private PreparedBase() {}

    /**
     * The graph of {@code model} with its preprocessing in it; the model stays as it is.
     *
     * @throws FoveaException when it is no network for images of the recipe's channels, or an operator cannot be raised
     */
    static Graph of(Model model, Recipe recipe) {
        Graph base = model.graph().inSinglePrecision().raised(Network.OPSET);
        // What exporters call a graph tells nobody which file it came from.
        base.rename(model.name());
        Input declared = model.card().input();
        Input input = recipe.requireBase()
                .pixels()
                .map(pixels -> pixels.over(declared))
                .orElse(declared);
        boolean image =
                base.inputs().size() == 1 && base.inputs().get(0).shape().rank() == 4;
        if (!image || input.channels() != recipe.input().channels()) {
            String taken = base.inputs().stream()
                    .map(value -> "'" + value.name() + "' " + value.shape())
                    .collect(Collectors.joining(" and "));
            throw new FoveaException("The base '" + model.name() + "' takes " + (taken.isEmpty() ? "nothing" : taken)
                    + ", but the recipe gives it one image of "
                    + recipe.input().channels()
                    + (recipe.input().channels() == 1 ? " channel." : " channels."));
        }
        RawPixels.into(base, input, recipe.input().height(), recipe.input().width());
        base.undeclareInner();
        freeBatch(base);
        return base;
    }

    /** Lets what was exported for one image at a time take batches. */
    private static void freeBatch(Graph base) {
        for (Node node : List.copyOf(base.nodes())) {
            Tensor shape = node.is("Reshape") ? base.constant(node.input(1)).orElse(null) : null;
            if (shape != null
                    && shape.type() == ElementType.INT64
                    && shape.size() > 1
                    && shape.toLongs()[0] == 1
                    && base.constant(node.input(0)).isEmpty()) {
                long[] sizes = shape.toLongs();
                sizes[0] = 0;
                String free = base.put(base.unused(node.output() + "_shape"), Tensor.of(sizes));
                base.replace(node, node.withInputs(List.of(node.input(0), free)));
            }
        }
    }
}
