package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What single operators see of an image {@code [1, C, H, W]}, worked out by hand. */
class ReachesTest {

    /** Spacing, first and last pixel of element 0, and how many it sees at most. */
    static Stream<Arguments> reaches() {
        return Stream.of(
                sees(image("Relu", 13), 1, 0, 0, 1),
                sees(image("Celu", 13), 1, 0, 0, 1),
                sees(image("Sin", 13), 1, 0, 0, 1),
                sees(image("IsNaN", 13), 1, 0, 0, 1),
                sees(image("Add", 13).weights(4, 1, 1), 1, 0, 0, 1),
                sees(
                        image("BatchNormalization", 15)
                                .weights(4)
                                .weights(4)
                                .weights(4)
                                .weights(4),
                        1,
                        0,
                        0,
                        1),
                sees(image("LRN", 13).with("size", 3), 1, 0, 0, 1),
                sees(image("Softmax", 13).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("LayerNormalization", 17).weights(4).with("axis", 1)),
                seesAll(image("InstanceNormalization", 13).weights(4).weights(4)),
                seesAll(image("GroupNormalization", 21).weights(4).weights(4)),
                seesAll(image("MeanVarianceNormalization", 13)),
                sees(image("MeanVarianceNormalization", 13).ints("axes", 1), 1, 0, 0, 1),
                sees(image("LpNormalization", 13).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("LpNormalization", 13)),
                seesAll(image("Softmax", 13)),
                seesAll(image("Softmax", 11)),
                seesAll(image("Softmax", 11).with("axis", 3)),
                sees(image("CumSum", 14).constant(Tensor.scalar(1L)), 1, 0, 0, 1),
                seesAll(image("CumSum", 14).constant(Tensor.scalar(2L))),
                sees(conv(3).ints("pads", 1, 1, 1, 1), 1, -1, 1, 3),
                sees(conv(3).ints("pads", 1, 1, 2, 2), 1, -1, 1, 3),
                sees(conv(3).ints("dilations", 4, 4), 1, 0, 8, 9),
                sees(conv(3).with("auto_pad", "SAME_UPPER"), 1, -1, 1, 3),
                sees(conv(4).with("auto_pad", "SAME_UPPER"), 1, -1, 2, 4),
                sees(conv(4).with("auto_pad", "SAME_LOWER"), 1, -2, 1, 4),
                // The image may be a multiple of the stride, which pads by one less, or not.
                sees(conv(3).with("auto_pad", "SAME_UPPER").ints("strides", 2, 2), 2, -1, 2, 3),
                // Of a multiple of 3 nothing is padded, of others one before or two.
                sees(conv(3).with("auto_pad", "SAME_UPPER").ints("strides", 3, 3), 3, -1, 2, 3),
                sees(conv(5).with("auto_pad", "SAME_LOWER").ints("strides", 2, 2), 2, -2, 2, 5),
                sees(conv(4).with("auto_pad", "SAME_UPPER").ints("strides", 2, 2), 2, -1, 2, 4),
                sees(conv(4).with("auto_pad", "SAME_LOWER").ints("strides", 2, 2), 2, -2, 2, 4),
                sees(conv(2).with("auto_pad", "SAME_UPPER").ints("strides", 4, 4), 4, 0, 1, 2),
                sees(conv(3).with("auto_pad", "SAME_UPPER").ints("dilations", 2, 2), 1, -2, 2, 5),
                sees(conv(3).with("auto_pad", "NOTSET").ints("pads", 2, 2, 0, 0), 1, -2, 0, 3),
                sees(conv(3).with("auto_pad", "").ints("pads", 2, 2, 0, 0), 1, -2, 0, 3),
                sees(conv(3).with("auto_pad", "VALID").ints("pads", 2, 2, 0, 0), 1, 0, 2, 3),
                sees(image("AveragePool", 13).ints("kernel_shape", 3, 3).with("auto_pad", "SAME_LOWER"), 1, -1, 1, 3),
                // How a transposed kernel is cut off follows from the size: all that it may touch counts.
                sees(transposed(3).with("auto_pad", "SAME_UPPER").ints("strides", 2, 2), 0.5, -1, 1, 2),
                sees(transposed(3).ints("strides", 2, 2).ints("output_shape", 20, 20), 0.5, -1, 1, 2),
                sees(transposed(4).ints("strides", 2, 2).ints("pads", 1, 1, 1, 1), 0.5, -1, 0.5, 2),
                sees(transposed(2).ints("dilations", 3, 3), 1, -3, 0, 4),
                sees(conv(3).with("auto_pad", "VALID").ints("strides", 2, 2), 2, 0, 2, 3),
                sees(image("MaxPool", 13).ints("kernel_shape", 2, 2).ints("strides", 2, 2), 2, 0, 1, 2),
                sees(image("LpPool", 13).ints("kernel_shape", 3, 3), 1, 0, 2, 3),
                sees(transposed(2).ints("strides", 2, 2), 0.5, -0.5, 0, 1),
                sees(transposed(3).ints("strides", 2, 2).ints("pads", 1, 1, 1, 1), 0.5, -0.5, 0.5, 2),
                sees(transposed(3), 1, -2, 0, 3),
                seesAll(image("GlobalMaxPool", 13)),
                sees(image("ReduceMean", 13).ints("axes", 1), 1, 0, 0, 1),
                seesAll(image("ReduceMean", 13).ints("axes", 2)),
                sees(image("ArgMax", 13).with("axis", 1).with("keepdims", 0), 1, 0, 0, 1),
                sees(image("Concat", 13).x(1, 2, -1, -1).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("Concat", 13).x(1, 4, 8, -1).with("axis", 2)),
                sees(image("Split", 13).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("Split", 13).with("axis", -1)),
                sees(image("Gather", 13).constant(3, 2, 1).with("axis", 1), 1, 0, 0, 1),
                sees(image("Gather", 13).constant(Tensor.scalar(1L)).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("Gather", 13).constant(3, 2, 1).with("axis", 2)),
                sees(image("Slice", 13).constant(0).constant(2).constant(1), 1, 0, 0, 1),
                sees(image("Slice", 13).constant(3, 3).constant(9, 9).constant(2, 3), 1, 3, 3, 1),
                sees(
                        image("Slice", 13)
                                .constant(1, 1)
                                .constant(99, 99)
                                .constant(2, 3)
                                .constant(2, 2),
                        2,
                        1,
                        1,
                        1),
                sees(image("Slice", 13).constant(0).constant(9).constant(2), 1, 0, 0, 1),
                seesAll(image("Slice", 13).x(ElementType.INT64, 1).x(ElementType.INT64, 1)),
                seesAll(image("Slice", 13).constant(-3).constant(9).constant(2)),
                sees(image("Pad", 13).constant(0, 0, 2, 2, 0, 0, 1, 1), 1, -2, -2, 1),
                sees(image("Pad", 18).constant(2, 2, 0, 0).none().constant(-2, -1), 1, -2, -2, 1),
                seesAll(image("Pad", 19).constant(0, 0, 2, 2, 0, 0, 1, 1).with("mode", "wrap")),
                sees(Small.of("CenterCropPad", 18).x(1, 3, 9, 9).constant(6, 6).ints("axes", -1, 2), 1, 1, 1, 1),
                sees(Small.of("CenterCropPad", 18).x(1, 3, 9, 9).constant(1, 3, 14, 14), 1, -2, -2, 1),
                seesAll(image("CenterCropPad", 18).constant(6, 6).ints("axes", 2, 3)),
                sees(image("Crop", 7).ints("border", 3, 3, 1, 1), 1, 3, 3, 1),
                sees(scaled("nearest", 1, 1, 2, 2), 0.5, -1, 1, 1),
                sees(scaled("linear", 1, 1, 2, 2), 0.5, -1, 1, 2),
                sees(scaled("cubic", 1, 1, 2, 2), 0.5, -2, 2, 4),
                sees(scaled("linear", 1, 1, 1, 1), 1, 0, 0, 1),
                sees(scaled("linear", 1, 1, 0.5f, 0.5f).with("antialias", 1), 2, -2, 2, 4),
                sees(scaled("linear", 1, 1, 2, 2).with("antialias", 1), 0.5, -1, 1, 2),
                sees(scaled("cubic", 1, 1, 0.5f, 0.5f).with("antialias", 1), 2, -4, 4, 8),
                sees(scaled("cubic", 1, 1, 0.5f, 0.5f), 2, -2, 2, 4),
                sees(scaled("nearest", 2, 3).ints("axes", 2, 3), 0.5, -1, 1, 1),
                sees(scaled("nearest", 3, 2).ints("axes", -2, -1), 0.5, -1, 1, 1),
                seesAll(scaled("nearest", 1, 1, 0, 0)),
                seesAll(scaled("linear", 1, 1, 2, 2).with("coordinate_transformation_mode", "tf_crop_and_resize")),
                sees(image("Resize", 10).constant(Tensor.of(1f, 1f, 2f, 2f)), 0.5, -1, 1, 1),
                sees(image("Upsample", 9).constant(Tensor.of(1f, 1f, 2f, 2f)), 0.5, -1, 1, 1),
                seesAll(image("Resize", 13).none().none().x(ElementType.INT64, 4)),
                sees(image("DepthToSpace", 13).with("blocksize", 2), 0.5, -0.5, 0, 1),
                sees(image("SpaceToDepth", 13).with("blocksize", 2), 2, 0, 1, 2),
                sees(image("Transpose", 13).ints("perm", 0, 2, 3, 1), 1, 0, 0, 1),
                sees(image("Unsqueeze", 13).constant(0), 1, 0, 0, 1),
                sees(image("Squeeze", 13).constant(0), 1, 0, 0, 1),
                seesAll(image("Flatten", 13)),
                seesAll(image("Reshape", 13).constant(0, -1)),
                sees(image("Expand", 13).constant(1, 4, 1, 1), 1, 0, 0, 1),
                sees(image("Tile", 13).constant(1, 2, 1, 1), 1, 0, 0, 1),
                seesAll(image("Tile", 13).constant(1, 1, 2, 1)),
                sees(image("OneHot", 11).constant(4).weights(2).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("TopK", 11).constant(2)),
                sees(image("TopK", 11).constant(2).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("MatMul", 13).weights(5, 5)),
                sees(image("QuantizeLinear", 13).weights(4).with("axis", 1), 1, 0, 0, 1),
                seesAll(image("Shape", 13)),
                seesAll(image("GridSample", 16).weights(1, 5, 5, 2)));
    }

