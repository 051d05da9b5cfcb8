package io.fovea.quantize;

import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tries ways of quantising a model. */
final class QuantizationSearch {
    /** By how much the answers may be off before a kernel is left as it is. */
    private static final double TOLERANCE = 0.05;

    /** Of the kernels, how many may be left. */
    private static final double MOST_LEFT = 0.25;

    /** How many images are answered by every way that is tried. */
    private static final int COMPARED = 12;

    private final Graph graph;
    private final List<FloatTensor> compared;
    private final KernelBits bits;
    private final Monitor monitor;
    private final Ranges ranges;
    private final List<Map<String, FloatTensor>> answers;

    QuantizationSearch(Graph graph, List<FloatTensor> images, KernelBits bits, Monitor monitor) {
        this.graph = graph;
        this.bits = bits;
        this.monitor = monitor;
        this.compared = Spread.of(images, COMPARED);
        monitor.report(0, "ranges of values");
        this.ranges = Ranges.of(graph, new QuantizationPlan(graph, Set.of()).values(), images, monitor);
        this.answers = answers(graph);
    }

    Quantized best() {
        Calibration calibration = Calibration.EXTREMES;
        double error = Double.POSITIVE_INFINITY;
        for (Calibration one : Calibration.values()) {
            double found = error(quantised(Set.of(), one));
            calibration = found < error ? one : calibration;
            error = Math.min(found, error);
        }
        Set<String> all = QuantizationPlan.kernels(graph).keySet();
        Set<String> left = new LinkedHashSet<>();
        List<String> worst = error > TOLERANCE ? bySensitivity(all, calibration) : List.of();
        while (error > TOLERANCE && left.size() + 1 <= Math.min(worst.size(), MOST_LEFT * all.size())) {
            left.add(worst.get(left.size()));
            error = error(quantised(left, calibration));
        }
        Graph made = quantised(left, calibration);
        int kernels = new QuantizationPlan(graph, left).kernels().size();
        return new Quantized(Model.of(made), calibration, kernels, new ArrayList<>(left), error);
    }

    /** The kernels, first those that alone on whole numbers change the answers most. */
    private List<String> bySensitivity(Set<String> all, Calibration calibration) {
        Map<String, Double> alone = new TreeMap<>();
        for (String one : all) {
            monitor.check();
            monitor.report((double) alone.size() / all.size(), "sensitivity of " + one);
            Set<String> others = new LinkedHashSet<>(all);
            others.remove(one);
            alone.put(one, error(quantised(others, calibration)));
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(one -> -alone.get(one)))
                .toList();
    }

    private Graph quantised(Set<String> left, Calibration calibration) {
        Graph copy = graph.copy();
        new QdqWriter(copy, new QuantizationPlan(copy, left), value -> ranges.of(value, calibration), bits).write();
        return copy;
    }

    private double error(Graph quantised) {
        List<Map<String, FloatTensor>> found = answers(quantised);
        double squares = 0;
        double all = Double.MIN_NORMAL;
        for (int i = 0; i < found.size(); i++) {
            for (Map.Entry<String, FloatTensor> answer : answers.get(i).entrySet()) {
                FloatTensor expected = answer.getValue();
                FloatTensor other = found.get(i).get(answer.getKey());
                for (int k = 0; k < expected.size(); k++) {
                    double value = expected.data().get(k);
                    double off = value - other.data().get(k);
                    squares += off * off;
                    all += value * value;
                }
            }
        }
        return Math.sqrt(squares / all);
    }

    private List<Map<String, FloatTensor>> answers(Graph other) {
        String image = other.inputs().get(0).name();
        List<Map<String, FloatTensor>> all = new ArrayList<>();
        try (Session session = Session.open(other.toBytes(), Device.CPU)) {
            for (FloatTensor one : compared) {
                all.add(new LinkedHashMap<>(session.run(Map.of(image, one), monitor)));
            }
        }
        return all;
    }
}
