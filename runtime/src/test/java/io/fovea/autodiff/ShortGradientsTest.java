package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.FloatTensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where shapes are known, a gradient is no longer than it is on paper. */
class ShortGradientsTest {

    /** dX = G W^T, dW = X^T G. */
    @Test
    void ofAProductOfMatricesItIsTwoProducts() {
        Graph graph = graph(13, Shape.of(2, 3), Shape.of(3, 4));
        graph.append(Node.of("MatMul", List.of("a", "b"), "y"));
        graph.expose("y");

        assertThat(operators(graph, "a", "b"))
                .doesNotContain("Shape", "Reshape", "Slice", "Einsum", "ReduceSum")
                .filteredOn(op -> op.equals("MatMul") || op.equals("Transpose"))
                .containsExactlyInAnyOrder("MatMul", "MatMul", "MatMul", "Transpose", "Transpose");
    }

    @Test
    void anEinsumTakesOneForEachOfItsOperands() {
        Graph graph = graph(13, Shape.of(2, 3), Shape.of(3, 4));
        graph.append(Node.of("Einsum", List.of("a", "b"), "y", Attributes.NONE.with("equation", "ij,jk->ik")));
        graph.expose("y");
        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("a", "b"));

        assertThat(made.graph().nodes())
                .filteredOn(node -> node.is("Einsum"))
                .extracting(node -> node.inputs().size())
                .containsOnly(2)
                .hasSize(3);
    }

    /** Turned back by the same angle; only who asks for the angles' own gradient gets it written out. */
    @Test
    void aRotationIsTurnedBack() {
        Graph graph = Graph.create("turned", 23);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 2, 3, 4)));
        graph.addInput(new ValueInfo("cos", ElementType.FLOAT, Shape.of(1, 3, 2)));
        graph.addInput(new ValueInfo("sin", ElementType.FLOAT, Shape.of(1, 3, 2)));
        graph.append(Node.of("RotaryEmbedding", List.of("x", "cos", "sin"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 3, 4)));

        assertThat(operators(graph, "x"))
                .filteredOn(op -> op.equals("RotaryEmbedding"))
                .hasSize(2);
        for (String angle : List.of("cos", "sin")) {
            assertThat(operators(graph, angle))
                    .filteredOn(op -> op.equals("RotaryEmbedding"))
                    .hasSize(1);
        }
    }

    @Test
    void withoutKnownRanksItNeedsNewerForms() {
        Graph graph = graph(12, Shape.UNKNOWN, Shape.of(3, 4));
        graph.append(Node.of("MatMul", List.of("a", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(2, 4)));
        Graph kept = OldFormsTest.withChoice(graph);

        assertThatThrownBy(() -> Gradients.of(kept, GradientTarget.sumOf("y"), List.of("b")))
                .hasMessageContaining("with operands of unknown rank needs opset 13 or later");
    }

    /** Parts before one of a free length are counted from the front, those behind it from the back. */
    @Test
    void partsAreCutOutByWhatIsKnownOfTheirLengths() {
        Graph graph = graph(13, Shape.of(2, 3), Shape.of(-1, 3));
        graph.addInput(new ValueInfo("c", ElementType.FLOAT, Shape.of(4, 3)));
        graph.addInput(new ValueInfo("d", ElementType.FLOAT, Shape.of(1, 3)));
        graph.append(Node.of("Concat", List.of("a", "b", "c", "d"), "all", Attributes.NONE.with("axis", 0)));
        graph.append(Node.of("Mul", List.of("all", "all"), "y"));
        graph.expose("y");

        assertThat(operators(graph, "b", "c", "d"))
                .doesNotContain("Size", "Gather")
                .filteredOn(op -> op.equals("Slice"))
                .hasSize(3);
        Map<String, FloatTensor> feeds = Map.of(
                "a", Differences.random(2, 3),
                "b", Differences.random(5, 3),
                "c", Differences.random(4, 3),
                "d", Differences.random(1, 3));
        assertThat(Differences.worst(graph, feeds, "y", List.of("a", "b", "c", "d")))
                .isLessThan(1e-3);
    }

    /** The length that was lost is put back where it was, which needs no second reduction. */
    @ParameterizedTest
    @CsvSource({"0, true", "2, true", "-1, true", "1, false"})
    void aLostAxisIsPutBack(long axis, boolean known) {
        Shape shape = known ? Shape.of(2, 3, 4) : Shape.UNKNOWN;
        Graph graph = graph(13, shape, Shape.of(1));
        graph.append(Node.of(
                "ReduceL2",
                List.of("a"),
                "y",
                Attributes.NONE.withIntegers("axes", axis).with("keepdims", 0)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.ofRank(2)));

        assertThat(operators(graph, "a")).contains("Unsqueeze").containsOnlyOnce("ReduceL2");
    }

    private static List<String> operators(Graph graph, String... values) {
        return Gradients.of(graph, GradientTarget.sumOf("y"), List.of(values)).graph().nodes().stream()
                .map(Node::op)
                .toList();
    }

    private static Graph graph(int opset, Shape a, Shape b) {
        Graph graph = Graph.create("product", opset);
        graph.addInput(new ValueInfo("a", ElementType.FLOAT, a));
        graph.addInput(new ValueInfo("b", ElementType.FLOAT, b));
        return graph;
    }
}
