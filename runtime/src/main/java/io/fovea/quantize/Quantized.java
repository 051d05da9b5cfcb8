package io.fovea.quantize;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.optimize.Optimized;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model whose kernels and values are whole numbers of eight bits, which processors multiply faster, and which take a
 * quarter of the space.
 *
 * <pre>{@code
 * Quantized small = Quantized.of(model, images, Monitor.NONE);
 * small.model().graph().write(Path.of("small.onnx"));
 * }</pre>
 *
 * @param model with the card of the other
 * @param calibration the way of finding ranges that changed the answers least
 * @param kernels how many work on whole numbers
 * @param left those that do not, as the answers changed most by them, by the names of their outputs; the first most
 * @param error how far the answers to the images are off: the root of the squares of the differences, in shares of that of
 *     the answers
 */
public record Quantized(Model model, Calibration calibration, int kernels, List<String> left, double error) {
    /** Images that the ranges are taken from, if there are so many. */
    public static final int IMAGES = 32;

    /** By how much the answers may be off before a kernel is left as it is. */
    private static final double TOLERANCE = 0.02;

    /** Of the kernels, how many may be left. */
    private static final double MOST_LEFT = 0.25;

    private static final int COMPARED = 4;
    private static final int OPSET = 13;

    /** Copies the list. */
    public Quantized {
        left = List.copyOf(left);
    }

    /**
     * Quantises a model. Blocks, for as long as some runs of it for each of its kernels.
     *
     * @param images such as it is for; the first {@value #IMAGES} are taken
     * @throws FoveaException if it is not of single precision or takes several inputs, or has no kernel that could be
     *     quantised
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Quantized of(Model model, List<Image> images, Monitor monitor) {
        Graph graph = Optimized.of(model).model().graph();
        graph = graph.opset() < OPSET ? graph.raised(OPSET) : graph;
        requireReal(model, graph);
        Input input = model.card().input();
        List<FloatTensor> tensors = images.stream()
                .limit(IMAGES)
                .map(image -> InputFrame.of(input, image).tensor(input, image))
                .toList();
        if (tensors.isEmpty()) {
            throw new FoveaException("There are no images to see the ranges of values on; give some.");
        }
        return new Search(model, graph, tensors, monitor).best();
    }

    private static void requireReal(Model model, Graph graph) {
        if (graph.inputs().size() != 1 || graph.inputs().get(0).type() != ElementType.FLOAT) {
            throw new FoveaException("The model '" + model.name() + "' cannot be quantised: it takes "
                    + graph.inputs().stream().map(ValueInfo::toString).toList()
                    + ", and one image in single precision is expected.");
        }
        if (Plan.kernels(graph).isEmpty()) {
            throw new FoveaException(
                    "The model '" + model.name() + "' has no convolution and no product of matrices with"
                            + " constant weights in single precision, so there is nothing to quantise.");
        }
    }

    /** Tries ways of quantising a model. */
    private static final class Search {
        private final Model model;
        private final Graph graph;
        private final List<FloatTensor> compared;
        private final Monitor monitor;
        private final Ranges ranges;
        private final List<Map<String, FloatTensor>> answers;

        Search(Model model, Graph graph, List<FloatTensor> images, Monitor monitor) {
            this.model = model;
            this.graph = graph;
            this.monitor = monitor;
            this.compared = images.subList(0, Math.min(COMPARED, images.size()));
            monitor.report(0, "ranges of values");
            this.ranges = Ranges.of(graph, new Plan(graph, Set.of()).values(), images, monitor);
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
            Set<String> all = Plan.kernels(graph).keySet();
            Set<String> left = new LinkedHashSet<>();
            List<String> worst = error > TOLERANCE ? bySensitivity(all, calibration) : List.of();
            while (error > TOLERANCE && left.size() + 1 <= Math.min(worst.size(), MOST_LEFT * all.size())) {
                left.add(worst.get(left.size()));
                error = error(quantised(left, calibration));
            }
            Graph made = quantised(left, calibration);
            Set<Object> kernels = new HashSet<>(new Plan(graph, left).kernels());
            return new Quantized(
                    Model.of(made).withCard(model.card()), calibration, kernels.size(), new ArrayList<>(left), error);
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
            new Writer(copy, new Plan(copy, left), value -> ranges.of(value, calibration)).write();
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
}
