package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTest {

    @Test
    void comesBackFromTheMetadataAsItWent() throws Exception {
        Normalisation normalisation = new Normalisation(
                1 / 255f,
                new float[] {0.485f, 0.456f, 0.406f},
                new float[] {0.229f, 0.224f, 0.225f},
                Stretch.ALL,
                0.5,
                99.8);
        Input input = Input.tiled(Color.BGR, 96, 16)
                .withSize(OptionalInt.empty(), OptionalInt.of(320))
                .withLayout(Layout.NHWC)
                .withNormalisation(normalisation);
        Card card = Card.of("nuclei", Task.TRIMAP, List.of("a, b", "ö"), input, OutputValues.INDEPENDENT_LOGITS)
                .withProvenance(Provenance.of("data (CC0)", "0.81 on\n20%", "BSD-2-Clause", "Finds nuclei."));
        Graph graph = conv(3, -1, "Relu");
        graph.metadata().put("fovea.recipe", "kept");
        card.writeTo(graph);

        Card read = Card.of(Graph.parse(graph.toBytes()));
        assertThat(read)
                .isEqualTo(card)
                .hasSameHashCodeAs(card)
                .usingRecursiveComparison()
                .isEqualTo(card);
        assertThat(Card.of(graph)).isEqualTo(read);
        assertThat(graph.metadata())
                .containsEntry("fovea.task", "trimap")
                .containsEntry("fovea.input.width", "free")
                .containsEntry("fovea.input.percentiles", "0.5 99.8")
                .containsEntry("fovea.recipe", "kept");
    }

    @Test
    void aCopyDiffersInOneThing() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        Card card = Card.of(graph);
        ObjectSizes sizes = ObjectSizes.of(5, 6, 7);

        assertThat(card.withOutput(Optional.of("z")).output()).hasValue("z");
        assertThat(card.withHead(DetectorHead.YOLOX).head()).isEqualTo(DetectorHead.YOLOX);
        assertThat(card.withThresholds(new Thresholds(0.3, 0.2)).thresholds()).isEqualTo(new Thresholds(0.3, 0.2));
        assertThat(card.withSizes(sizes).sizes()).isEqualTo(sizes);
        assertThat(card.withSizes(sizes).withSizes(card.sizes())).isEqualTo(card);
        assertThat(card.withHead(DetectorHead.YOLOX).withHead(card.head())).isEqualTo(card);
        assertThat(card.withOutput(Optional.of("z")).withOutput(card.output())).isEqualTo(card);
        assertThat(card.outputOf(graph)).isEqualTo("y");
        assertThat(card.withOutput(Optional.of("z")).outputOf(graph)).isEqualTo("z");
        assertThat(card.input().low()).isEqualTo(card.input().normalisation().low());
        assertThat(card.input().high()).isEqualTo(card.input().normalisation().high());
    }

    @Test
    void fillsInWhatACardLeavesOut() {
        Graph graph = conv(3, -1, "Relu");
        graph.metadata().put("fovea.task", "segmentation");
        Card card = Card.of(graph);
        assertThat(card.task()).isEqualTo(Task.SEGMENTATION);
        assertThat(card.input()).isEqualTo(Input.whole(Color.RGB));
        assertThat(card.assumptions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fovea.task, painting, 'classification, segmentation, trimap, instances, detection, transform, measure, other'",
        "fovea.input.scale, much, 'a number'",
        "fovea.input.mean, 0 x, 'a number'",
        "fovea.input.std, 1 2, 'standard deviations'",
        "fovea.input.halo, -1, 'halo'",
        "fovea.input.halo, 2147483647, 'halo'",
        "fovea.input.multiple, 1000000000, 'multiple'",
        "fovea.input.width, 99999999999, 'a number'",
        "fovea.input.scale, NaN, 'a number'",
        "fovea.input.mean, Infinity, 'a number'",
        "fovea.input.std, 0, 'divided'",
        "fovea.input.percentiles, 1 2 3, 'two numbers'",
        "fovea.input.color, gray, '3 numbers for 1 channels'"
    })
    void saysWhatACardGotWrong(String key, String value, String expected) {
        Graph graph = conv(3, -1, "Relu");
        graph.metadata().put("fovea.task", "segmentation");
        if (key.equals("fovea.input.color")) {
            graph.metadata().put("fovea.input.mean", "1 2 3");
            graph.metadata().put("fovea.input.std", "1 1 1");
        }
        graph.metadata().put(key, value);
        assertThatThrownBy(() -> Card.of(graph))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The model's card")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Relu, LOGITS",
        "Softmax, PROBABILITIES",
        "LogSoftmax, LOGITS",
        "Sigmoid, INDEPENDENT_PROBABILITIES",
    })
    void deducesTheActivation(String last, OutputValues activation) {
        assertThat(Card.of(conv(3, 64, last)).activation()).isEqualTo(activation);
    }

    /** An output may declare no shape; then the operator that ends the network tells. */
    @ParameterizedTest
    @CsvSource({
        "GlobalAveragePool, CLASSIFICATION",
        "GlobalMaxPool, CLASSIFICATION",
        "ReduceMean, CLASSIFICATION",
        "Conv, SEGMENTATION",
        "Relu, OTHER",
    })
    void deducesTheTaskOfAnOutputWithoutAShape(String last, Task task) {
        Graph graph = conv(3, 64, last.equals("Conv") ? "Identity" : last);
        graph.setOutputs(List.of());
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
        assertThat(Card.of(graph).task()).isEqualTo(task);
    }

    @Test
    void readsTheChannelsOfAFirstConvolutionOfAnyKind() {
        Graph graph = Graph.create("quantised", 13);
        graph.addInput(new ValueInfo("x", ElementType.UINT8, Shape.of(-1, -1, -1, -1)));
        graph.put("s", Tensor.scalar(1f));
        graph.put("z", Tensor.ofBytes(ElementType.UINT8, new long[0], java.nio.ByteBuffer.allocate(1)));
        graph.put("w", Tensor.ofBytes(ElementType.UINT8, new long[] {2, 1, 1, 1}, java.nio.ByteBuffer.allocate(2)));
        graph.append(Node.of("QLinearConv", List.of("x", "s", "z", "w", "s", "z", "s", "z"), "q"));
        graph.append(Node.of("DequantizeLinear", List.of("q", "s", "z"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 2, -1, -1)));
        assertThat(Card.of(graph).input().channels()).isEqualTo(1);
        assertThat(Card.of(graph).input().fit()).isEqualTo(Fit.TILE);
    }

    @Test
    void deducesASegmentationOfAnySizeWithItsHalo() {
        Card card = Card.of(conv(1, -1, "Softmax"));
        assertThat(card.task()).isEqualTo(Task.SEGMENTATION);
        assertThat(card.input().fit()).isEqualTo(Fit.TILE);
        assertThat(card.input().halo()).isEqualTo(2);
        assertThat(card.input().color()).isEqualTo(Color.GRAY);
        assertThat(card.assumptions()).anyMatch(s -> s.contains("labels")).anyMatch(s -> s.contains("scale"));
    }

    @Test
    void deducesAClassifierThatTakesInterleavedPixelsOfOneSize() {
        Graph graph = Graph.create("nhwc", 13);
        graph.addInput(new ValueInfo("x", ElementType.UINT8, Shape.of(-1, 32, 24, 3)));
        graph.append(Node.of("Cast", List.of("x"), "f", Attributes.NONE.with("to", 1)));
        graph.append(Node.of("Flatten", List.of("f"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 10)));
        Card card = Card.of(graph);
        assertThat(card.task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(card.input().layout()).isEqualTo(Layout.NHWC);
        assertThat(card.input().width()).hasValue(24);
        assertThat(card.input().height()).hasValue(32);
        // Bytes say by themselves that they are 0..255.
        assertThat(card.assumptions()).noneMatch(s -> s.contains("scale")).anyMatch(s -> s.contains("colour"));
    }

    @Test
    void readsTheLayoutFromTheFirstOperatorsWhereAllSizesAreFree() {
        Graph graph = Graph.create("free", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, -1, -1, -1)));
        graph.append(Node.of("Transpose", List.of("x"), "t", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
        graph.put("w", Tensor.of(new float[2 * 1], 2, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("t", "w"), "c"));
        graph.append(Node.of("GlobalAveragePool", List.of("c"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 2, 1, 1)));
        Card card = Card.of(graph);
        assertThat(card.task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(card.input().layout()).isEqualTo(Layout.NHWC);
        assertThat(card.input().channels()).isEqualTo(1);
        assertThat(card.input().width()).hasValue(224);
        assertThat(card.assumptions().get(0)).contains("NHWC with 1 channel is assumed");
    }

    @Test
    void takesTheRangeAndColoursThatOnnxMetadataRecord() {
        Graph graph = conv(3, 64, "Softmax");
        graph.metadata().put("Image.BitmapPixelFormat", "Bgr8");
        graph.metadata().put("Image.NominalPixelRange", "Normalized_0_1");
        Card card = Card.of(graph);
        assertThat(card.input().color()).isEqualTo(Color.BGR);
        assertThat(card.input().scale()).isEqualTo(1 / 255f);
        assertThat(card.assumptions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2, 64", "5, -1", "16, -1"})
    void otherNumbersOfChannelsAreNoColours(int channels, long size) {
        Card card = Card.of(conv(channels, size, "Relu"));

        assertThat(card.task()).isEqualTo(Task.SEGMENTATION);
        assertThat(card.input().color()).isEqualTo(Color.CHANNELS);
        assertThat(card.input().channels()).isEqualTo(channels);
        assertThat(card.input().layout()).isEqualTo(Layout.NCHW);
        assertThat(card.assumptions())
                .contains("What the " + channels
                        + " channels show is not recorded; those of an image are taken in their order.");
    }

    @Test
    void channelsMayLieBehindTheSizesThatAreFree() {
        Graph graph = Graph.create("last", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, -1, -1, 5)));
        graph.append(Node.of("Transpose", List.of("x"), "t", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
        graph.append(Node.of("GlobalAveragePool", List.of("t"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 5, 1, 1)));

        Input input = Card.of(graph).input();

        assertThat(input.layout()).isEqualTo(Layout.NHWC);
        assertThat(input.channels()).isEqualTo(5);
        assertThat(input.color()).isEqualTo(Color.CHANNELS);
    }

    @Test
    void channelsHaveNamesAndNumbersEach() throws Exception {
        Normalisation normalisation =
                new Normalisation(1, new float[] {1, 2, 3, 4, 5}, new float[] {5, 4, 3, 2, 1}, Stretch.DEEP, 0.1, 99.9);
        Input input = Input.tiled(Color.GRAY, 2, 1)
                .withChannels(5, List.of("DAPI", "GFP", "Cy5", "far red", "phase"))
                .withNormalisation(normalisation);
        Card card = Card.of("stains", Task.SEGMENTATION, List.of(), input, OutputValues.LOGITS);
        Graph graph = conv(5, -1, "Relu");
        card.writeTo(graph);

        assertThat(Card.of(Graph.parse(graph.toBytes()))).isEqualTo(card);
        assertThat(graph.metadata())
                .containsEntry("fovea.input.color", "channels")
                .containsEntry("fovea.input.channels", "5")
                .containsEntry("fovea.input.channel-names", "DAPI,GFP,Cy5,far red,phase");
        graph.metadata().remove("fovea.input.channels");
        assertThat(Card.of(graph)).isEqualTo(card);
        graph.metadata().put("fovea.input.channel-names", "DAPI,GFP");
        graph.metadata().put("fovea.input.channels", "5");
        assertThatThrownBy(() -> Card.of(graph)).hasMessageContaining("channel-names has 2 names for 5 channels");
    }

    @Test
    void anythingElseIsOtherAndSaysWhy() {
        assertThat(Card.of(conv(17, 64, "Relu"))).satisfies(card -> {
            assertThat(card.task()).isEqualTo(Task.OTHER);
            assertThat(card.assumptions().get(0)).contains("has 17 channels, and images have 1 to 16");
        });
        // An image from an image, as in style transfer.
        assertThat(Card.of(conv(3, 64, "Tanh")).task()).isEqualTo(Task.TRANSFORM);
        Graph vector = Graph.create("vector", 13);
        vector.addInput(new ValueInfo("z", ElementType.FLOAT, Shape.of(1, 5)));
        vector.append(Node.of("Relu", List.of("z"), "y"));
        vector.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 5)));
        assertThat(Card.of(vector).assumptions().get(0)).contains("(1, 5)").contains("not that of an image");
    }

    /** Two 3x3 convolutions and a last operator: three classes per pixel. */
    private static Graph conv(int channels, long size, String last) {
        Graph graph = Graph.create("conv", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, channels, size, size)));
        graph.put("w", Tensor.of(new float[4 * channels * 9], 4, channels, 3, 3));
        graph.put("v", Tensor.of(new float[3 * 4 * 9], 3, 4, 3, 3));
        Attributes same = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of("x", "w"), "a", same));
        graph.append(Node.of("Conv", List.of("a", "v"), "b", same));
        Attributes axis = last.endsWith("Softmax") ? Attributes.NONE.with("axis", 1) : Attributes.NONE;
        graph.append(Node.of(last, List.of("b"), "y", axis));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 3, size, size)));
        return graph;
    }
}
