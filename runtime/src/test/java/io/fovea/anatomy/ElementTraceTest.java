package io.fovea.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElementTraceTest {
    private static final long[] IMAGE = {1, 2, 4, 4};

    /** Of numbers that are all different, an element has the one that it is said to be from. */
    @Test
    void everyElementIsFoundWhereItWasComputed() {
        Graph graph = carried();
        FloatTensor image = FloatTensor.of(counting(32), IMAGE);
        Map<String, FloatTensor> answer;
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            answer = session.run(Map.of("x", image), Cancellation.NONE);
        }
        ElementTrace trace = ElementTrace.of(graph, IMAGE, List.of("y"));
        FloatTensor y = answer.get("y");

        for (int i = 0; i < y.size(); i++) {
            ElementTrace.Source source = trace.of("y", i);
            assertThat(source.before()).isEqualTo(ProbabilityKind.NONE);
            assertThat(source.value()).isIn("square", "root");
            assertThat(y.data().get(i))
                    .as("element %d from %s", i, source)
                    .isEqualTo(answer.get(source.value()).data().get(source.index()));
        }
    }

    @Test
    void oneSigmoidIsPassed() {
        Graph graph = carried();
        graph.append(Node.of("Sigmoid", List.of("y"), "p"));
        graph.put("shape", Tensor.of(new long[] {-1}, 1));
        graph.append(Node.of("Reshape", List.of("p", "shape"), "z"));
        graph.addOutput(new ValueInfo("z", ElementType.FLOAT, Shape.of(-1)));
        ElementTrace trace = ElementTrace.of(graph, IMAGE, List.of("z"));
        ElementTrace behind = ElementTrace.of(carried(), IMAGE, List.of("y"));

        for (int i = 0; i < 40; i++) {
            ElementTrace.Source source = trace.of("z", i);
            assertThat(source.before()).isEqualTo(ProbabilityKind.EACH);
            assertThat(source.value()).isEqualTo(behind.of("y", i).value());
            assertThat(source.index()).isEqualTo(behind.of("y", i).index());
        }
    }

    /** Turned, cut, parted, joined and put in other shapes. */
    private static Graph carried() {
        Graph graph = Graph.create("carried", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(IMAGE)));
        graph.append(Node.of("Mul", List.of("x", "x"), "square"));
        graph.append(Node.of("Sqrt", List.of("x"), "root"));
        graph.append(
                Node.of("Transpose", List.of("square"), "turned", Attributes.NONE.withIntegers("perm", 0, 2, 3, 1)));
        graph.put("starts", Tensor.of(new long[] {-3, 1}, 2));
        graph.put("ends", Tensor.of(new long[] {4, 100}, 2));
        graph.put("axes", Tensor.of(new long[] {1, 2}, 2));
        graph.put("steps", Tensor.of(new long[] {1, 2}, 2));
        graph.append(Node.of("Slice", List.of("turned", "starts", "ends", "axes", "steps"), "cut"));
        graph.put("flat", Tensor.of(new long[] {1, 2, 6}, 3));
        graph.append(Node.of("Reshape", List.of("cut", "flat"), "rows"));
        graph.put("parts", Tensor.of(new long[] {2, 4}, 2));
        graph.append(new Node(
                "split",
                "",
                "Split",
                List.of("rows", "parts"),
                List.of("first", "second"),
                Attributes.NONE.with("axis", 2L)));
        graph.put("wide", Tensor.of(new long[] {1, 2, 16}, 3));
        graph.append(Node.of("Reshape", List.of("root", "wide"), "roots"));
        graph.append(Node.of("Concat", List.of("second", "roots"), "y", Attributes.NONE.with("axis", -1L)));
        for (String output : List.of("y", "square", "root")) {
            graph.addOutput(new ValueInfo(output, ElementType.FLOAT, Shape.UNKNOWN));
        }
        return graph;
    }

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 + i;
        }
        return values;
    }
}
