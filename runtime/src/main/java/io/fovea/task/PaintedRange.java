package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.model.ImageOutputs;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What black and white are among the values of an output that is an image and that the network's end bounds: 0 and 1, -1
 * and 1, or 0 and 255, whatever is nearest to the bounds.
 */
record PaintedRange(float black, float white) {
    /** Beyond what any bound lets pass. */
    private static final float FAR = 1e4f;

    /** Tries what the end of a network makes of very low and very high values; empty where nothing bounds them. */
    static Optional<PaintedRange> of(Graph graph, String output) {
        return ImageOutputs.beforeBound(graph, output).flatMap(value -> tried(graph, value, output));
    }

    private static Optional<PaintedRange> tried(Graph graph, String value, String output) {
        Graph end = graph.cut(List.of(value), List.of(output));
        end.undeclareInner();
        end.value(value).ifPresent(info -> end.addInput(ofAnyShape(info)));
        end.value(output).ifPresent(info -> end.redeclare(ofAnyShape(info)));
        try (Session session = Session.open(end.toBytes(), Device.CPU)) {
            return Optional.of(nearest(answer(session, value, output, -FAR), answer(session, value, output, FAR)));
        } catch (FoveaException e) {
            return Optional.empty(); // an end that takes one size only
        }
    }

    private static ValueInfo ofAnyShape(ValueInfo value) {
        return new ValueInfo(value.name(), value.type(), Shape.UNKNOWN);
    }

    private static float answer(Session session, String value, String output, float given) {
        FloatTensor tensor = FloatTensor.allocate(1, 1, 1, 1);
        tensor.data().put(0, given);
        return session.run(Map.of(value, tensor), Set.of(output), Cancellation.NONE)
                .get(output)
                .data()
                .get(0);
    }

    private static PaintedRange nearest(float one, float other) {
        float low = Math.min(one, other);
        float high = Math.max(one, other);
        if (high > 2) {
            return new PaintedRange(0, 255);
        }
        return low < -0.5f ? new PaintedRange(-1, 1) : new PaintedRange(0, 1);
    }
}
