package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Layout;

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
        require(image, sizes[planes ? 1 : 3], told.channels(), CardKey.CHANNELS);
        require(image, sizes[planes ? 2 : 1], told.height(), CardKey.HEIGHT);
        require(image, sizes[planes ? 3 : 2], told.width(), CardKey.WIDTH);
    }

    private static void require(ValueInfo image, long declared, int told, CardKey key) {
        if (declared > 0 && declared != told) {
            String value = told == 0 ? CardFields.FREE : Integer.toString(told);
            throw new FoveaException("The model's input '" + image.name() + "' has the shape " + image.shape() + ": "
                    + key.key() + "=" + value + " does not fit it, " + key.key() + "=" + declared + " would.");
        }
    }
}
