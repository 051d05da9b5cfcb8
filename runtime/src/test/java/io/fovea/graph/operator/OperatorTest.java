package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is stated of an operator in a family's table is what is answered of it. */
class OperatorTest {
    private static final ShapeRule TWO = (facts, node, x) -> Shape.of(2);
    private static final ShapeRule THREE = (facts, node, x) -> Shape.of(3);

    /** y0, y1 and y2 of an image. */
    private static final Node NODE =
            new Node("n", "", "Odd", List.of("image"), List.of("y0", "y1", "y2"), Attributes.NONE);

    private static final Node BLIND = NODE.withInputs(List.of("unknown"));

    @Test
    void whatIsStatedIsKept() {
        Operator odd = Operator.of(Family.CONVOLUTION)
                .by(Dependence.WINDOW)
                .ordering(AxisOrder.PLANES)
                .giving(ProbabilityKind.EACH)
                .with(Trait.LINEAR)
                .with(Trait.FLAT)
                .withKernel(1)
                .settings(2, 3)
                .ofMicrosoft("Odd");

        assertThat(odd).hasToString("com.microsoft.Odd");
        assertThat(odd.name()).isEqualTo("com.microsoft.Odd");
        assertThat(odd.family()).isEqualTo(Family.CONVOLUTION);
        assertThat(odd.is(Family.POOLING, Family.CONVOLUTION)).isTrue();
        assertThat(odd.is(Family.POOLING)).isFalse();
        assertThat(odd.dependence()).isEqualTo(Dependence.WINDOW);
        assertThat(odd.order()).isEqualTo(AxisOrder.PLANES);
        assertThat(odd.probabilities()).isEqualTo(ProbabilityKind.EACH);
        assertThat(odd.has(Trait.LINEAR)).isTrue();
        assertThat(odd.has(Trait.FLAT)).isTrue();
        assertThat(odd.has(Trait.DRAWN)).isFalse();
        assertThat(odd.kernel()).isEqualTo(1);
        assertThat(odd.isSetting(2)).isTrue();
        assertThat(odd.isSetting(3)).isTrue();
        assertThat(odd.isSetting(1)).isFalse();
    }

    @Test
    void whatNothingIsStatedOfIsAnything() {
        Operator any = Operator.of(Family.UNKNOWN).named("Any");

        assertThat(any).hasToString("Any");
        assertThat(any.dependence()).isEqualTo(Dependence.WHOLE);
        assertThat(any.order()).isEqualTo(AxisOrder.KEPT);
        assertThat(any.probabilities()).isEqualTo(ProbabilityKind.NONE);
        assertThat(any.kernel()).isEqualTo(-1);
        assertThat(any.isSetting(0)).isFalse();
        assertThat(any.isShaped()).isFalse();
        assertThat(any.carries()).isFalse();
        assertThat(any.shape(facts(), NODE, 0)).isEqualTo(Shape.UNKNOWN);
        assertThat(any.type(facts(), NODE, 2)).as("that of the first input").isEqualTo(ElementType.FLOAT16);
        assertThat(any.integers(facts(), NODE)).isEmpty();
        assertThat(any.reaches(seeing(Reaches.ofImage(2, 0))).isWhole()).isTrue();
    }

