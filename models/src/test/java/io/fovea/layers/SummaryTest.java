package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fovea.SharedData;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.model.ReceptiveField;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

    @Test
    void listsTheLayersOfTheLecturesConvnet() {
        Summary summary = Summary.of(Zoo.find("digits").build(Architecture.Settings.DEFAULT));
        assertThat(summary.rows())
                .extracting(Summary.Row::name)
                .containsExactly(
                        "input",
                        "rescaling",
                        "conv2d",
                        "max_pooling2d",
                        "conv2d_1",
                        "max_pooling2d_1",
                        "conv2d_2",
                        "flatten",
                        "dense");
        assertThat(summary.rows())
                .extracting(Summary.Row::parameters)
                .containsExactly(0L, 0L, 320L, 0L, 18_496L, 0L, 73_856L, 0L, 11_530L);
        assertThat(summary.rows().get(6).shape()).hasToString("(batch, 128, 3, 3)");
        assertThat(summary.toString())
                .contains("conv2d_1 (Conv, Relu)")
                .contains("Receptive field")
                .contains("Total parameters: 104,202")
                .contains("Non-trainable parameters: 0");
    }

    /** By hand: a convolution adds twice the spacing, a pool adds it once and doubles it. */
    @Test
    void theReceptiveFieldGrowsFromLayerToLayer() {
        Summary summary = Summary.of(Zoo.find("digits").build(Architecture.Settings.DEFAULT));
        assertThat(summary.rows())
                .extracting(Summary.Row::receptiveWindow)
                .extracting(ReceptiveWindow::toString)
                .containsExactly("1", "1", "3", "4", "8", "10", "18", "image", "image");
    }

    /** A single number is no trial: it has no dimension that anything could be said of. */
    @Test
    void aModelIsNotTriedOnAnInputOfWhichNotEvenTheRankIsKnown() {
        Graph graph = Graph.create("rankless", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.UNKNOWN));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.expose("y");

        assertThat(Summary.of(graph).rows()).extracting(Summary.Row::shape).allMatch(shape -> !shape.known());
    }

    /** A file of a few bytes may ask for an input of gigabytes, and a convolution of it takes many times that. */
    @Test
    void aModelIsNotTriedOnAnInputOfGigabytes() {
        Graph graph = Graph.create("endless", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, 1, 1 << 24, 28)));
        graph.append(Node.of("NonZero", List.of("x"), "y"));
        graph.expose("y");

        assertThat(Summary.of(graph).rows().get(1).shape().toString()).doesNotContain("~");
    }

    /** Zeros are no scales; and of more of them than there are axes, ONNX Runtime has no notion. */
    @Test
    void aModelIsNotTriedOnSettingsThatNobodyGave() {
        Graph graph = Graph.create("resize", 19);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.addInput(new ValueInfo("scales", ElementType.FLOAT, Shape.of(4, -1)));
        graph.append(Node.of("Resize", List.of("x", "", "scales"), "y", Attributes.NONE.with("mode", "cubic")));
        graph.expose("y");

        assertThat(Summary.of(InferredShapes.declaredIn(graph)).rows()).isNotEmpty();
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                arguments(new Conv2D(1, 5), "5"),
                arguments(new Conv2D(1, 3).dilation(4).same(), "9"),
                arguments(new SeparableConv2D(1, 3).strides(2).same(), "3"),
                arguments(new AveragePooling2D(4), "4"),
                arguments(new ZeroPadding2D(2), "1"),
                arguments(new UpSampling2D(2), "1"),
                arguments(new UpSampling2D(2).bilinear(), "2"),
                arguments(new Conv2DTranspose(1, 2).strides(2).same(), "1"),
                arguments(new Conv2DTranspose(1, 3).strides(2).same(), "2"),
                arguments(Activation.GELU.layer(), "1"),
                arguments(new SqueezeExcite(1), "image"),
                arguments(new GlobalMaxPooling2D(), "image"));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void knowsWhatALayerSees(Layer layer, String pixels) {
        Network network = new Network("one", 1);
        Graph graph = network.finish(network.input(12, 12, 1).to(layer));
        assertThat(Summary.of(graph).rows().get(1).receptiveWindow()).hasToString(pixels);
    }

    /** Araujo et al. (2019), "Receptive field sizes of popular networks". */
    @ParameterizedTest
    @CsvSource({"vgg16, 212", "resnet50, 483", "inception-v3, 1311"})
    void receptiveFieldsAreThePublishedOnes(String name, double pixels) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT);
        assertThat(Summary.of(graph).rows())
                .extracting(Summary.Row::receptiveWindow)
                .filteredOn(ReceptiveWindow::isBounded)
                .last()
                .isEqualTo(new ReceptiveWindow(pixels, 32));
    }

    /** The halo of a tile reaches to the farther side of the window. */
    @ParameterizedTest
    @ValueSource(strings = {"trimap-net", "unet"})
    void theReceptiveFieldFitsIntoTheModelsHalo(String name) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT);
        String output = graph.outputs().get(0).name();
        List<Summary.Row> rows = Summary.of(graph).rows();
        int radius = ReceptiveField.of(graph, output).radius();
        assertThat(rows.get(rows.size() - 1).receptiveWindow().pixels()).isBetween(radius + 1.0, 2.0 * radius + 1);
    }

    @Test
    void freeSizesBearNamesWhereTheInputHasThem() {
        Summary summary = Summary.of(Zoo.find("unet").build(Architecture.Settings.DEFAULT));
        assertThat(summary.rows().get(0).shape()).hasToString("(batch, 1, height, width)");
        assertThat(summary.rows().get(2).shape()).hasToString("(batch, 16, ?, ?)");
    }

    @Test
    void movingAveragesAreNotTrainable() {
        Summary summary = Summary.of(Zoo.find("unet").build(Architecture.Settings.DEFAULT));
        assertThat(summary.parameters() - summary.trainableParameters())
                .isEqualTo(2 * 2 * (2 * (16 + 32 + 64 + 128) + 128));
        assertThat(summary.toString()).contains("Connected to");
    }

    @Test
    void frozenBatchNormalisationsAreNotTrainable() {
        Network network = new Network("frozen", 1);
        SymbolicTensor x =
                network.input(8, 8, 3).to(new BatchNormalization().frozen()).to(new Conv2D(4, 3));
        Summary summary = Summary.of(network.finish(x.to(new BatchNormalization())));
        assertThat(summary.parameters()).isEqualTo(4 * 3 + (3 * 9 + 1) * 4 + 4 * 4);
        assertThat(summary.trainableParameters()).isEqualTo((3 * 9 + 1) * 4 + 2 * 4);
    }

    @Test
    void weightsInConstantNodesAreParametersButSettingsAreNot() {
        Graph graph = Graph.create("nodes", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)));
        Tensor kernels = Tensor.of(new float[8 * 27], 8, 3, 3, 3);
        graph.append(Node.of("Constant", List.of(), "w", Attributes.NONE.with("value", kernels)));
        graph.append(Node.of("Conv", List.of("x", "w"), "conv"));
        Tensor scales = Tensor.of(1f, 1, 2, 2);
        graph.append(Node.of("Constant", List.of(), "scales", Attributes.NONE.with("value", scales)));
        graph.append(Node.of("Resize", List.of("conv", "", "scales"), "large"));
        graph.expose("large");

        assertThat(Summary.of(graph).parameters()).isEqualTo(8 * 27);
        assertThat(Summary.of(graph).rows().get(1).parameters()).isEqualTo(8 * 27);
    }

    @Test
    void sizesThatTheModelDoesNotFixAreMarked() {
        Graph graph = undeclared(Shape.of(List.of(
                Shape.Dimension.free("batch"),
                Shape.Dimension.fixed(3),
                Shape.Dimension.free("h"),
                Shape.Dimension.free("w"))));
        Summary summary = Summary.of(InferredShapes.declaredIn(graph));

        assertThat(summary.rows())
                .extracting(row -> row.shape().toString())
                .containsExactly(
                        "(batch, 3, h, w)", "(batch, 8, ~222, ~222)", "(batch, 8, ~111, ~111)", "(batch, 8, 1, 1)");
        assertThat(summary.toString())
                .contains("~ is for an input whose free sizes are 224; the model does not fix it.");
        assertThat(GraphPlot.of(summary).toSvg()).contains("(batch, 8, ~222, ~222)", "~ is for an input");
    }

    @Test
    void sizesThatTheModelFixesAreNot() {
        Summary summary = Summary.of(InferredShapes.declaredIn(undeclared(Shape.of(1, 3, 20, 30))));

        assertThat(summary.rows())
                .extracting(row -> row.shape().toString())
                .containsExactly("(1, 3, 20, 30)", "(1, 8, 18, 28)", "(1, 8, 9, 14)", "(1, 8, 1, 1)");
        assertThat(summary.toString()).doesNotContain("~");
    }

    @Test
    void whereNoOtherSizeCanBeTriedEverySizeIsMarked() {
        Graph graph = undeclared(Shape.of(-1, 3, -1, -1));
        graph.put("shape", Tensor.of(-1L, 8 * 111 * 111));
        graph.append(Node.of("Reshape", List.of("pool", "shape"), "flat"));
        graph.setOutputs(List.of("flat"));
        graph.prune();
        Summary summary = Summary.of(InferredShapes.declaredIn(graph));

        assertThat(summary.rows().get(1).shape()).hasToString("(?, ~8, ~222, ~222)");
        assertThat(summary.rows().get(3).shape()).hasToString("(?, ~98568)");
    }

    /** A convolution of 3, a pooling of 2, a mean; no shapes but the input's. */
    private static Graph undeclared(Shape input) {
        Graph graph = Graph.create("free", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, input));
        graph.put("w", Tensor.of(new float[8 * 27], 8, 3, 3, 3));
        graph.append(Node.of("Conv", List.of("x", "w"), "conv"));
        graph.append(Node.of(
                "MaxPool",
                List.of("conv"),
                "pool",
                Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2)));
        graph.append(Node.of("GlobalAveragePool", List.of("pool"), "mean"));
        graph.expose("mean");
        return graph;
    }

    @Test
    @Tag("shared-data")
    void shapesOfForeignModelsAreInferred() throws Exception {
        Graph graph = Graph.read(SharedData.path("onnx/models/squeezenet-fp16.onnx"));
        Summary summary = Summary.of(InferredShapes.declaredIn(graph));
        assertThat(summary.rows()).extracting(Summary.Row::shape).allMatch(Shape::known);
        assertThat(summary.parameters()).isBetween(1_230_000L, 1_250_000L);
    }
}
