package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Reach;
import io.fovea.task.Nets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptiveFieldTest {

    /** What bends or computes number by number leaves a network as tileable as a rectifier does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Relu",
                "Celu",
                "Elu",
                "Selu",
                "Gelu",
                "Mish",
                "HardSwish",
                "Softsign",
                "ThresholdedRelu",
                "Shrink",
                "Sin",
                "Cos",
                "Atan",
                "Asinh",
                "Erf",
                "Reciprocal",
                "Round",
                "Sqrt"
            })
    void aNetworkOfAnySizeIsTiledWhateverBendsItsValues(String bend) {
        Graph graph = network(20, -1);
        conv(graph, "x", "a");
        node(graph, bend, "b", Attributes.NONE, "a");
        conv(graph, "b", "y");
        answer(graph, "y");
        Input input = Card.of(graph).input();
        assertThat(input.fit()).isEqualTo(Fit.TILE);
        assertThat(input.halo()).isEqualTo(2);
    }

    /** Statistics of the whole image are none of a tile. */
    @ParameterizedTest
    @ValueSource(
            strings = {"InstanceNormalization", "GroupNormalization", "MeanVarianceNormalization", "LpNormalization"})
    void aNetworkThatLooksAtTheWholeImageIsNotTiled(String normalisation) {
        Graph graph = network(21, -1);
        conv(graph, "x", "a");
        Attributes groups = normalisation.startsWith("Group") ? Attributes.NONE.with("num_groups", 1) : Attributes.NONE;
        boolean scaled = normalisation.startsWith("Instance") || normalisation.startsWith("Group");
        graph.put("s", Tensor.of(1, 1, 1));
        node(graph, normalisation, "y", groups, scaled ? new String[] {"a", "s", "s"} : new String[] {"a"});
        answer(graph, "y");
        assertThat(Card.of(graph).input().fit()).isEqualTo(Fit.RESIZE);
    }

    @Test
    void channelsInAnotherOrderKeepTheirPlaces() {
        Graph graph = network(17, -1);
        graph.put("order", Tensor.of(2L, 1L, 0L));
        node(graph, "Gather", "bgr", Attributes.NONE.with("axis", 1), "x", "order");
        conv(graph, "bgr", "y");
        assertThat(ReceptiveField.of(graph, "y")).isEqualTo(new ReceptiveField(1, 1, true));
    }

    @Test
    void formerSoftmaxAlongTheLastAxisIsOneOfChannelsWhereThoseLieLast() {
        Graph graph = Graph.create("interleaved", 11);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, -1, -1, 3)));
        node(graph, "Transpose", "planes", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2), "x");
        conv(graph, "planes", "a");
        node(graph, "Transpose", "back", Attributes.NONE.withIntegers("perm", 0, 2, 3, 1), "a");
        node(graph, "Softmax", "y", Attributes.NONE.with("axis", 3), "back");
        assertThat(ReceptiveField.of(graph, "y")).isEqualTo(new ReceptiveField(1, 1, true));
        node(graph, "Softmax", "rest", Attributes.NONE.with("axis", 1), "a");
        assertThat(ReceptiveField.of(graph, "rest").isBounded()).isFalse();
    }

    /** A batch normalisation of a quantised network is its steps. */
    @Test
    void quantisedNumbersSeeWhatRealOnesDo() {
        Graph graph = network(13, -1);
        graph.put("step", Tensor.scalar(0.1f));
        node(graph, "QuantizeLinear", "whole", Attributes.NONE, "x", "step");
        node(graph, "DequantizeLinear", "real", Attributes.NONE, "whole", "step");
        conv(graph, "real", "y");
        assertThat(ReceptiveField.of(graph, "y")).isEqualTo(new ReceptiveField(1, 1, true));
    }

    /** Images side by side are not one behind the other. */
    @Test
    void whatIsJoinedAlongTheImageIsNotTiled() {
        Graph graph = network(13, -1);
        node(graph, "Concat", "y", Attributes.NONE.with("axis", 3), "x", "x");
        assertThat(ReceptiveField.of(graph, "y").isBounded()).isFalse();
        node(graph, "Concat", "z", Attributes.NONE.with("axis", 1), "x", "x");
        assertThat(ReceptiveField.of(graph, "z").isBounded()).isTrue();
    }

    /** An answer half as wide as the image, but as high, is no answer for every pixel. */
    @Test
    void everyAxisMustBeAsFineAsTheImage() {
        Graph graph = network(13, -1);
        Attributes wide = Attributes.NONE.withIntegers("kernel_shape", 1, 2).withIntegers("strides", 1, 2);
        node(graph, "MaxPool", "y", wide, "x");
        assertThat(ReceptiveField.of(graph, "y")).isEqualTo(new ReceptiveField(0, 2, false));
        assertThat(ReceptiveField.reach(graph, "y")).isEqualTo(new Reach(2, 0, 1, 2));
    }

    /** One element for two pixels, two for one, three for two. */
    @ParameterizedTest
    @CsvSource({"MaxPool, 2, false, true, false", "Resize, 2, true, false, false", "Resize, 1.5, false, false, false"})
    void gridsMayBeFinerOrCoarserByWholeNumbers(
            String op, float factor, boolean enlarging, boolean coarsening, boolean alike) {
        Graph graph = network(13, -1);
        if (op.equals("MaxPool")) {
            node(
                    graph,
                    op,
                    "y",
                    Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2),
                    "x");
        } else {
            graph.put("scales", Tensor.of(1, 1, factor, factor));
            Attributes nearest = Attributes.NONE
                    .with("mode", "nearest")
                    .with("coordinate_transformation_mode", "asymmetric")
                    .with("nearest_mode", "floor");
            node(graph, op, "y", nearest, "x", "", "scales");
        }

        assertThat(ReceptiveField.enlarging(graph, "y").isBounded()).isEqualTo(enlarging);
        assertThat(ReceptiveField.coarsening(graph, "y").isBounded()).isEqualTo(coarsening);
        assertThat(ReceptiveField.of(graph, "y").isBounded()).isEqualTo(alike);
    }

    /** A kernel of 3 that lies before its pixel, and one that lies behind it. */
    @ParameterizedTest
    @CsvSource({"2, 0", "0, 2", "1, 1"})
    void theRadiusIsThatOfTheLongerSide(int before, int behind) {
        Graph graph = network(13, -1);
        graph.put("w", Tensor.of(new float[81], 3, 3, 3, 3));
        node(graph, "Conv", "y", Attributes.NONE.withIntegers("pads", before, before, behind, behind), "x", "w");

        assertThat(ReceptiveField.of(graph, "y")).isEqualTo(new ReceptiveField(Math.max(before, behind), 1, true));
    }

    @Test
    void whatNothingComputesIsAnError() {
        Graph graph = network(13, -1);
        assertThatThrownBy(() -> ReceptiveField.of(graph, "y")).hasMessageContaining("'y'");
        assertThat(ReceptiveField.reach(graph, "y").isBounded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void inputsNeedNotBeImages(int rank) {
        Graph graph = Graph.create("other", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.ofRank(rank)));
        node(graph, "Relu", "y", Attributes.NONE, "x");
        assertThat(ReceptiveField.of(graph, "y").radius()).isZero();
    }

    /** A place decides answers around it by what comes after it, whatever these see besides. */
    @Test
    void answersLieAsFarFromAnInnerValueAsWhatIsBetweenReaches() {
        Graph graph = network(20, -1);
        conv(graph, "x", "a");
        conv(graph, "a", "b");
        conv(graph, "b", "c");
        graph.append(Node.of("Add", List.of("c", "x"), "y"));
        answer(graph, "y");

        assertThat(ReceptiveField.between(graph, "a", 4, new int[] {2, 3}, "y")).isEqualTo(2);
        assertThat(ReceptiveField.between(graph, "b", 4, new int[] {2, 3}, "y")).isEqualTo(1);
        assertThat(ReceptiveField.between(graph, "y", 4, new int[] {2, 3}, "y")).isZero();
        assertThat(ReceptiveField.between(graph, "y", 4, new int[] {2, 3}, "a")).isInfinite();
        // From a grid of two pixels, kept twice as fine: a place in four, and its neighbours.
        Graph coarse = Nets.randomEncoderDecoder(3);
        assertThat(ReceptiveField.between(coarse, "v", 4, new int[] {2, 3}, "z"))
                .isEqualTo(1);
        assertThat(ReceptiveField.between(coarse, "u1", 4, new int[] {2, 3}, "z"))
                .isEqualTo(1.5);
    }

    private static Graph network(int opset, long size) {
        Graph graph = Graph.create("network", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, 3, size, size)));
        return graph;
    }

    /** Three to three channels, 3x3, as large as before. */
    private static void conv(Graph graph, String from, String to) {
        graph.put(to + "_w", Tensor.of(new float[81], 3, 3, 3, 3));
        node(graph, "Conv", to, Attributes.NONE.withIntegers("pads", 1, 1, 1, 1), from, to + "_w");
    }

    private static void node(Graph graph, String op, String output, Attributes attributes, String... inputs) {
        graph.append(Node.of(op, new ArrayList<>(List.of(inputs)), output, attributes));
    }

    private static void answer(Graph graph, String output) {
        graph.addOutput(new ValueInfo(output, ElementType.FLOAT, Shape.of(-1, 3, -1, -1)));
    }
}
