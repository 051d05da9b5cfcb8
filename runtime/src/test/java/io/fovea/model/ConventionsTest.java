package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.MalformedModelException;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConventionsTest {
    @TempDir
    Path folder;

    /** The same as another tool would have written it. */
    private static Graph by(String producer, Graph graph) {
        try {
            return Graph.parse(OnnxMl.ModelProto.parseFrom(graph.toBytes()).toBuilder()
                    .setProducerName(producer)
                    .build()
                    .toByteArray());
        } catch (InvalidProtocolBufferException | MalformedModelException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pixels(Card card) {
        return PixelValues.describe(card.input().normalisation(), card.input().color());
    }

    private static String basis(Model model, CardKey key) {
        return model.bases().get(key).toString();
    }

    private Model besides(Graph graph, String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        Path file = folder.resolve("net.onnx");
        graph.write(file);
        return Model.read(file);
    }

    @ParameterizedTest
    @CsvSource({
        "Sub, 123.68, 116.779, 103.939, RGB",
        "Sub, 103.939, 116.779, 123.68, BGR",
        "Add, -103.939, -116.779, -123.68, BGR"
    })
    void theOrderOfAMeanInTheGraphIsThatOfTheColours(String operator, float a, float b, float c, Color color) {
        Card card = Card.of(ForeignNets.beginning(operator, a, b, c));

        assertThat(card.input().color()).isEqualTo(color);
        assertThat(pixels(card)).isEqualTo("0..255");
        assertThat(card.assumptions()).noneMatch(sentence -> sentence.contains("order of the colour"));
    }

    /** A stride alone is recorded by others, too. */
    @ParameterizedTest
    @CsvSource({"32, classify, '', true", "32, '', 'a', true", "32, '', '', false", "'', classify, 'a', false"})
    void ultralyticsIsKnownByAStrideAndTaskOrNames(String stride, String task, String names, boolean known) {
        Graph graph = ForeignNets.classifier(3, 64, 3);
        Map.of("stride", stride, "task", task, "names", names).forEach((key, value) -> {
            if (!value.isEmpty()) {
                graph.metadata().put(key, value);
            }
        });

        assertThat(basis(Model.of(graph), CardKey.PIXELS).contains("Ultralytics"))
                .isEqualTo(known);
    }

    @Test
    void ultralyticsRecordsNamesAndSize() {
        Graph graph = ForeignNets.classifier(3, -1, 3);
        graph.metadata().put("stride", "32");
        graph.metadata().put("task", "classify");
        graph.metadata().put("imgsz", "[160, 128]");
        graph.metadata().put("names", "{0: 'cat', 1: \"dog's bone\", 2: \"it's\"}");
        Model model = Model.of(graph);
        assertThat(model.card().labels()).containsExactly("cat", "dog's bone", "it's");
        assertThat(pixels(model.card())).isEqualTo("0..1");
        assertThat(model.card().input().height()).hasValue(160);
        assertThat(model.card().input().width()).hasValue(128);
        assertThat(model.card().assumptions()).isEmpty();
        assertThat(model.warning()).isEmpty();
        assertThat(basis(model, CardKey.PIXELS)).isEqualTo("convention (Ultralytics)");
    }

    @Test
    void onnxImageMetadataRecordColoursAndRange() {
        Graph graph = ForeignNets.classifier(3, 64, 2);
        graph.metadata().put("Image.BitmapPixelFormat", "Bgr8");
        graph.metadata().put("Image.NominalPixelRange", "Normalized_1_1");
        Model model = Model.of(graph);
        assertThat(model.card().input().color()).isEqualTo(Color.BGR);
        assertThat(pixels(model.card())).isEqualTo("-1..1");
        assertThat(basis(model, CardKey.COLOR)).isEqualTo("convention (ONNX image metadata)");
        assertThat(model.warning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "labels.txt, 'cat\ndog\n'",
        "net.txt, 'n02123045 cat\nn02085620 dog\n'",
        "net.json, '[\"cat\", \"dog\"]'",
        "config.json, '{\"id2label\": {\"0\": \"cat\", \"1\": \"dog\"}}'"
    })
    void labelsBesideTheModelAreTaken(String name, String content) throws IOException {
        Model model = besides(ForeignNets.classifier(3, 64, 2), name, content);
        assertThat(model.card().labels()).containsExactly("cat", "dog");
        assertThat(basis(model, CardKey.LABELS)).isEqualTo("convention (labels beside the model)");
        Files.delete(folder.resolve(name));
        assertThat(model.isCurrent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"labels.txt, 'cat\ndog\nbird\n'", "net.txt, 'A model of cats and dogs.'", "net.json, '{'"})
    void otherFilesBesideItAreNot(String name, String content) throws IOException {
        assertThat(besides(ForeignNets.classifier(3, 64, 2), name, content)
                        .card()
                        .labels())
                .isEmpty();
    }

    @Test
    void huggingFaceAndTimmLeaveMeansBesideIt() throws IOException {
        Graph graph = ForeignNets.classifier(3, 64, 2);
        String half = "\"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.5, 0.5, 0.5]";
        Normalisation signed = besides(
                        graph, "preprocessor_config.json", "{\"rescale_factor\": 0.00392156862745098, " + half + "}")
                .card()
                .input()
                .normalisation();
        assertThat(signed.scale()).isEqualTo(1 / 255f);
        assertThat(signed.mean()).containsExactly(0.5f, 0.5f, 0.5f);
        assertThat(besides(graph, "preprocessor_config.json", "{\"do_normalize\": false, " + half + "}")
                        .card()
                        .input()
                        .mean())
                .containsExactly(0);
        Files.delete(folder.resolve("preprocessor_config.json"));
        Model timm = besides(
                graph,
                "config.json",
                "{\"pretrained_cfg\": {\"mean\": [0.485, 0.456, 0.406], \"std\": [0.229, 0.224, 0.225]}}");
        assertThat(pixels(timm.card())).isEqualTo("imagenet");
        assertThat(timm.warning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"do_rescale\": true, \"do_normalize\": false} | 0..1",
                "{\"rescale_factor\": 0.00392156862745098} | 0..1",
                "{\"do_rescale\": false} | 0..255",
            })
    void imagesMayBeScaledWithoutAMean(String config, String pixels) throws IOException {
        Model model = besides(ForeignNets.classifier(3, 64, 2), "preprocessor_config.json", config);

        assertThat(pixels(model.card())).isEqualTo(pixels);
        assertThat(basis(model, CardKey.PIXELS)).startsWith("convention");
    }

    @Test
    void aMeanThatIsNotSaidIsNotGuessed() throws IOException {
        Model model = besides(
                ForeignNets.classifier(3, 64, 2),
                "preprocessor_config.json",
                "{\"do_rescale\": true, \"do_normalize\": true}");

        assertThat(basis(model, CardKey.PIXELS)).startsWith("assumed");
    }

    @ParameterizedTest
    @CsvSource({
        "Sub, 127.5, 0..255",
        "Sub, 0.45, 0..1",
        "Add, -110, 0..255",
        "Mul, 0.00784, 0..255",
        "Div, 255, 0..255",
        "Mul, 255, 0..1"
    })
    void scalingInTheGraphTellsWhatItTakes(String operator, float constant, String pixels) {
        Model model = Model.of(ForeignNets.beginning(operator, constant, constant, constant));
        assertThat(pixels(model.card())).isEqualTo(pixels);
        assertThat(basis(model, CardKey.PIXELS)).isEqualTo("convention (scaled in the graph)");
        assertThat(model.warning().orElseThrow()).doesNotContain("pixels");
    }

    @ParameterizedTest
    @CsvSource({"Mul, 1.5", "Add, 3", "Div, 2"})
    void arithmeticThatTellsNothingLeavesItOpen(String operator, float constant) {
        Model model = Model.of(ForeignNets.beginning(operator, constant));
        assertThat(basis(model, CardKey.PIXELS)).isEqualTo("assumed");
    }

    @ParameterizedTest
    @CsvSource({"120, 3600, 0..255", "0.46, 0.07, 0..1"})
    void aBatchNormalisationOfTheInputTellsItsMean(float mean, float variance, String pixels) {
        Graph graph = Graph.create("bn", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 64, 64, 3)));
        graph.append(Node.of("Transpose", List.of("x"), "t", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
        graph.put("scale", Tensor.of(1f, 1f, 1f));
        graph.put("bias", Tensor.of(0f, 0f, 0f));
        graph.put("mean", Tensor.of(mean, mean, mean));
        graph.put("var", Tensor.of(variance, variance, variance));
        graph.append(Node.of("BatchNormalization", List.of("t", "scale", "bias", "mean", "var"), "n"));
        ForeignNets.head(graph, "n", 3, 5);
        assertThat(pixels(Card.of(graph))).isEqualTo(pixels);
    }

    @Test
    void pytorchsThousandClassesAreImageNets() {
        Model model = Model.of(by("pytorch", ForeignNets.classifier(3, 224, 1000)));
        assertThat(pixels(model.card())).isEqualTo("imagenet");
        assertThat(model.card().input().color()).isEqualTo(Color.RGB);
        assertThat(basis(model, CardKey.PIXELS)).isEqualTo("assumed (torchvision, timm)");
        assertThat(model.warning().orElseThrow()).contains("pixels=imagenet, color=rgb are assumed");
        assertThat(model.card().assumptions())
                .anyMatch(sentence -> sentence.contains("ImageNet's mean"))
                .anyMatch(sentence ->
                        sentence.contains("labels of the classes are not recorded; they are likely ImageNet's"));
        assertThat(model.card().labels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pytorch, 224, 999, imagenet",
        "pytorch, 128, 3, imagenet",
        "pytorch, -1, 101, imagenet",
        "pytorch, 96, 101, 0..255",
        "'', 224, 999, 0..255",
        "pytorch, 224, 512, imagenet",
        "pytorch, 224, 1, imagenet",
        "pytorch, 96, 512, 0..255",
        "'', 224, 512, 0..255"
    })
    void pytorchsNetworksOfPhotosBeginWithImageNets(String producer, int side, int classes, String pixels) {
        Model model = Model.of(by(producer, ForeignNets.classifier(3, side, classes)));

        assertThat(pixels(model.card())).isEqualTo(pixels);
        assertThat(model.warning().orElseThrow()).contains("pixels=" + pixels, "assumed");
    }

    @Test
    void whatIsSaidOfTheTaskLeavesPytorchsPixels() {
        Model model = Model.of(by("pytorch", ForeignNets.classifier(3, 224, 101)));

        assertThat(pixels(model.with(CardFacts.NONE.with("task", "measure")).card()))
                .isEqualTo("imagenet");
    }

    static Stream<Arguments> namesAndDoubts() {
        return Stream.of(
                Arguments.of(new UltralyticsConvention(), "Ultralytics", "", ""),
                Arguments.of(new ConfigConvention(), "preprocessor_config.json, config.json", "", ""),
                Arguments.of(new LabelsConvention(), "labels beside the model", "", ""),
                Arguments.of(new MeanOrderConvention(), "ImageNet's mean in the graph", "", ""),
                Arguments.of(
                        new DetectorConvention(),
                        "the usual of such detectors",
                        "The order of the colour channels is not recorded; what is usual for such detectors",
                        "The scale of the input is not recorded; what is usual for such detectors"),
                Arguments.of(
                        new ObjectsConvention(),
                        "the usual of StarDist and Cellpose",
                        "The order of the colour channels is not recorded; red, green, blue",
                        "The scale of the input is not recorded; between the percentiles 1 and 99.8"),
                Arguments.of(
                        new CaffeConvention(),
                        "Caffe",
                        "The order of the colour channels is not recorded; blue, green, red",
                        "The scale of the input is not recorded; 0..255 less ImageNet's mean"),
                Arguments.of(new CocoConvention(), "COCO", "The labels of the classes", "The labels of the classes"),
                Arguments.of(
                        new CifarConvention(),
                        "CIFAR-10",
                        "The scale of the input is not recorded; CIFAR-10's",
                        "The scale of the input is not recorded; CIFAR-10's"),
                Arguments.of(
                        new SmallImagesConvention(),
                        "CIFAR-10, MNIST",
                        "The scale of the input is not recorded; 0..1",
                        "The scale of the input is not recorded; 0..1"),
                Arguments.of(new MnistConvention(), "MNIST", "The labels of the classes", "The labels of the classes"),
                Arguments.of(
                        new ImageNetConvention(), "ImageNet", "The labels of the classes", "The labels of the classes"),
                Arguments.of(
                        new TensorFlowConvention(),
                        "Keras, TensorFlow",
                        "The scale of the input is not recorded, and networks from Keras",
                        "The scale of the input is not recorded, and networks from Keras"));
    }

    /** What is only likely is said by what it is of; what is recorded raises no doubt. */
    @ParameterizedTest
    @MethodSource("namesAndDoubts")
    void eachSaysWhatItIsAndWhatItAssumes(Convention convention, String name, String colors, String pixels) {
        assertThat(convention.name()).isEqualTo(name);
        if (colors.isEmpty()) {
            assertThat(convention.doubt(CardKey.COLOR)).isEmpty();
        } else {
            assertThat(convention.doubt(CardKey.COLOR).orElseThrow()).startsWith(colors);
            assertThat(convention.doubt(CardKey.PIXELS).orElseThrow()).startsWith(pixels);
        }
    }

    @Test
    void caffeReadsBlueFirst() {
        Model model = Model.of(by("onnx-caffe2", ForeignNets.classifier(3, 224, 1000)));
        assertThat(model.card().input().color()).isEqualTo(Color.BGR);
        assertThat(model.card().input().mean()).containsExactly(103.939f, 116.779f, 123.68f);
        assertThat(model.warning().orElseThrow()).contains("pixels=imagenet-caffe, color=bgr are assumed");
        assertThat(model.card().assumptions())
                .contains(
                        "The order of the colour channels is not recorded; blue, green, red is assumed, as Caffe reads"
                                + " images.",
                        "The scale of the input is not recorded; 0..255 less ImageNet's mean is assumed, as with Caffe.");
        assertThat(Card.of(by("onnx-caffe2", ForeignNets.classifier(1, 28, 5)))
                        .input()
                        .color())
                .isEqualTo(Color.GRAY);
    }

    @Test
    void tensorFlowTakesOneOfThree() {
        Card card = Card.of(by("tf2onnx", ForeignNets.classifier(3, 96, 4)));
        assertThat(pixels(card)).isEqualTo("0..255");
        assertThat(card.assumptions()).anyMatch(sentence -> sentence.contains("0..1, -1..1 or 0..255"));
    }

    @Test
    void sizesTellOfCifarAndMnist() {
        Card cifar = Card.of(ForeignNets.classifier(3, 32, 10));
        assertThat(cifar.labels()).hasSize(10).startsWith("airplane").contains("cat", "dog");
        assertThat(cifar.assumptions()).anyMatch(sentence -> sentence.contains("CIFAR-10 are assumed"));
        assertThat(pixels(cifar)).isEqualTo("0..255");
        assertThat(pixels(Card.of(by("pytorch", ForeignNets.classifier(3, 32, 10)))))
                .isEqualTo("cifar10");
        assertThat(pixels(Card.of(by("tf2onnx", ForeignNets.classifier(3, 32, 10)))))
                .isEqualTo("0..1");
        assertThat(pixels(Card.of(by("tf2onnx", ForeignNets.classifier(3, 32, 11)))))
                .isEqualTo("0..255");
        Model digits = Model.of(by("pytorch", ForeignNets.classifier(1, 28, 10)));
        assertThat(pixels(digits.card())).isEqualTo("0..1");
        assertThat(digits.warning().orElseThrow()).contains("pixels=0..1");
        assertThat(digits.card().assumptions())
                .anyMatch(sentence -> sentence.startsWith("The scale of the input is not recorded; 0..1 is assumed"));
        assertThat(pixels(Card.of(ForeignNets.classifier(1, 28, 10)))).isEqualTo("0..255");
        Card mnist = Card.of(ForeignNets.classifier(1, 28, 10));
        assertThat(mnist.labels()).startsWith("0").endsWith("9");
        assertThat(Card.of(ForeignNets.classifier(3, 28, 10)).labels()).isEmpty();
    }
}
