package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms of operators whose derivative would be another, and is not written: they are named, never taken for the usual. */
class RefusalsTest {

    static Stream<Arguments> forms() {
        Attributes none = Attributes.NONE;
        List<String> sized = List.of("x", "", "", "sizes");
        return Stream.of(
                refused(
                        "Resize",
                        13,
                        sized,
                        none.with("coordinate_transformation_mode", "tf_crop_and_resize"),
                        "crops"),
                refused("Resize", 18, sized, none.withIntegers("axes", 2, 3), "names axes"),
                refused("Resize", 18, sized, none.with("keep_aspect_ratio_policy", "not_larger"), "keeps the aspect"),
                refused("GridSample", 20, List.of("x", "grid"), none.with("mode", "cubic"), "in the mode cubic"),
                refused(
                        "GridSample",
                        20,
                        List.of("x", "grid"),
                        none.with("padding_mode", "reflection"),
                        "with the padding reflection"),
                refused(
                        "BatchNormalization",
                        15,
                        List.of("x", "two", "two", "two", "two"),
                        none.with("training_mode", 1),
                        "is in training mode"),
                refused(
                        "ScatterElements",
                        18,
                        List.of("x", "places", "x"),
                        none.with("reduction", "median"),
                        "with the reduction 'median'"),
                refused("Mod", 13, List.of("two", "x"), none.with("fmod", 1), "with respect to its input 'x'"),
                refused(
                        "Attention",
                        24,
                        List.of("x", "x", "x", "", "", "", "lengths"),
                        none,
                        "with lengths of sequences, nonpad_kv_seqlen"));
    }

    private static Arguments refused(String op, int opset, List<String> inputs, Attributes attributes, String why) {
        return Arguments.of(op, opset, inputs, attributes, why);
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("forms")
    void areNamedWithWhatIsInTheWay(String op, int opset, List<String> inputs, Attributes attributes, String why) {
        Graph graph = graph(opset);
        graph.append(new Node("odd", "", op, inputs, List.of("y"), attributes));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 4, 4)));

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessageStartingWith("The operator " + op + " 'odd' ")
                .hasMessageContaining(why);
    }

    @Test
    void scalesOfGroupsHaveOneOnlyWhereTheyAreForChannels() {
        for (int opset : List.of(18, 21)) {
            Graph graph = graph(opset);
            graph.append(new Node(
                    "groups",
                    "",
                    "GroupNormalization",
                    List.of("x", "two", "two"),
                    List.of("y"),
                    Attributes.NONE.with("num_groups", 2)));
            graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 4, 4)));
            if (opset < 21) {
                assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("two")))
                        .hasMessageContaining("no derivative with respect to its scales below opset 21");
            } else {
                assertThat(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("two"))
                                .outputs())
                        .containsOnlyKeys("two");
            }
        }
    }

    @Test
    void aClassOfWhatHasNoDeclaredRankCannotBeChosen() {
        Graph graph = Graph.create("any", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.UNKNOWN));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.classOf("y"), List.of("x")))
                .isInstanceOfSatisfying(
                        NoGradientException.class, e -> assertThat(e.blocked()).isEqualTo("y"))
                .hasMessage(
                        "The target 'y' cannot be differentiated: it needs the rank of 'y', which the model does not"
                                + " declare.");
    }

    @Test
    void aTargetThatIsNotThereIsNamed() {
        Graph graph = graph(13);

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("nothing"), List.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no value 'nothing'");
    }

    @Test
    void whatWasNotMadeIsNotThere() {
        Graph graph = graph(13);
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.expose("y");
        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        assertThatThrownBy(() -> made.of("y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No gradient with respect to 'y' was made");
    }

    @Test
    void anotherSentenceKeepsWhatIsInTheWay() {
        NoGradientException first = new NoGradientException("first", "LSTM", "x", "h");

        NoGradientException other = first.saying("other");

        assertThat(other).hasMessage("other").hasCause(first);
        assertThat(List.of(other.operator(), other.blocked(), other.nearest())).containsExactly("LSTM", "x", "h");
    }

    private static Graph graph(int opset) {
        Graph graph = Graph.create("odd", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 2, 4, 4)));
        graph.addInput(new ValueInfo("grid", ElementType.FLOAT, Shape.of(1, 4, 4, 2)));
        graph.put("sizes", Tensor.of(1L, 2, 4, 4));
        graph.put("places", Tensor.of(new long[32], 1, 2, 4, 4));
        graph.put("two", Tensor.of(1f, 1));
        graph.put("lengths", Tensor.of(4L));
        return graph;
    }
}
