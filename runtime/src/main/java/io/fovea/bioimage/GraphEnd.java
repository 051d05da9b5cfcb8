package io.fovea.bioimage;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.PreparationStep;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes what is done to a network's answers behind it into its graph, so that the model answers as its package says. */
public final class GraphEnd {
    private static final int OPSET = 13;
    private static final int AXES_ARE_INPUTS = 18;
    private static final String PREFIX = "postprocess_";

    private final Graph graph;
    private final PreparationStep step;
    private final int rank;

    private GraphEnd(Graph graph, PreparationStep step, int rank) {
        this.graph = graph;
        this.step = step;
        this.rank = rank;
    }

    /** Whether a package does anything behind its network. */
    public static boolean isNeeded(Description description) {
        return description.outputs().stream().anyMatch(output -> !output.steps().isEmpty());
    }

    /**
     * The network with what comes behind it.
     *
     * @param which the package, for errors
     * @throws io.fovea.FoveaException if it has other outputs than the package says, or they have no such axes
     */
    public static Graph of(Graph network, Description description, String which) {
        List<TensorSpec> specs = description.outputs();
        Graph graph = network.opset() < OPSET ? network.raised(OPSET) : network.copy();
        List<ValueInfo> before = graph.outputs();
        if (before.size() < specs.size()) {
            throw Refusal.of(which, "describes " + specs.size() + " outputs, and its network has " + before.size());
        }
        List<String> names =
                new ArrayList<>(before.stream().map(ValueInfo::name).toList());
        List<ValueInfo> declared = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            TensorSpec spec = specs.get(i);
            String value = names.get(i);
            if (spec.steps().isEmpty()) {
                continue;
            }
            if (before.get(i).type() != ElementType.FLOAT) {
                Attributes toFloat = Attributes.NONE.with("to", ElementType.FLOAT.code());
                value = append(graph, "Cast", toFloat, value);
            }
            boolean last = spec.place(Axis.Kind.CHANNEL) == spec.axes().size() - 1
                    && spec.axes().size() == 4;
            value = last ? turned(graph, value, 0, 3, 1, 2) : value;
            for (PreparationStep step : spec.steps()) {
                if (step.measuresImages() && spec.axes().size() != 4) {
                    throw Refusal.of(which, "measures its output '" + spec.id() + "', which is no image");
                }
                value = new GraphEnd(graph, step, spec.axes().size()).after(value);
            }
            value = last ? turned(graph, value, 0, 2, 3, 1) : value;
            names.set(i, value);
            declared.add(new ValueInfo(value, ElementType.FLOAT, before.get(i).shape()));
        }
        graph.setOutputs(names);
        declared.forEach(graph::addOutput);
        return graph;
    }

    private static String turned(Graph graph, String value, long... order) {
        return append(graph, "Transpose", Attributes.NONE.withIntegers("perm", order), value);
    }

    private static String append(Graph graph, String op, Attributes attributes, String... inputs) {
        String name = graph.unused(PREFIX + op.toLowerCase(Locale.ROOT));
        return graph.append(Node.of(op, List.of(inputs), name, attributes)).output();
    }

    private String node(String op, String... inputs) {
        return append(graph, op, Attributes.NONE, inputs);
    }

    private String constant(Tensor tensor) {
        return graph.put(graph.unused(PREFIX + "constant"), tensor);
    }

    private String scalar(double value) {
        return constant(Tensor.scalar((float) value));
    }

    /** One number for all channels, or one for each, which are the second axis. */
    private String along(List<Double> numbers) {
        if (numbers.size() == 1) {
            return scalar(numbers.get(0));
        }
        float[] values = new float[numbers.size()];
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[1] = values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return constant(Tensor.of(values, shape));
    }

    private String after(String x) {
        if (step instanceof PreparationStep.Linear linear) {
            return node("Add", node("Mul", x, along(linear.gain())), along(linear.offset()));
        } else if (step instanceof PreparationStep.Clip clip) {
            return clipped(x, scalar(clip.low()), scalar(clip.high()));
        } else if (step instanceof PreparationStep.Binarize binarize) {
            return real(node("Greater", x, along(binarize.threshold())), ElementType.FLOAT);
        } else if (step instanceof PreparationStep.Sigmoid) {
            return node("Sigmoid", x);
        } else if (step instanceof PreparationStep.Softmax) {
            return append(graph, "Softmax", Attributes.NONE.with("axis", 1), x);
        } else if (step instanceof PreparationStep.ZeroMean zero) {
            String centred = node("Sub", x, mean(x, zero.eachChannel()));
            String variance = mean(node("Mul", centred, centred), zero.eachChannel());
            return node("Div", centred, node("Add", node("Sqrt", variance), scalar(zero.eps())));
        } else if (step instanceof PreparationStep.Range range) {
            Ranks ranks = new Ranks(x, range.eachChannel());
            String low = ranks.between(range.low());
            String span = node("Sub", ranks.between(range.high()), low);
            return node("Div", node("Sub", x, low), node("Add", span, scalar(range.eps())));
        } else if (step instanceof PreparationStep.ClipPercentiles clip) {
            Ranks ranks = new Ranks(x, clip.eachChannel());
            return clipped(x, ranks.at(clip.low()), ranks.at(clip.high()));
        }
        String whole = real(x, ElementType.INT64);
        return real(whole, ElementType.FLOAT);
    }

    private String clipped(String x, String low, String high) {
        return node("Min", node("Max", x, low), high);
    }

    private String real(String x, ElementType type) {
        return append(graph, "Cast", Attributes.NONE.with("to", type.code()), x);
    }

    private String mean(String x, boolean eachChannel) {
        long[] axes = eachChannel ? new long[] {2, 3} : new long[] {1, 2, 3};
        return graph.opset() < AXES_ARE_INPUTS
                ? append(graph, "ReduceMean", Attributes.NONE.withIntegers("axes", axes), x)
                : append(graph, "ReduceMean", Attributes.NONE, x, constant(Tensor.of(axes)));
    }

    /** The values of an image in order, of each channel or of all. */
    private final class Ranks {
        private final String sorted;
        private final String count;

        Ranks(String x, boolean eachChannel) {
            String flat = node("Reshape", x, constant(Tensor.of(0, eachChannel ? 0 : 1, -1L)));
            count = node("Gather", node("Shape", flat), constant(Tensor.of(2L)));
            sorted = graph.unused(PREFIX + "sorted");
            graph.append(Node.of(
                            "TopK",
                            List.of(flat, count),
                            sorted,
                            Attributes.NONE.with("axis", -1).with("largest", 0))
                    .withOutputs(List.of(sorted, graph.unused(PREFIX + "places"))));
        }

        /** A percentile on the line between two values, as {@link PreparationStep.Range} takes it. */
        String between(double percentile) {
            String last = node("Sub", count, constant(Tensor.of(1L)));
            String place = share(last, percentile);
            String floor = node("Floor", place);
            String below = real(floor, ElementType.INT64);
            String above = node("Min", node("Add", below, constant(Tensor.of(1L))), last);
            String part = real(node("Sub", place, floor), ElementType.FLOAT);
            String low = value(below);
            return node("Add", low, node("Mul", node("Sub", value(above), low), part));
        }

        /** The least value at or below which so many lie, as {@link PreparationStep.ClipPercentiles} takes it. */
        String at(double percentile) {
            String rank = real(node("Ceil", share(count, percentile)), ElementType.INT64);
            String from0 = node("Sub", rank, constant(Tensor.of(1L)));
            return value(node("Max", from0, constant(Tensor.of(0L))));
        }

        private String share(String of, double percentile) {
            ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putDouble(0, percentile / 100);
            String share = constant(Tensor.ofBytes(ElementType.DOUBLE, new long[] {1}, bytes));
            return node("Mul", real(of, ElementType.DOUBLE), share);
        }

        private String value(String place) {
            String found = append(graph, "Gather", Attributes.NONE.with("axis", 2), sorted, place);
            return node("Reshape", found, constant(Tensor.of(0, 0, 1, 1L)));
        }
    }
}
