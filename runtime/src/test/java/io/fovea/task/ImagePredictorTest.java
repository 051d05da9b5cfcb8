package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all that is done with models has in common, from opening a model to closing it. */
class ImagePredictorTest {
    private static final Image IMAGE = Image.gray8(2, 1, new byte[] {0, (byte) 255});

    @TempDir
    Path folder;

    static Stream<Arguments> jobs() {
        return Stream.of(
                Arguments.of(Jobs.CLASSIFY, scores()),
                Arguments.of(Jobs.SEGMENT, Nets.thresholdTrimap()),
                Arguments.of(Jobs.TRANSFORM, copy()),
                Arguments.of(Jobs.DETECT, box()));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void theJobOfAModelOpensItAndAnswers(Job<?> job, Model model) {
        assertThat(Jobs.of(model)).isSameAs(job);
        try (ImagePredictor<?> predictor = job.open(model, Device.CPU)) {
            assertThat(predictor.device()).isEqualTo(Device.CPU);
            assertThat(predictor.card()).isEqualTo(model.card());
            assertThat(predictor.predict(IMAGE, Monitor.NONE).seconds()).isPositive();
        }
        assertThat(job.purpose())
                .contains(job.writesFolder() ? job.verb() + ".csv" : "as CSV")
                .endsWith(".");
    }

    /** Whoever goes on after closing is told so, and does not read memory that is gone. */
    @ParameterizedTest
    @MethodSource("jobs")
    void whatIsClosedAnswersNoMore(Job<?> job, Model model) {
        ImagePredictor<?> predictor = job.open(model, Device.CPU);
        predictor.predict(IMAGE, Monitor.NONE);
        predictor.close();

        assertThatThrownBy(() -> predictor.predict(IMAGE, Monitor.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The session is closed");
        predictor.close();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void otherJobsRefuseTheModel(Job<?> job, Model model) {
        for (Job<?> other : Jobs.all()) {
            // The probabilities of classes are numbers, too.
            if (other != job && !(job == Jobs.CLASSIFY && other == Jobs.MEASURE)) {
                assertThatThrownBy(() -> other.open(model, Device.CPU))
                        .isInstanceOf(FoveaException.class)
                        .hasMessageStartingWith("The model '" + model.name() + "' cannot " + other.verb() + ": it ");
            }
        }
    }

    @Test
    void aModelThatWasReplacedAfterItWasReadIsNotOpened() throws Exception {
        Path file = folder.resolve("trimap.onnx");
        Files.write(file, Nets.thresholdTrimap().onnx());
        Model model = Model.read(file);
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            assertThat(segmenter.segment(IMAGE, Monitor.NONE).classes()).containsExactly(1, 0);
        }

        Files.write(file, scores().onnx());

        assertThatThrownBy(() -> Segmenter.open(model, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model file '" + file
                        + "' was changed or replaced after it was opened; open the model again.");
    }

    @Test
    void ofSeveralOutputsTheOneThatTheCardNamesAnswers() {
        Model model = Nets.thresholdTrimap();
        Graph graph = model.graph();
        graph.append(Node.of("Neg", List.of("y"), "opposite"));
        graph.addOutput(new ValueInfo("opposite", ElementType.FLOAT, Nets.free(3)));

        // Scores of 255 are 85, -170 and 0; of 0 they are -170, 85 and 0.
        assertThat(classes(graph, model.card(), "")).containsExactly(1, 0);
        assertThat(classes(graph, model.card(), "opposite")).containsExactly(0, 1);
        assertThatThrownBy(() -> classes(graph, model.card(), "z"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The card of 'threshold-trimap' names the output 'z', which the model does not have.");
    }

    @Test
    void aModelOfTwoInputsIsRefused() {
        Graph graph = Nets.thresholdTrimap().graph();
        graph.addInput(new ValueInfo("other", ElementType.FLOAT, Shape.of(1)));
        graph.append(Node.of("Add", List.of("y", "other"), "sum"));
        graph.addOutput(new ValueInfo("sum", ElementType.FLOAT, Nets.free(3)));

        assertThatThrownBy(() -> Segmenter.open(Model.of(graph), Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'threshold-trimap' takes 2 inputs, and one image is what there is to give.");
    }

    private static byte[] classes(Graph graph, Card card, String output) {
        Card named = card.withOutput(Optional.of(output));
        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(named), Device.CPU)) {
            return segmenter.segment(IMAGE, Monitor.NONE).classes();
        }
    }

    /** The mean, and 100 less the mean, of images of any size. */
    private static Model scores() {
        Graph graph = Graph.create("scores", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Nets.free(1)));
        graph.put("w", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
        graph.put("b", Tensor.of(0f, 100f));
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "m"));
        graph.append(Node.of("Conv", List.of("m", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 2, 1, 1)));
        Input input = Input.whole(Color.GRAY);
        return Model.of(graph)
                .withCard(
                        Card.of("scores", Task.CLASSIFICATION, List.of("bright", "dark"), input, OutputValues.LOGITS));
    }

    private static Model copy() {
        Graph graph = Graph.create("copy", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Nets.free(1)));
        graph.append(Node.of("Identity", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(1)));
        Card card = Card.of("copy", Task.TRANSFORM, List.of(), Input.tiled(Color.GRAY, 0, 1), OutputValues.LOGITS);
        return Model.of(graph).withCard(card);
    }

    /** One box, with the score 1 less 0 times the image. */
    private static Model box() {
        Graph graph = Graph.create("box", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 8, 8)));
        graph.put("row", Tensor.of(new float[] {2, 2, 6, 6, 1, 0}, 1, 1, 6));
        graph.put("zero", Tensor.scalar(0f));
        graph.put("one", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.append(Node.of("ReduceMax", List.of("x"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "nothing"));
        graph.append(Node.of("Reshape", List.of("nothing", "one"), "flat"));
        graph.append(Node.of("Add", List.of("flat", "row"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, 6)));
        Input input = Input.resized(8, 8, Color.GRAY).withNormalisation(Normalisation.RAW.with(Stretch.NONE, 0, 100));
        Card.of("box", Task.DETECTION, List.of("cell"), input, OutputValues.LOGITS)
                .withHead(DetectorHead.NMS)
                .writeTo(graph);
        return Model.of(graph);
    }
}
