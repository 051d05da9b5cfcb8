package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One operator in one form: what a model with this one node looks like, and numbers to feed it.
 *
 * <p>Inputs are fed and differentiated with respect to, or constant. Numbers keep away from the kinks of activations.
 */
public final class Case {

    /** A fed input. */
    public record Fed(String name, long[] shape, float[] values) {}

    private final String op;
    private final String note;
    private final int opset;
    private final List<String> inputs = new ArrayList<>();
    private final List<Tensor> constants = new ArrayList<>();
    private final List<Fed> fed = new ArrayList<>();
    private final Random random;
    private Attributes attributes = Attributes.NONE;
    private List<String> outputs = List.of("y");
    private double low = -2;
    private double high = 2;

    private Case(String op, int opset, String note) {
        this.op = op;
        this.opset = opset;
        this.note = note;
        this.random = new Random(op.hashCode() + 31L * note.hashCode());
    }

    static Case of(String op, int opset) {
        return new Case(op, opset, "");
    }

    static Case of(String op, int opset, String note) {
        return new Case(op, opset, note);
    }

    Case with(String name, long value) {
        attributes = attributes.with(name, value);
        return this;
    }

    Case with(String name, double value) {
        attributes = attributes.with(name, (float) value);
        return this;
    }

    Case with(String name, String value) {
        attributes = attributes.with(name, value);
        return this;
    }

    Case ints(String name, long... values) {
        attributes = attributes.withIntegers(name, values);
        return this;
    }

    Case reals(String name, float... values) {
        attributes = attributes.withReals(name, values);
        return this;
    }

    /** The range of the numbers of the inputs that follow. */
    Case between(double from, double to) {
        low = from;
        high = to;
        return this;
    }

    /** A fed input of random numbers, none twice, none near 0. */
    Case x(long... shape) {
        int size = (int) Tensor.elements(shape);
        List<Float> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            float number = (float) (low + (high - low) * (i + 0.3 + 0.4 * random.nextDouble()) / size);
            numbers.add(Math.abs(number) < 0.05 ? number + 0.1f : number);
        }
        Collections.shuffle(numbers, random);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = numbers.get(i);
        }
        String name = "x" + inputs.size();
        fed.add(new Fed(name, shape, values));
        inputs.add(name);
        constants.add(null);
        return this;
    }

    Case constant(Tensor tensor) {
        inputs.add("c" + inputs.size());
        constants.add(tensor);
        return this;
    }

    Case ints(long... values) {
        return constant(Tensor.of(values));
    }

    Case none() {
        inputs.add("");
        constants.add(null);
        return this;
    }

    Case outputs(String... names) {
        outputs = List.of(names);
        return this;
    }

    /** The same case in another opset. */
    Case at(int other) {
        Case copy = new Case(op, other, note);
        copy.inputs.addAll(inputs);
        copy.constants.addAll(constants);
        copy.fed.addAll(fed);
        copy.attributes = attributes;
        copy.outputs = outputs;
        return copy;
    }

    public List<Fed> fed() {
        return fed;
    }

    public String op() {
        return op;
    }

    public int opset() {
        return opset;
    }

    /** The model; with {@code free}, dimensions show at run time only, but for those of kernels. */
    public Graph graph(boolean free) {
        Graph graph = Graph.create("case", opset);
        for (Fed input : fed) {
            long[] shape = input.shape().clone();
            boolean kernel = op.startsWith("Conv") && !input.name().equals("x0");
            boolean sized = attributes.has("output_shape");
            if (free && !kernel && !sized) {
                Arrays.fill(shape, -1);
            }
            graph.addInput(new ValueInfo(input.name(), ElementType.FLOAT, Shape.of(shape)));
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (constants.get(i) != null) {
                graph.put(inputs.get(i), constants.get(i));
            }
        }
        graph.append(new Node("", "", op, inputs, outputs, attributes));
        outputs.stream().filter(output -> !output.isEmpty()).findFirst().ifPresent(graph::expose);
        return graph;
    }

    @Override
    public String toString() {
        return op + " " + opset + (note.isEmpty() ? "" : " " + note) + " " + attributes;
    }
}
