package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a network answers besides what its card is about. */
class OtherAnswersTest {
    private static final Set<Task> MASKS = Set.of(Task.SEGMENTATION);

    @Test
    void otherOutputsThatAnswerATaskAreFound() {
        assertThat(others(classAndMask(), "y")).containsExactly(Map.entry("map", Task.SEGMENTATION));
        assertThat(others(classAndMask(), "map")).containsExactly(Map.entry("y", Task.CLASSIFICATION));
    }

    /** Scores and their softmax are one answer, whichever is asked for. */
    @Test
    void theSameScoresAsProbabilitiesAreNoOtherAnswer() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        graph.append(Node.of("Softmax", List.of("y"), "soft"));
        graph.addOutput(new ValueInfo("soft", ElementType.FLOAT, Shape.of(1, 5)));

        assertThat(others(graph, "y")).isEmpty();
        assertThat(others(graph, "soft")).isEmpty();

        // What is computed otherwise from it, or is a softmax of something else, is one.
        graph.append(Node.of("Neg", List.of("y"), "n"));
        graph.addOutput(new ValueInfo("n", ElementType.FLOAT, Shape.of(1, 5)));
        assertThat(others(graph, "y")).containsOnlyKeys("n");
        graph.append(Node.of("Softmax", List.of("n"), "q"));
        graph.addOutput(new ValueInfo("q", ElementType.FLOAT, Shape.of(1, 5)));
        assertThat(others(graph, "y")).containsOnlyKeys("n", "q");
    }

    @Test
    void whatIsUncertainIsNoAnswer() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        graph.append(Node.of("Relu", List.of("m"), "features"));
        graph.addOutput(new ValueInfo("features", ElementType.FLOAT, Shape.of(1, 5, 64, 64)));
        graph.append(Node.of("Identity", List.of("m"), "unsized"));
        graph.addOutput(new ValueInfo("unsized", ElementType.FLOAT, Shape.UNKNOWN));
        graph.append(Node.of("Identity", List.of("w"), "fixed"));
        graph.addOutput(new ValueInfo("fixed", ElementType.FLOAT, Shape.of(1, 7)));
        graph.append(Node.of("ArgMax", List.of("y"), "whole", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("whole", ElementType.INT64, Shape.of(1, 1)));

        assertThat(others(graph, "y")).isEmpty();
    }

    @Test
    void whatADetectorAnswersIsReadTogether() {
        Graph graph = classAndMask();
        graph.append(Node.of("Reshape", List.of("x", "w"), "boxes"));
        graph.addOutput(new ValueInfo("boxes", ElementType.FLOAT, Shape.of(1, 300, 6)));

        assertThat(others(graph, "y")).isEmpty();
    }

    @Test
    void theOneOtherAnswerIsToldWithoutLabelsOfOthers() {
        Graph graph = classAndMask();
        Card card = Card.of(graph);
        CardFacts labels = CardFacts.NONE.with(CardKey.LABELS, "a\nb\nc\nd\ne", Basis.of(Basis.Kind.DEDUCED));
        CardFacts few = CardFacts.NONE.with(CardKey.LABELS, "a\nb", Basis.of(Basis.Kind.DEDUCED));

        CardFacts told = OtherAnswers.told(graph, card, MASKS, labels.with("activation", "logits"))
                .orElseThrow();
        assertThat(told.values())
                .containsEntry(CardKey.OUTPUT, "map")
                .containsEntry(CardKey.LABELS, "a\nb\nc\nd\ne")
                .doesNotContainKey(CardKey.ACTIVATION);
        assertThat(told.bases().get(CardKey.OUTPUT).kind()).isEqualTo(Basis.Kind.DEDUCED);
        assertThat(OtherAnswers.told(graph, card, MASKS, few).orElseThrow().values())
                .doesNotContainKey(CardKey.LABELS);
        assertThat(OtherAnswers.told(graph, card, MASKS, CardFacts.NONE.with("labels", "a,b"))
                        .orElseThrow()
                        .values())
                .as("what a user says now is meant")
                .containsKey(CardKey.LABELS);
        assertThat(OtherAnswers.told(graph, card, Set.of(Task.TRANSFORM), labels))
                .isEmpty();
        assertThat(OtherAnswers.names(graph, card, MASKS)).containsExactly("map");
        assertThat(OtherAnswers.names(graph, card, Set.of(Task.TRANSFORM))).isEmpty();
    }

    @Test
    void ofTwoLabelsOneScoreIsEnough() {
        Graph graph = classAndMask();
        graph.put("one", Tensor.of(new float[3], 1, 3, 1, 1));
        graph.replace(graph.producer("m2").orElseThrow(), Node.of("Conv", List.of("x", "one"), "m2"));
        graph.addOutput(new ValueInfo("map", ElementType.FLOAT, Shape.of(1, 1, 64, 64)));
        CardFacts two = CardFacts.NONE.with(CardKey.LABELS, "a\nb", Basis.of(Basis.Kind.DEDUCED));

        assertThat(OtherAnswers.told(graph, Card.of(graph), MASKS, two)
                        .orElseThrow()
                        .values())
                .containsKey(CardKey.LABELS);
    }

    @Test
    void ofSeveralOthersNoneIsChosen() {
        Graph graph = classAndMask();
        graph.append(Node.of("Neg", List.of("m2"), "second"));
        graph.addOutput(new ValueInfo("second", ElementType.FLOAT, Shape.of(1, 5, 64, 64)));

        assertThat(OtherAnswers.told(graph, Card.of(graph), MASKS, CardFacts.NONE))
                .isEmpty();
        assertThat(OtherAnswers.names(graph, Card.of(graph), MASKS)).containsExactly("map", "second");
    }

    @Test
    void aModelIsTakenForWhatItAlsoAnswers() {
        Model model = Model.of(classAndMask());
        Set<Task> classes = Set.of(Task.CLASSIFICATION);

        assertThat(model.as(classes)).containsSame(model);
        Model mask = model.as(MASKS).orElseThrow();
        assertThat(mask.card().task()).isEqualTo(Task.SEGMENTATION);
        assertThat(mask.card().output()).hasValue("map");
        assertThat(mask.name()).isEqualTo(model.name());
        assertThat(model.outputsFor(MASKS)).containsExactly("map");
        assertThat(model.as(Set.of(Task.TRANSFORM))).isEmpty();
        // Who says what is meant means that.
        assertThat(model.with(CardFacts.NONE.with("task", "classification")).as(MASKS))
                .isEmpty();
        assertThat(model.with(CardFacts.NONE.with("output", "y")).as(MASKS)).isEmpty();
        assertThat(model.withCard(model.card()).as(MASKS)).isEmpty();
        assertThat(model.with(CardFacts.NONE.with("width", "64")).as(MASKS)).isPresent();
        assertThat(model.with(CardFacts.NONE)).isSameAs(model);
    }

    private static Map<String, Task> others(Graph graph, String chosen) {
        InputForm form = InputForm.of(graph, graph.inputs().get(0));
        return OtherAnswers.of(graph, new Candidate(graph, graph.value(chosen).orElseThrow(), form, false));
    }

    /** y of five classes, and map of five classes for each pixel. */
    private static Graph classAndMask() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        graph.append(Node.of("Conv", List.of("x", "w"), "m2"));
        graph.append(Node.of("Softmax", List.of("m2"), "map", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("map", ElementType.FLOAT, Shape.of(1, 5, 64, 64)));
        return graph;
    }
}
