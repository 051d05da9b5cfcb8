package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardFactsTest {
    private static final Model FOREIGN = Model.of(ForeignNets.classifier(3, 64, 2));

    @Test
    void standInPlaceOfWhatIsAssumed() {
        assertThat(FOREIGN.card().assumptions()).hasSize(3);
        assertThat(FOREIGN.warning().orElseThrow())
                .isEqualTo("The answers of 'foreign' rest on what its file does not say: pixels=0..255, color=rgb are"
                        + " assumed; where that is wrong, so are they.");

        Model pixels = FOREIGN.with(CardFacts.NONE.with("pixels", "0..1"));
        assertThat(pixels.card().input().scale()).isEqualTo(1 / 255f);
        assertThat(pixels.card().assumptions())
                .hasSize(2)
                .noneMatch(sentence -> sentence.contains("scale"))
                .anyMatch(sentence -> sentence.contains("colour"));
        assertThat(pixels.warning().orElseThrow()).contains(": color=rgb is assumed");

        Model all = pixels.with(CardFacts.NONE.with("color", "BGR").with("labels", "cat,dog"));
        assertThat(all.card().assumptions()).isEmpty();
        assertThat(all.warning()).isEmpty();
        assertThat(all.card().labels()).containsExactly("cat", "dog");
        assertThat(all.card().input().color()).isEqualTo(Color.BGR);
        assertThat(all.card().input().scale()).as("what was told before stays").isEqualTo(1 / 255f);
        assertThat(all.bases().get(CardKey.COLOR)).hasToString("told");
        assertThat(all.bases().get(CardKey.WIDTH)).hasToString("deduced");
        assertThat(all.card().name()).isEqualTo("foreign");
    }

    @Test
    void standInPlaceOfACardInTheFile() {
        Graph graph = ForeignNets.classifier(3, 64, 2);
        FOREIGN.card().withName("own").writeTo(graph);
        Model told =
                Model.of(graph).with(CardFacts.NONE.withPair("labels=cat,dog").withPair("Std=2"));
        assertThat(told.card().labels()).containsExactly("cat", "dog");
        assertThat(told.card().input().std()).containsExactly(2);
        assertThat(told.card().name()).isEqualTo("own");
        assertThat(told.bases().get(CardKey.LABELS)).hasToString("told");
        assertThat(told.bases().get(CardKey.TASK)).hasToString("metadata");
        Card given = FOREIGN.card().withName("given");
        assertThat(FOREIGN.withCard(given)
                        .with(CardFacts.NONE.with("activation", "probabilities"))
                        .card())
                .satisfies(card -> {
                    assertThat(card.name()).isEqualTo("given");
                    assertThat(card.activation()).isEqualTo(OutputValues.PROBABILITIES);
                });
    }

    @Test
    void ofPixelsFollowTheOrderOfColoursAndDetailsWinWhenTheyComeLater() {
        CardFacts imagenet = CardFacts.NONE.with("pixels", "imagenet");
        assertThat(FOREIGN.with(imagenet.with("color", "bgr")).card().input().mean())
                .containsExactly(0.406f, 0.456f, 0.485f);
        Normalisation detailed = FOREIGN.with(imagenet.with("mean", "0.5").with("stretch", "none"))
                .card()
                .input()
                .normalisation();
        assertThat(detailed.mean()).containsExactly(0.5f, 0.5f, 0.5f);
        assertThat(detailed.std()).containsExactly(0.229f, 0.224f, 0.225f);
        assertThat(detailed.stretch()).isEqualTo(Stretch.NONE);
        assertThat(FOREIGN.with(CardFacts.NONE.with("mean", "1/2/3").with("pixels", "0..1"))
                        .card()
                        .input()
                        .mean())
                .containsExactly(0);
        assertThat(FOREIGN.with(CardFacts.NONE.with("mean", "1, 2, 3"))
                        .card()
                        .input()
                        .mean())
                .containsExactly(1, 2, 3);
    }

    @Test
    void makeATaskOfAnOutputThatWasNotRecognised() {
        Graph graph = ForeignNets.classifier(3, 64, 2);
        graph.append(Node.of("Softmax", List.of("m"), "map"));
        graph.addOutput(new ValueInfo("map", ElementType.FLOAT, Shape.of(1, 2, 64, 64)));
        Model model = Model.of(graph);
        assertThat(model.card().task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(model.with(CardFacts.NONE.with("task", "segmentation")).card())
                .satisfies(card -> {
                    assertThat(card.task()).isEqualTo(Task.SEGMENTATION);
                    assertThat(card.output()).hasValue("map");
                    assertThat(card.activation()).isEqualTo(OutputValues.PROBABILITIES);
                });
        assertThat(model.with(CardFacts.NONE.with("output", "map")).card().task())
                .isEqualTo(Task.SEGMENTATION);
        assertThatThrownBy(() -> model.with(CardFacts.NONE.with("output", "z")))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model has no output 'z'. Its outputs are: y, map.");
    }

    @Test
    void settleWhatAGraphLeavesOpen() {
        Graph graph = Graph.create("open", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, -1, -1, -1)));
        graph.put("w", Tensor.of(new float[2 * 3], 2, 3, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "c"));
        graph.append(Node.of("GlobalAveragePool", List.of("c"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 2, 1, 1)));
        Input input = Model.of(graph)
                .with(CardFacts.NONE.with("width", "32").with("height", "48").with("color", "gray"))
                .card()
                .input();
        assertThat(input.width()).hasValue(32);
        assertThat(input.height()).hasValue(48);
        assertThat(input.channels()).isEqualTo(1);
    }

    @Test
    void areEqualWhereTheSameIsSaidFromTheSameSource() {
        CardFacts facts = CardFacts.NONE.with("halo", "5");

        assertThat(facts)
                .isEqualTo(CardFacts.NONE.with("halo", "5"))
                .hasSameHashCodeAs(CardFacts.NONE.with("halo", "5"));
        assertThat(facts).isNotEqualTo(CardFacts.NONE.with("halo", "6")).isNotEqualTo("facts");
        assertThat(facts).isNotEqualTo(CardFacts.NONE.with(CardKey.HALO, "5", Basis.of(Basis.Kind.DEDUCED)));
        assertThat(facts.hashCode())
                .isNotEqualTo(CardFacts.NONE.with("halo", "6").hashCode());
        assertThat(facts.isEmpty()).isFalse();
        assertThat(CardFacts.NONE.isEmpty()).isTrue();
    }

    @Test
    void areLeftOutByKey() {
        CardFacts facts = CardFacts.NONE.with("halo", "5").with("width", "64").with("height", "32");

        assertThat(facts.without(CardKey.HALO, CardKey.HEIGHT).values()).containsOnlyKeys(CardKey.WIDTH);
        assertThat(facts.and(CardFacts.NONE.with("halo", "7")).values())
                .containsEntry(CardKey.HALO, "7")
                .containsEntry(CardKey.WIDTH, "64");
        assertThat(facts.with("halo", "8").values()).hasSize(3).containsEntry(CardKey.HALO, "8");
    }

    /** Of pixels is said something by each of their numbers, and of these by what is said of pixels. */
    @Test
    void ofPixelsAndTheirNumbersSayTheSame() {
        CardFacts pixels = CardFacts.NONE.with("pixels", "0..1");
        CardFacts mean = CardFacts.NONE.with("mean", "3");
        CardFacts halo = CardFacts.NONE.with("halo", "3");

        assertThat(pixels.has(CardKey.PIXELS)).isTrue();
        assertThat(pixels.has(CardKey.MEAN)).isTrue();
        assertThat(pixels.has(CardKey.HALO)).isFalse();
        assertThat(mean.has(CardKey.PIXELS)).isTrue();
        assertThat(mean.has(CardKey.STD)).isFalse();
        assertThat(halo.has(CardKey.PIXELS)).isFalse();
        assertThat(halo.has(CardKey.MEAN)).isFalse();
        assertThat(pixels.bases()).containsKeys(CardKey.PIXELS, CardKey.MEAN, CardKey.STD);
        assertThat(mean.bases()).containsOnlyKeys(CardKey.MEAN, CardKey.PIXELS);
        assertThat(halo.bases()).containsOnlyKeys(CardKey.HALO);
        assertThat(mean.with("pixels", "0..1").values()).containsOnlyKeys(CardKey.PIXELS);
        assertThat(halo.with("pixels", "0..1").values()).containsOnlyKeys(CardKey.HALO, CardKey.PIXELS);
    }

    @Test
    void ofACardThatIsGivenIsKnownWhatWasToldOfIt() {
        Model given = FOREIGN.withCard(FOREIGN.card());

        assertThat(given.bases()).containsOnlyKeys(CardKey.values());
        assertThat(given.bases().get(CardKey.COLOR)).hasToString("metadata");
        assertThat(given.warning()).isEmpty();
        Model told = given.with(CardFacts.NONE.with("color", "bgr"));
        assertThat(told.bases().get(CardKey.COLOR)).hasToString("told");
        assertThat(told.bases().get(CardKey.WIDTH)).hasToString("metadata");
    }

    /** What a card in a file says of one output does not go for another, unless the task is told as well. */
    @Test
    void anotherOutputThanTheCardsIsDeducedAnew() {
        Graph graph = ForeignNets.classifier(3, 64, 2);
        graph.append(Node.of("Softmax", List.of("m"), "map", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("map", ElementType.FLOAT, Shape.of(1, 2, 64, 64)));
        Model model = Model.of(graph);
        model.card().writeTo(graph);
        Model carded = Model.of(graph);

        assertThat(carded.with(CardFacts.NONE.with("output", "map")).card().task())
                .isEqualTo(Task.SEGMENTATION);
        assertThat(carded.with(CardFacts.NONE.with("output", "y")).card().task())
                .isEqualTo(Task.CLASSIFICATION);
        assertThat(carded.with(CardFacts.NONE.with("output", "map")).bases().get(CardKey.TASK))
                .hasToString("deduced");
        assertThat(carded.with(CardFacts.NONE.with("output", "y")).bases().get(CardKey.TASK))
                .hasToString("metadata");
    }

    @Test
    void aHeadTellsItsTask() {
        CardFacts yolox = CardFacts.NONE.with("head", "yolox");

        assertThat(yolox.task()).hasValue(Task.DETECTION);
        assertThat(yolox.over(FOREIGN.card()).task()).isEqualTo(Task.DETECTION);
        assertThat(CardFacts.NONE.task()).isEmpty();
        assertThat(CardFacts.NONE.over(FOREIGN.card())).isSameAs(FOREIGN.card());
    }

    @Test
    void pixelsThatAreToldLeaveNothingOfTheCards() {
        Card card = CardFacts.NONE.with("pixels", "imagenet").over(FOREIGN.card());

        assertThat(CardFacts.NONE.with("pixels", "0..1").over(card).input().std())
                .containsExactly(1);
        Card measuring =
                CardFacts.NONE.with("steps", "zero-mean of=each eps=0.001").over(card);
        assertThat(CardFile.values(measuring)).containsKey(CardKey.STEPS);
        assertThat(CardFile.values(CardFacts.NONE.with("pixels", "0..1").over(measuring)))
                .doesNotContainKey(CardKey.STEPS);
    }

    @ParameterizedTest
    @CsvSource({
        "colour, rgb, 'has no key ''colour''. Its keys are: name, task, labels, activation,'",
        "color, purple, '''purple'' is given for color: one of gray, rgb, bgr, channels is needed.'",
        "task, painting, 'one of classification, segmentation, trimap'",
        "width, wide, 'a number of pixels, or free, is needed.'",
        "scale, 1 2, 'a number is needed'",
        "halo, 1.5, 'a whole number is needed'",
        "mean, a/b, 'a number is needed'",
        "pixels, 0..3, '''0..3'' says nothing of pixels'",
        "color, gray, 'shape (1, 3, 64, 64): channels=1 does not fit it, channels=3 would.'",
        "width, 32, 'width=32 does not fit it, width=64 would.'",
        "width, free, 'width=free does not fit it'",
        "layout, nhwc, 'does not fit it'",
        "std, 0, 'divided'",
        "percentiles, 5, 'two numbers'",
        "labels, 'cat,dog,bird', 'The model has 2 classes, but 3 labels are given; give one for each.'",
        "mean, 1 2, 'The model''s card contradicts itself'"
    })
    void thatMakeNoSenseAreRefusedInASentence(String key, String value, String sentence) {
        assertThatThrownBy(() -> FOREIGN.with(CardFacts.NONE.with(key, value)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(sentence);
    }

    /** 48 rows of 32 pixels: each side is held against its own. */
    @ParameterizedTest
    @CsvSource({"NCHW, '1 3 48 32'", "NHWC, '1 48 32 3'"})
    void aSideIsThatWhichTheGraphDeclares(Layout layout, String sizes) {
        Graph graph = Graph.create("oblong", 13);
        graph.addInput(new ValueInfo(
                "x",
                ElementType.FLOAT,
                Shape.of(Arrays.stream(sizes.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
        Model model = Model.of(graph);
        CardFacts right = CardFacts.NONE.with("width", "32").with("height", "48");

        assertThat(model.with(right).card().input().layout()).isEqualTo(layout);
        assertThatThrownBy(() -> model.with(CardFacts.NONE.with("width", "48")))
                .hasMessageContaining("width=48 does not fit it, width=32 would.");
        assertThatThrownBy(() -> model.with(CardFacts.NONE.with("height", "32")))
                .hasMessageContaining("height=32 does not fit it, height=48 would.");
    }

    @Test
    void areKnownByTheirKeysInMetadataToo() {
        Model told =
                FOREIGN.with(CardFacts.NONE.with("fovea.input.scale", "0.5").with("input.std", "2"));
        assertThat(told.card().input().scale()).isCloseTo(0.5f, within(0f));
        assertThatThrownBy(() -> CardFacts.NONE.withPair("scale"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("KEY=VALUE");
    }
}
