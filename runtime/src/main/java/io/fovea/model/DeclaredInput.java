package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Layout;
import java.util.OptionalInt;

/** Holds what is told of an input to what the graph declares of it. */
final class DeclaredInput {
    private DeclaredInput() {}

    /**
     * Checks the sizes of an input.
     *
     * @throws FoveaException if the graph fixes another one
     */
    static void require(Graph graph, Input told) {
        if (graph.inputs().isEmpty() || graph.inputs().get(0).shape().rank() != 4) {
            return;
        }
        ValueInfo image = graph.inputs().get(0);
        long[] sizes = image.shape().sizes();
        boolean planes = told.layout() == Layout.NCHW;
        require(image, sizes[planes ? 1 : 3], OptionalInt.of(told.channels()), CardKey.CHANNELS);
        require(image, sizes[planes ? 2 : 1], told.height(), CardKey.HEIGHT);
        require(image, sizes[planes ? 3 : 2], told.width(), CardKey.WIDTH);
    }

    private static void require(ValueInfo image, long declared, OptionalInt told, CardKey key) {
        if (declared > 0 && (told.isEmpty() || declared != told.getAsInt())) {
            throw new FoveaException(
                    "The model's input '" + image.name() + "' has the shape " + image.shape() + ": " + key.key() + "="
                            + CardFields.size(told) + " does not fit it, " + key.key() + "=" + declared + " would.");
        }
    }
}
