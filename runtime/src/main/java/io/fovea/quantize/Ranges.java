package io.fovea.quantize;

import io.fovea.graph.Graph;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the values inside a model are on images: seen twice, first for their extremes, then for how often what occurs. */
final class Ranges {
    private final Map<String, Histogram> histograms = new HashMap<>();

    /**
     * Runs a model on every image twice, on the CPU. Blocks.
     *
     * @param values whose numbers are wanted
     */
    static Ranges of(Graph model, Collection<String> values, List<FloatTensor> images, Cancellation cancel) {
        Ranges ranges = new Ranges();
        Graph graph = model.copy();
        values.forEach(graph::expose);
        Set<String> wanted = new LinkedHashSet<>(values);
        String image = graph.inputs().get(0).name();
        wanted.remove(image);
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            Map<String, ValueRange> extremes = new HashMap<>();
            BiConsumer<String, FloatTensor> note =
                    (value, tensor) -> extremes.merge(value, extremes(tensor), ValueRange::and);
            BiConsumer<String, FloatTensor> count = (value, tensor) -> ranges.histograms
                    .computeIfAbsent(value, one -> new Histogram(extremes.get(one)))
                    .add(tensor.data(), tensor.size());
            for (BiConsumer<String, FloatTensor> use : List.of(note, count)) {
                for (FloatTensor one : images) {
                    if (values.contains(image)) {
                        use.accept(image, one);
                    }
                    session.run(Map.of(image, one), wanted, cancel).forEach(use);
                }
            }
        }
        return ranges;
    }

    private static ValueRange extremes(FloatTensor tensor) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < tensor.size(); i++) {
            float value = tensor.data().get(i);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new ValueRange(low, high);
    }

    /** The range of a value. */
    ValueRange of(String value, Calibration calibration) {
        return calibration.range(histograms.get(value)).withZero();
    }
}