    @Test
    void whatStatesMoreIsAnother() {
        Operator first = Operator.of(Family.LAYOUT).named("First");
        Operator second = first.with(Trait.FLAT).named("Second");

        assertThat(first.has(Trait.FLAT)).isFalse();
        assertThat(first.name()).isEqualTo("First");
        assertThat(second.has(Trait.FLAT)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void convolutionsProductsAndRecurrencesWeigh(Family family) {
        assertThat(Operator.of(family).weighs())
                .isEqualTo(family == Family.CONVOLUTION || family == Family.PRODUCT || family == Family.RECURRENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "LAYOUT, ELEMENT, true, true",
        "LAYOUT, RESHAPED, false, true",
        "LAYOUT, TURNED, false, true",
        "LAYOUT, REARRANGED, false, false",
        "ACTIVATION, ELEMENT, false, false",
        "ACTIVATION, RESHAPED, false, false"
    })
    void layoutsCarryWhatTheyAreGiven(Family family, Dependence dependence, boolean idle, boolean carries) {
        Operator operator = Operator.of(family).by(dependence);

        assertThat(operator.isIdle()).isEqualTo(idle);
        assertThat(operator.carries()).isEqualTo(carries);
    }

    @Test
    void eachOutputHasItsRule() {
        ValueFacts facts = facts();
        Operator each = Operator.of(Family.LAYOUT).shaped(TWO, THREE);
        Operator alike = Operator.of(Family.LAYOUT).shapedAlike(TWO);

        assertThat(each.isShaped()).isTrue();
        assertThat(each.shape(facts, NODE, 0)).isEqualTo(Shape.of(2));
        assertThat(each.shape(facts, NODE, 1)).isEqualTo(Shape.of(3));
        assertThat(each.shape(facts, NODE, 2)).isEqualTo(Shape.UNKNOWN);
        assertThat(alike.shape(facts, NODE, 2)).isEqualTo(Shape.of(2));
        assertThat(alike.shaped(TWO).shape(facts, NODE, 2)).isEqualTo(Shape.UNKNOWN);
        assertThat(each.shape(facts, BLIND, 0)).isEqualTo(Shape.UNKNOWN);
        assertThat(each.shape(facts, NODE.withInputs(List.of()), 0)).isEqualTo(Shape.of(2));
    }

    @Test
    void theLastTypeGoesForAllOutputsBeyond() {
        Operator typed = Operator.of(Family.LAYOUT)
                .typed(TypeRule.like(0), TypeRule.always(ElementType.INT64), TypeRule.always(ElementType.BOOL));

        assertThat(typed.type(facts(), NODE, 0)).isEqualTo(ElementType.FLOAT16);
        assertThat(typed.type(facts(), NODE, 1)).isEqualTo(ElementType.INT64);
        assertThat(typed.type(facts(), NODE, 2)).isEqualTo(ElementType.BOOL);
        assertThat(typed.type(facts(), NODE, 7)).isEqualTo(ElementType.BOOL);
    }

    @Test
    void integersAreThoseOfTheRule() {
        Operator holding = Operator.of(Family.CREATION).holding((facts, node) -> List.of(Dimension.fixed(7)));

        assertThat(holding.integers(facts(), NODE)).containsExactly(Dimension.fixed(7));
    }

    /** One that works at its place sees what its input sees; nothing is known of windows before that is stated. */
    @ParameterizedTest
    @CsvSource({"ELEMENT, false", "CHANNEL, false", "AXES, true", "WINDOW, true"})
    void whatWorksAtItsPlaceSeesWhatItsInputSees(Dependence dependence, boolean whole) {
        Operator operator = Operator.of(Family.ARITHMETIC).by(dependence);

        assertThat(operator.reaches(seeing(Reaches.ofImage(2, 0))).isWhole()).isEqualTo(whole);
        assertThat(operator.reaches(seeing(Reaches.WHOLE)).isWhole()).isTrue();
    }

    @Test
    void whatIsSeenFollowsFromTheRule() {
        Reaches one = Reaches.ofImage(2, 1);
        Operator operator = Operator.of(Family.POOLING).reaching(at -> one).by(Dependence.WINDOW);

        assertThat(operator.reaches(seeing(Reaches.ofImage(2, 0)))).isSameAs(one);
    }

    /** Damaged files hold nodes that their operator does not allow. */
    @Test
    void ofWhatBreaksARuleNothingFollows() {
        Operator breaking = Operator.of(Family.LAYOUT)
                .shaped((facts, node, x) -> {
                    throw new IllegalStateException();
                })
                .typed((facts, node) -> {
                    throw new IllegalStateException();
                })
                .holding((facts, node) -> {
                    throw new IllegalStateException();
                })
                .reaching(at -> {
                    throw new IllegalStateException();
                });

        assertThat(breaking.shape(facts(), NODE, 0)).isEqualTo(Shape.UNKNOWN);
        assertThat(breaking.type(facts(), NODE, 0)).isEqualTo(ElementType.UNDEFINED);
        assertThat(breaking.integers(facts(), NODE)).isEmpty();
        assertThat(breaking.reaches(seeing(Reaches.ofImage(2, 0))).isWhole()).isTrue();
    }

    @Test
    void operatorsOfOnnxAreFoundByNameOthersBySet() {
        assertThat(Operators.of(NODE.withName("x"))).hasToString("Odd");
        assertThat(Operators.of(new Node("", "ai.onnx", "Relu", List.of("image"), List.of("y"), Attributes.NONE)))
                .isSameAs(Operators.named("Relu"));
        assertThat(Operators.of(new Node("", "my.domain", "Relu", List.of("image"), List.of("y"), Attributes.NONE))
                        .family())
                .isEqualTo(Family.UNKNOWN);
        assertThat(Operators.names()).contains("Relu", "Conv").doesNotContain("Odd");
    }

    private static ValueFacts facts() {
        Graph graph = Graph.create("odd", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT16, Shape.of(4, 5)));
        graph.addInput(new ValueInfo("unknown", ElementType.FLOAT, Shape.UNKNOWN));
        return new ValueFacts(graph);
    }

    private static NodeReach seeing(Reaches seen) {
        return new NodeReach(facts(), NODE, Map.of("image", seen));
    }
}
