package io.fovea.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.PreparationStep;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedModelTest {
    private static final Normalisation IMAGENET = new Normalisation(
            1 / 255f,
            new float[] {0.485f, 0.456f, 0.406f},
            new float[] {0.229f, 0.224f, 0.225f},
            Stretch.DEEP,
            0.1,
            99.9);

    private final Random random = new Random(3);

    /** The network hands out what it is given: that is the tensor that Fovea makes of the image. */
    @ParameterizedTest
    @CsvSource({
        "RGB, NCHW, 40, 30",
        "RGB, NCHW, 32, 32",
        "RGB, NHWC, 64, 32",
        "RGB, NCHW, 12, 10",
        "RGB, NCHW, 40, 9",
        "RGB, NCHW, 16, 16",
        "BGR, NCHW, 7, 50",
        "GRAY, NCHW, 33, 21",
        "RGB, NHWC, 25, 60",
        "BGR, NHWC, 5, 5"
    })
    void theNetworkIsGivenWhatFoveaGivesIt(Color color, Layout layout, int width, int height) {
        Normalisation range = color == Color.GRAY ? Normalisation.RAW : IMAGENET;
        Input input = Input.resized(16, 16, color).withLayout(layout).withNormalisation(range);
        Model model = identity(input, Task.OTHER);
        Image image = noise(width, height);
        FloatTensor expected = FloatTensor.allocate(input.shape(16, 16));
        input.preparation().fill(image, 16, 16, expected.data());

        float[] found = run(PreparedModel.of(model), image);

        // Where both axes shrink, the bytes are the same; OpenCV enlarges bytes with weights of eleven bits.
        float levels = width >= 16 && height >= 16 ? 1e-4f : 1.1f;
        float level = levels * range.scale() / range.std(0);
        assertThat(found).hasSize(expected.size());
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.data().get(i), offset(level));
        }
    }

    /** By hand: the average of two by two pixels each. */
    @Test
    void aShrunkPixelIsTheAverageOfThoseUnderIt() {
        Input input = Input.resized(1, 2, Color.GRAY);
        byte[] pixels = new byte[2 * 4 * 3];
        for (int i = 0; i < 8; i++) {
            pixels[3 * i] = (byte) (10 * i);
            pixels[3 * i + 1] = (byte) (10 * i);
            pixels[3 * i + 2] = (byte) (10 * i);
        }

        float[] found = run(PreparedModel.of(identity(input, Task.OTHER)), Image.rgb8(2, 4, pixels));

        // 0 10 20 30 above, 40 50 60 70 below.
        assertThat(found).containsExactly(15, 55);
    }

    @ParameterizedTest
    @CsvSource({"RESIZE, 1", "TILE, 8", "TILE, 1"})
    void whatIsAnsweredForPixelsHasTheImagesSize(Fit fit, int multiple) {
        Input given = fit == Fit.TILE ? Input.tiled(Color.RGB, 1, multiple) : Input.resized(16, 16, Color.RGB);
        Input input = given.withNormalisation(IMAGENET);
        Model model = identity(input, Task.SEGMENTATION);
        Model prepared = PreparedModel.of(model);
        Image image = noise(37, 22);
        try (Segmenter own = Segmenter.open(model, Device.CPU);
                Segmenter other = Segmenter.open(prepared, Device.CPU)) {
            Segmentation expected = own.segment(image, Monitor.NONE);
            Segmentation found = other.segment(image, Monitor.NONE);
            byte[] classes = expected.classes();
            byte[] others = found.classes();
            int same = 0;
            for (int i = 0; i < classes.length; i++) {
                same += classes[i] == others[i] ? 1 : 0;
            }
            assertThat((double) same / classes.length).isGreaterThan(0.98);
        }
    }

    @ParameterizedTest
    @CsvSource({"RGB, 40, 30, 0.1, 99.9", "GRAY, 50, 41, 2, 90", "RGB, 16, 16, 10, 50", "RGB, 3, 2, 0.1, 99.9"})
    void theStretchBetweenPercentilesIsWrittenToo(Color color, int width, int height, double low, double high) {
        Normalisation stretched = new Normalisation(1, new float[] {0}, new float[] {1}, Stretch.ALL, low, high);
        Input input = Input.resized(16, 16, color).withNormalisation(stretched);
        Image image = noise(width, height);
        FloatTensor expected = FloatTensor.allocate(input.shape(16, 16));
        input.preparation().fill(image, 16, 16, expected.data());

        float[] found = run(PreparedModel.of(identity(input, Task.OTHER)), image);

        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.data().get(i), offset(2f));
        }
    }

    @Test
    void aFlatImageIsStretchedToBlack() {
        Normalisation stretched = new Normalisation(1, new float[] {0}, new float[] {1}, Stretch.ALL, 0.1, 99.9);
        Input input = Input.resized(2, 2, Color.RGB).withNormalisation(stretched);

        assertThat(run(PreparedModel.of(identity(input, Task.OTHER)), Image.rgb8(2, 2, new byte[12])))
                .containsOnly(0);
    }

    @Test
    void theCardAndTheMetadataGoAlong() {
        Input input = Input.resized(16, 16, Color.RGB).withNormalisation(IMAGENET);
        Graph graph = identity(input, Task.SEGMENTATION).graph();
        graph.metadata().put("maker", "someone");
        Card card = Card.of("three", Task.SEGMENTATION, List.of("red", "green", "blue"), input, OutputValues.LOGITS);

        Model made = PreparedModel.of(Model.of(graph).withCard(card));

        Model read = Model.parse("read", made.onnx());
        assertThat(read.name()).isEqualTo("three");
        assertThat(read.card().labels()).containsExactly("red", "green", "blue");
        assertThat(read.card().task()).isEqualTo(Task.SEGMENTATION);
        assertThat(read.graph().metadata()).containsEntry("maker", "someone");
        assertThat(read.graph().outputs()).hasSize(1);
        assertThat(read.card().output()).hasValue(read.graph().outputs().get(0).name());
    }

    /** A classifier whose card names its second output, beside another that stays. */
    @Test
    void theOutputThatAnswersStaysTheOne() {
        Input input = Input.resized(16, 16, Color.RGB).withNormalisation(IMAGENET);
        Graph graph = identity(input, Task.OTHER).graph();
        graph.append(Node.of("GlobalAveragePool", List.of("y"), "means"));
        graph.expose("means");
        Card card = Card.of("means", Task.CLASSIFICATION, List.of(), input, OutputValues.LOGITS)
                .withOutput(Optional.of("means"));

        Model made = PreparedModel.of(Model.of(graph).withCard(card));

        assertThat(made.graph().outputs()).extracting(ValueInfo::name).containsExactly("y", "means");
        assertThat(made.card().output()).hasValue("means");
    }

    @Test
    void channelsThatAreNoColoursStayAsManyAsTheyAre() {
        Normalisation half = new Normalisation(0.5f, new float[] {0}, new float[] {1}, Stretch.DEEP, 0.1, 99.9);
        Input input = Input.resized(2, 1, Color.GRAY).withChannels(2, List.of()).withNormalisation(half);

        Model made = PreparedModel.of(identity(input, Task.OTHER));

        assertThat(made.card().input().channels()).isEqualTo(2);
        // Two pixels of two channels, one behind the other; then channel by channel, halved.
        assertThat(run(made, Image.channels8(2, 1, 2, new byte[] {10, 20, 30, 40})))
                .containsExactly(5, 15, 10, 20);
    }

    @Test
    void sizesThatAreFreeGrowToTheNextMultiple() {
        Input input = Input.tiled(Color.RGB, 0, 8).withFit(Fit.RESIZE);
        Image image = noise(13, 8);
        FloatTensor expected = FloatTensor.allocate(input.shape(16, 8));
        input.preparation().fill(image, 16, 8, expected.data());

        float[] found = run(PreparedModel.of(identity(input, Task.OTHER)), image);

        assertThat(found).hasSize(3 * 16 * 8);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.data().get(i), offset(1.1f));
        }
    }

    @Test
    void anImageOfTheRightSizeGoesInAsItIs() {
        Input input = Input.whole(Color.RGB).withLayout(Layout.NHWC);
        Image image = noise(5, 3);

        float[] found = run(PreparedModel.of(identity(input, Task.OTHER)), image);

        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isEqualTo(image.bytes()[i] & 0xff);
        }
    }

    @Test
    void networksOfOlderOperatorSetsAndOfBytesAreTaken() {
        Graph graph = Graph.create("bytes", 9);
        graph.addInput(new ValueInfo("x", ElementType.UINT8, Shape.of(1, 3, 2, 2)));
        graph.append(Node.of("Cast", List.of("x"), "y", Attributes.NONE.with("to", ElementType.FLOAT.code())));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, 2, 2)));
        Input input = Input.resized(2, 2, Color.RGB);
        Model model = Model.of(graph).withCard(Card.of("b", Task.OTHER, List.of(), input, OutputValues.LOGITS));

        assertThat(run(PreparedModel.of(model), Image.rgb8(1, 1, new byte[] {1, 2, (byte) 200})))
                .containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 200, 200, 200, 200);
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        Graph two = Graph.create("two", 13);
        two.addInput(new ValueInfo("a", ElementType.FLOAT, Shape.of(1, 3, 4, 4)));
        two.addInput(new ValueInfo("b", ElementType.FLOAT, Shape.of(1, 3, 4, 4)));
        two.append(Node.of("Add", List.of("a", "b"), "y"));
        two.expose("y");
        assertThatThrownBy(() -> PreparedModel.of(Model.of(two))).hasMessageContaining("it takes 2 inputs");

        Normalisation all = new Normalisation(1, new float[] {0}, new float[] {1}, Stretch.ALL, 0.1, 99.9);
        Input stains =
                Input.resized(4, 4, Color.GRAY).withChannels(2, List.of()).withNormalisation(all);
        assertThatThrownBy(() -> PreparedModel.of(identity(stains, Task.OTHER)))
                .hasMessageContaining("each channel of an image by itself");

        Normalisation steps =
                all.with(Stretch.NONE, 0.1, 99.9).withSteps(List.of(new PreparationStep.ZeroMean(false, 1e-6)));
        Input measured = Input.resized(4, 4, Color.RGB).withNormalisation(steps);
        assertThatThrownBy(() -> PreparedModel.of(identity(measured, Task.OTHER)))
                .hasMessageContaining("zero-mean");

        Input painting = Input.tiled(Color.RGB, 2, 4);
        assertThatThrownBy(() -> PreparedModel.of(identity(painting, Task.TRANSFORM)))
                .hasMessageContaining("multiples of 4");
    }

    /** From set 18 on reductions take their axes otherwise; grey is made without one. */
    @ParameterizedTest
    @ValueSource(ints = {13, 17, 18, 21})
    void greyIsTheMeanOfTheColoursInEveryOperatorSet(int opset) {
        Input input = Input.resized(1, 1, Color.GRAY);

        Model made = PreparedModel.of(identity(input, Task.OTHER, opset));

        assertThat(made.graph().opset()).isEqualTo(opset);
        assertThat(run(made, Image.rgb8(1, 1, new byte[] {30, 60, 120})))
                .containsExactly(new float[] {70}, offset(1e-4f));
    }

    /** The network is of a set of others besides ONNX's, whether it uses that or not. */
    @Test
    void operatorSetsOfOthersAreTakenAlong() {
        Input input = Input.resized(1, 1, Color.RGB);
        Graph own = Graph.create("gelu", 17);
        own.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 1, 1)));
        own.append(new Node("", "com.microsoft", "Gelu", List.of("x"), List.of("y"), Attributes.NONE));
        own.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, 1, 1)));
        Model model = Model.of(own).withCard(Card.of("g", Task.OTHER, List.of(), input, OutputValues.LOGITS));

        float[] found = run(PreparedModel.of(model), Image.rgb8(1, 1, new byte[] {1, 2, 100}));

        // x times the share of a normal distribution below x.
        assertThat(found).containsExactly(new float[] {0.84134f, 1.9545f, 100}, offset(1e-3f));
    }

    private static Model identity(Input input, Task task) {
        return identity(input, task, 13);
    }

    private static Model identity(Input input, Task task, int opset) {
        Graph graph = Graph.create("same", opset);
        boolean planar = input.layout() == Layout.NCHW;
        long channels = input.channels();
        long[] free = planar ? new long[] {1, channels, -1, -1} : new long[] {1, -1, -1, channels};
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(free)));
        graph.put("w", Tensor.of(1f));
        graph.append(Node.of("Mul", List.of("image", "w"), "y", Attributes.NONE));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(free)));
        List<String> labels = task == Task.SEGMENTATION ? List.of("red", "green", "blue") : List.of();
        return Model.of(graph).withCard(Card.of("same", task, labels, input, OutputValues.LOGITS));
    }

    private static float[] run(Model model, Image image) {
        FloatTensor bytes = FloatTensor.allocate(1, image.height(), image.width(), image.channels());
        for (int i = 0; i < bytes.size(); i++) {
            bytes.data().put(i, image.bytes()[i] & 0xff);
        }
        try (Session session = Session.open(model.graph().toBytes(), Device.CPU)) {
            return session.run(Map.of("image", bytes), Cancellation.NONE)
                    .values()
                    .iterator()
                    .next()
                    .toArray();
        }
    }

    private Image noise(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        random.nextBytes(pixels);
        return Image.rgb8(width, height, pixels);
    }
}
