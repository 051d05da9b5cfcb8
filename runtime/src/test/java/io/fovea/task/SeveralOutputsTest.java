package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.CardFacts;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network that gives class and mask gives both, and which of several outputs is meant can be told. */
class SeveralOutputsTest {
    private static final int SIDE = 4;

    /** Its upper half is 200, its lower half 0: 100 on average. */
    private static final Image HALF = half();

    @Test
    void eachJobTakesTheOutputThatIsForIt() {
        Model model = Model.of(classAndMask());

        assertThat(model.card().task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(model.card().assumptions())
                .contains("The output 'class' is taken (classification); there is also 'mask' (segmentation), which"
                        + " commands for that take by themselves, and output=NAME for all.");
        try (Classifier classifier = Classifier.open(model, Device.CPU)) {
            assertThat(classifier.classify(HALF, Cancellation.NONE).best().index())
                    .isEqualTo(1);
        }
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            assertThat(segmenter.card().output()).hasValue("mask");
            assertThat(segmenter.card().assumptions())
                    .contains("Of the network's outputs 'mask' is taken, the only one for segmentation; output=NAME"
                            + " takes another.");
            Segmentation mask = segmenter.segment(HALF, Monitor.NONE);
            assertThat(mask.probability(1)[0]).isCloseTo(1, within(1e-3f));
            assertThat(mask.probability(1)[SIDE * SIDE - 1]).isCloseTo(0, within(1e-3f));
        }
        assertThat(Jobs.allOf(model)).containsExactly(Jobs.CLASSIFY, Jobs.SEGMENT);
    }

    @Test
    void anOutputIsChosenByName() {
        Model model = Model.of(classAndMask()).with(CardFacts.NONE.with("output", "mask"));

        assertThat(model.card().task()).isEqualTo(Task.SEGMENTATION);
        assertThat(Jobs.allOf(model)).containsExactly(Jobs.SEGMENT);
        assertThatThrownBy(() -> Classifier.open(model, Device.CPU)).hasMessageContaining("cannot classify");
        assertThatThrownBy(() -> Model.of(classAndMask()).with(CardFacts.NONE.with("output", "masks")))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model has no output 'masks'. Its outputs are: class, mask.");
    }

    @Test
    void aCardIsAboutOneOutputAndWhatItSaysOfImagesGoesForAll() {
        Graph graph = classAndMask();
        Card.of(
                        "both",
                        Task.CLASSIFICATION,
                        List.of("a", "b", "c"),
                        Input.resized(4, 4, Color.GRAY),
                        OutputValues.LOGITS)
                .writeTo(graph);
        graph.metadata().put("fovea.input.scale", "0.5");
        Model model = Model.of(graph);

        Model told = model.with(CardFacts.NONE.with("output", "mask"));
        Model fitted = Jobs.SEGMENT.fitted(model);

        for (Model mask : List.of(told, fitted)) {
            assertThat(mask.name()).isEqualTo("both");
            assertThat(mask.card().task()).isEqualTo(Task.SEGMENTATION);
            assertThat(mask.card().activation()).isEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
            assertThat(mask.card().labels()).isEmpty();
            assertThat(mask.card().input().normalisation().scale()).isEqualTo(0.5f);
            assertThat(mask.warning()).isEmpty();
        }
        assertThat(Jobs.CLASSIFY.fitted(model)).isSameAs(model);
    }

    @Test
    void labelsOfTheOneAreNotThoseOfTheOther() {
        CardFacts labels = CardFacts.NONE.with("labels", "a,b,c");
        Model model = Model.of(classAndMask()).with(labels);

        assertThat(model.card().labels()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> Jobs.SEGMENT.fitted(model)).hasMessageContaining("3 labels are given");
    }

    @Test
    void ofSeveralOutputsForAJobTheUserChooses() {
        Graph graph = classAndMask();
        graph.append(Node.of("Neg", List.of("scores"), "against"));
        graph.append(Node.of("Sigmoid", List.of("against"), "background"));
        graph.addOutput(new ValueInfo("background", ElementType.FLOAT, Shape.of(1, 1, SIDE, SIDE)));
        Model model = Model.of(graph);

        assertThatThrownBy(() -> Segmenter.open(model, Device.CPU))
                .hasMessageEndingWith("cannot segment: it classifies whole images; its outputs would with output=mask"
                        + " or output=background.");
        assertThat(Jobs.allOf(model)).containsExactly(Jobs.CLASSIFY);
        Model mask = model.with(CardFacts.NONE.with("task", "segmentation"));
        assertThat(mask.card().output()).hasValue("mask");
        assertThat(mask.assumed()).contains("output=mask");
        assertThat(mask.card().assumptions())
                .contains(
                        "The network has several outputs that answer alike: 'mask' is taken; say output=background for"
                                + " another.");
        assertThat(model.with(CardFacts.NONE.with("output", "background")).assumed())
                .noneMatch(assumed -> assumed.startsWith("output"));
    }

    @Test
    void scoresAndTheirProbabilitiesAreOneAnswer() {
        Graph graph = classAndMask();
        graph.append(Node.of("Softmax", List.of("class"), "probabilities"));
        graph.addOutput(new ValueInfo("probabilities", ElementType.FLOAT, Shape.of(1, 3)));

        assertThat(Model.of(graph).assumed()).noneMatch(assumed -> assumed.startsWith("output"));
    }

    @Test
    void aFeatureMapIsNoMask() {
        Graph graph = classAndMask();
        graph.append(Node.of("Relu", List.of("scores"), "features"));
        graph.setOutputs(List.of("class", "features"));
        graph.addOutput(new ValueInfo("features", ElementType.FLOAT, Shape.of(1, 1, SIDE, SIDE)));

        assertThat(Jobs.allOf(Model.of(graph))).containsExactly(Jobs.CLASSIFY);
    }

    private static Image half() {
        byte[] pixels = new byte[SIDE * SIDE];
        java.util.Arrays.fill(pixels, 0, SIDE * SIDE / 2, (byte) 200);
        return Image.gray8(SIDE, SIDE, pixels);
    }

    /** Grey in; a mask of what is brighter than 100, and the classes dark, medium and bright: below 50, about 100, 150 on. */
    private static Graph classAndMask() {
        Graph graph = Graph.create("both", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, SIDE, SIDE)));
        graph.put("one", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.put("threshold", Tensor.of(-100f));
        graph.append(Node.of("Conv", List.of("image", "one", "threshold"), "scores"));
        graph.append(Node.of("Sigmoid", List.of("scores"), "mask"));
        graph.append(Node.of("GlobalAveragePool", List.of("scores"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "flat"));
        graph.put("weights", Tensor.of(new float[] {-1, 0, 1}, 1, 3));
        graph.put("bias", Tensor.of(-40f, 0f, -40f));
        graph.append(Node.of("Gemm", List.of("flat", "weights", "bias"), "class"));
        graph.addOutput(new ValueInfo("class", ElementType.FLOAT, Shape.of(1, 3)));
        graph.addOutput(new ValueInfo("mask", ElementType.FLOAT, Shape.of(1, 1, SIDE, SIDE)));
        return graph;
    }
}
