package io.fovea.graph.operator;

import static io.fovea.graph.ElementType.BOOL;
import static io.fovea.graph.ElementType.FLOAT;
import static io.fovea.graph.ElementType.INT32;
import static io.fovea.graph.ElementType.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the numbers are known that nodes compute shapes from, and ask about them. */
class KnownIntegersTest {

    @Test
    void sizesAreFollowedThroughTheNodesThatComputeShapes() {
        ValueFacts facts = Small.of("Shape", 15).x(2, -1, 4).with("start", 1).facts();
        assertThat(facts.integers("y0")).containsExactly(Dimension.free("?x0.1"), Dimension.fixed(4));
    }

    /** A model that copies a shape on its way, as exporters do, still says what it reshapes to. */
    @Test
    void integersPassThroughCopies() {
        Graph graph = Graph.create("copied", 13);
        graph.addInput(new ValueInfo("x", FLOAT, Shape.of(2, 3)));
        graph.addInput(new ValueInfo("flat", FLOAT, Shape.of(6)));
        graph.append(Node.of("Shape", List.of("x"), "shape"));
        graph.append(Node.of("Identity", List.of("shape"), "copy"));
        graph.append(Node.of("Reshape", List.of("flat", "copy"), "y"));

        assertThat(new ValueFacts(graph).shape("y").sizes()).containsExactly(2, 3);
    }

    @Test
    void integersAreTurnedIntoConditions() {
        assertThat(cast(BOOL)).containsExactly(0, 1, 1);
        assertThat(cast(INT32)).containsExactly(0, 5, 1);
    }

    private static long[] cast(ElementType to) {
        ValueFacts facts =
                Small.of("Cast", 13).constant(0, 5, 1).with("to", to.code()).facts();
        return facts.integers("y0").stream().mapToLong(Dimension::size).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "Equal, 1 0 0",
        "Less, 0 1 0",
        "Greater, 0 0 1",
        "LessOrEqual, 1 1 0",
        "GreaterOrEqual, 1 0 1",
        "Xor, 0 1 1",
    })
    void questionsAboutKnownIntegersAreAnswered(String op, String answers) {
        assertThat(known(Small.of(op, 16).constant(2, 1, 3).constant(2))).isEqualTo(answers);
        assertThat(known(Small.of(op, 16).constant(2, 1, 3).constant(2, 2, 2))).isEqualTo(answers);
        assertThat(known(Small.of(op, 16).constant(2).constant(2, 3, 1))).isEqualTo(answers);
        assertThat(known(Small.of(op, 16).constant(2, 1, 3).x(INT64, 1))).isEmpty();
        assertThat(known(Small.of(op, 16).x(INT64, 3).constant(2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"And, 0 0 0 1", "Or, 0 1 1 1", "Xor, 0 1 1 0"})
    void conditionsAreJoined(String op, String answers) {
        assertThat(known(Small.of(op, 13).constant(0, 0, 1, 1).constant(0, 1, 0, 1)))
                .isEqualTo(answers);
    }

    @Test
    void theOppositeOfWhatIsKnownIsKnown() {
        assertThat(known(Small.of("Not", 13).constant(0, 1))).isEqualTo("1 0");
    }

    private static String known(Small small) {
        return small.facts().integers("y0").stream()
                .map(one -> String.valueOf(one.size()))
                .collect(Collectors.joining(" "));
    }

    /** A free size may be anything, and so may be the answer. */
    @Test
    void questionsAboutFreeSizesStayOpen() {
        Graph graph = Graph.create("asked", 13);
        graph.addInput(new ValueInfo("x", FLOAT, Shape.of(-1, 3)));
        graph.put("three", Tensor.of(3L));
        graph.append(Node.of("Shape", List.of("x"), "shape"));
        graph.append(Node.of("Equal", List.of("shape", "three"), "y"));
        graph.append(Node.of("Equal", List.of("three", "shape"), "turned"));
        graph.append(Node.of("Not", List.of("y"), "opposite"));
        ValueFacts facts = new ValueFacts(graph);

        for (String value : List.of("y", "turned")) {
            assertThat(facts.integers(value)).containsExactly(Dims.UNKNOWN, Dimension.fixed(1));
        }
        assertThat(facts.integers("opposite")).containsExactly(Dims.UNKNOWN, Dimension.fixed(0));
    }

    @Test
    void constantsOfTheGraphAreKnownUpToTheLengthOfAShape() {
        ValueFacts facts =
                Small.of("Constant", 13).with("value", Tensor.of(2L, 3L)).facts();
        assertThat(facts.integers("y0")).containsExactly(Dimension.fixed(2), Dimension.fixed(3));
        assertThat(Small.of("Identity", 13).constant(new long[32]).facts().integers("y0"))
                .hasSize(32);
        assertThat(Small.of("Identity", 13).constant(new long[33]).facts().integers("y0"))
                .isEmpty();
    }

    /** As exporters write a shape: some sizes that are known, and one that is computed. */
    @Test
    void joinedIntegersAreKnownAsFarAsTheirPartsAre() {
        assertThat(joined(Small.of("Concat", 13).constant(2, 3).constant(4)))
                .containsExactly(Dimension.fixed(2), Dimension.fixed(3), Dimension.fixed(4));
        assertThat(joined(Small.of("Concat", 13).constant(2).x(INT64, 1)))
                .containsExactly(Dimension.fixed(2), Dims.UNKNOWN);
        assertThat(joined(Small.of("Concat", 13).constant(2).x(INT64, 2))).isEmpty();
        assertThat(joined(Small.of("Concat", 13).constant(2).x(INT64, -1))).isEmpty();
        assertThat(joined(Small.of("Concat", 13).constant(2).unknown(INT64))).isEmpty();
    }

    private static List<Dimension> joined(Small concat) {
        return concat.with("axis", 0).facts().integers("y0");
    }

    @Test
    void somePartsOfAShapeAreKnownToo() {
        assertThat(part(1, 3, 1)).containsExactly(3, 4);
        assertThat(part(-1, 9, 1)).containsExactly(5);
        assertThat(part(0, 4, 2)).as("every second is not followed").isEmpty();
    }

    private static long[] part(long from, long to, long step) {
        ValueFacts facts = Small.of("Slice", 13)
                .constant(2, 3, 4, 5)
                .constant(from)
                .constant(to)
                .constant(0)
                .constant(step)
                .facts();
        return facts.integers("y0").stream().mapToLong(Dimension::size).toArray();
    }
}