    private static Small image(String op, int opset) {
        return Small.of(op, opset).x(1, 4, -1, -1);
    }

    private static Small conv(long kernel) {
        return image("Conv", 13).weights(5, 4, kernel, kernel);
    }

    private static Small transposed(long kernel) {
        return image("ConvTranspose", 13).weights(4, 5, kernel, kernel);
    }

    private static Small scaled(String mode, float... scales) {
        return image("Resize", 18).none().constant(Tensor.of(scales)).with("mode", mode);
    }

    private static Arguments sees(Small small, double spacing, double from, double to, double side) {
        return Arguments.of(small, new Reach(spacing, from, to, side));
    }

    private static Arguments seesAll(Small small) {
        return Arguments.of(small, Reach.UNBOUNDED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reaches")
    void followByHand(Small small, Reach reach) {
        Reaches reaches =
                Reaches.of(small.facts(), "x0", Reaches.ofImage(4, 2, 3)).get("y0");
        assertThat(reaches.widest()).isEqualTo(reach);
        assertThat(reaches.isWhole()).isEqualTo(!reach.isBounded());
    }

    /** Where channels lie last, a product with a matrix is a convolution of one pixel, a softmax that of the channels. */
    @Test
    void channelsMayLieLast() {
        Reaches interleaved = Reaches.ofImage(4, 1, 2);
        for (Small small : List.of(
                Small.of("MatMul", 13).x(1, -1, -1, 3).weights(3, 5),
                Small.of("Softmax", 11).x(1, -1, -1, 3).with("axis", 3),
                Small.of("Softmax", 13).x(1, -1, -1, 3),
                Small.of("LayerNormalization", 17).x(1, -1, -1, 3).weights(3),
                Small.of("Gather", 13).x(1, -1, -1, 3).constant(2, 1, 0).with("axis", -1))) {
            assertThat(Reaches.of(small.facts(), "x0", interleaved).get("y0").widest())
                    .as(small.toString())
                    .isEqualTo(Reach.PIXEL);
        }
        Small framed = Small.of("Pad", 13).x(1, -1, -1, 3).constant(0, 1, 1, 7, 0, 1, 1, 7);
        assertThat(Reaches.of(framed.facts(), "x0", interleaved).get("y0").widest())
                .isEqualTo(new Reach(1, -1, -1, 1));
        Small mixed = Small.of("Conv", 13).x(1, -1, -1, 3).weights(5, 8, 1, 1);
        assertThat(Reaches.of(mixed.facts(), "x0", interleaved).get("y0").isWhole())
                .isTrue();
    }

    /** A line of pixels, each with its numbers before or behind: the product mixes these and leaves the pixels where they are. */
    @Test
    void linesOfPixelsAreMultipliedApart() {
        assertThat(line(Small.of("MatMul", 13).weights(5, 4).x(4, -1), "x1", 1)).containsExactly(false, true);
        assertThat(line(Small.of("MatMul", 13).x(-1, 4).weights(4, 5), "x0", 0)).containsExactly(true, false);
        assertThat(line(Small.of("Gemm", 13).x(-1, 4).weights(4, 5), "x0", 0)).containsExactly(true, false);
        assertThat(line(Small.of("Gemm", 13).x(4, -1).weights(4, 5).with("transA", 1), "x0", 1))
                .containsExactly(true, false);
        assertThat(line(Small.of("MatMul", 13).x(4, -1).weights(9, 5), "x0", 1)).isEmpty();
        assertThat(line(Small.of("MatMul", 13).weights(5, 4).x(-1, 9), "x1", 0)).isEmpty();
        assertThat(line(Small.of("Gemm", 13).x(4, -1).weights(9, 5), "x0", 1)).isEmpty();
    }

    /** Where the slices of a stack are the images of a batch, what is made of one does not depend on the others. */
    @Test
    void imagesOfABatchAreTreatedApart() {
        for (Small small : List.of(
                image("Trilu", 14),
                image("InstanceNormalization", 13).weights(4).weights(4),
                image("GroupNormalization", 21).weights(4).weights(4).with("num_groups", 2))) {
            assertThat(Reaches.of(small.facts(), "x0", Reaches.ofImage(4, 0))
                            .get("y0")
                            .widest())
                    .isEqualTo(Reach.PIXEL);
        }
    }

    /** Along which axes of the output its pixels lie. */
    private static List<Boolean> line(Small small, String image, int axis) {
        Reaches seen =
                Reaches.of(small.facts(), image, Reaches.ofImage(2, axis)).get("y0");
        return IntStream.range(0, seen.rank()).mapToObj(seen::isAlongImage).toList();
    }

    /** The wider of both axes counts, each followed by itself: a kernel of a row and one of a column are no square of both. */
    @Test
    void axesAreFollowedApart() {
        Small row =
                image("Conv", 13).weights(5, 4, 1, 7).ints("pads", 0, 3, 0, 3).ints("strides", 1, 2);
        Reaches reaches =
                Reaches.of(row.facts(), "x0", Reaches.ofImage(4, 2, 3)).get("y0");
        assertThat(reaches.alongImage()).containsExactly(new Reach(1, 0, 0, 1), new Reach(2, -3, 3, 7));
        assertThat(reaches.widest()).isEqualTo(new Reach(2, -3, 3, 7));
    }

    @Test
    void whatMeetsSeesWhatBothSee() {
        Reach narrow = new Reach(1, -1, 1, 3);
        assertThat(narrow.union(new Reach(1, -3, 3, 7))).isEqualTo(new Reach(1, -3, 3, 7));
        assertThat(narrow.union(new Reach(1, 0, 4, 5))).isEqualTo(new Reach(1, -1, 4, 6));
        assertThat(narrow.union(new Reach(2, -1, 1, 3)).isBounded()).isFalse();
        assertThat(new Reach(2, -1, 1, 3).isAsFine()).isFalse();
        Reach thirds = Reach.PIXEL.window(1 / 49.0, 0, 0, 0).window(49, 0, 0, 0);
        assertThat(thirds.isAsFine()).isTrue();
    }

    /** Between its strides a transposed kernel leaves pixels out, and what is within its reach sees no more with it. */
    @Test
    void whatLiesWithinAReachWithGapsDoesNotFillThem() {
        Reach gaps = new Reach(0.5, -1, 1, 2);

        assertThat(gaps.union(new Reach(0.5, -1, 0, 1))).isEqualTo(gaps);
        assertThat(gaps.union(new Reach(0.5, 0, 1, 1))).isEqualTo(gaps);
        assertThat(new Reach(0.5, -1, 0, 1).union(gaps)).isEqualTo(gaps);
        assertThat(new Reach(0.5, 0, 1, 1).union(gaps)).isEqualTo(gaps);
    }

    /** A convolution of three behind one of three with stride 2 sees 7 pixels, every fourth behind another stride. */
    @Test
    void windowsOfWindowsAreAsFarApartAsThose() {
        Reach first = Reach.PIXEL.window(2, -1, 1, 2);

        assertThat(first.window(1, -1, 1, 2)).isEqualTo(new Reach(2, -3, 3, 7));
        assertThat(first.window(2, -1, 1, 2)).isEqualTo(new Reach(4, -3, 3, 7));
    }

    /** A branch of a kernel of three beside one of none, and one moved aside: what they see is put together. */
    @Test
    void branchesOfAnImageMeetElementByElement() {
        assertThat(met(image("Conv", 13).weights(4, 4, 3, 3).ints("pads", 1, 1, 1, 1), 4))
                .isEqualTo(new Reach(1, -1, 1, 3));
        assertThat(met(image("Pad", 13).constant(0, 0, 2, 2, 0, 0, -2, -2), 4)).isEqualTo(new Reach(1, -2, 0, 3));
        assertThat(met(image("Transpose", 13).ints("perm", 0, 1, 3, 2), 4)).isEqualTo(Reach.UNBOUNDED);
        assertThat(met(image("GlobalAveragePool", 13), 4)).isEqualTo(Reach.UNBOUNDED);
        assertThat(met(
                        image("Conv", 13)
                                .weights(4, 4, 3, 3)
                                .ints("pads", 1, 1, 1, 1)
                                .ints("strides", 2, 2),
                        4))
                .isEqualTo(Reach.UNBOUNDED);
        assertThat(met(image("Squeeze", 13).constant(0), 3)).isEqualTo(Reach.PIXEL);
    }

    /** An image and what one operator made of it, added. */
    private static Reach met(Small small, int rank) {
        Graph graph = small.facts().graph();
        graph.append(Node.of("Add", List.of("x0", "y0"), "sum"));
        graph.append(Node.of("Add", List.of("y0", "x0"), "turned"));
        Map<String, Reaches> seen = Reaches.of(new ValueFacts(graph), "x0", Reaches.ofImage(4, 2, 3));
        assertThat(seen.get("y0").rank()).isIn(0, rank);
        assertThat(seen.get("turned").widest()).isEqualTo(seen.get("sum").widest());
        return seen.get("sum").widest();
    }

    /** An image without a batch gets one in front, and its rows are the second but last axis as before. */
    @Test
    void newAxesComeInFront() {
        Small expand = Small.of("Expand", 13).x(4, -1, -1).constant(2, 4, 1, 1);
        Reaches seen =
                Reaches.of(expand.facts(), "x0", Reaches.ofImage(3, 1, 2)).get("y0");

        assertThat(seen.rank()).isEqualTo(4);
        assertThat(seen.isAlongImage(1)).isFalse();
        assertThat(seen.isAlongImage(2)).isTrue();
        assertThat(seen.isAlongImage(3)).isTrue();
    }

    /** A single number per channel, as a gate is, sees the image from anywhere. */
    @Test
    void whatIsRepeatedOverTheImageSeesTheWhole() {
        Small gate = Small.of("Mul", 13).x(1, 4, 6, 6).x(1, 4, 1, 1);
        Reaches gated = Reaches.of(gate.facts(), "x1", Reaches.ofImage(4, 2, 3)).get("y0");
        assertThat(gated.isWhole()).isTrue();
        Small single = Small.of("Mul", 13).x(2, 4, 1, 1).x(4, 1, 1);
        Reaches beside =
                Reaches.of(single.facts(), "x1", Reaches.ofImage(3, 1, 2)).get("y0");
        assertThat(beside.widest()).as("an image of one pixel, for each of two").isEqualTo(Reach.PIXEL);
    }
}
