package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.session.FloatTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which axes of an image are resized, and how: an axis that keeps its size costs nothing, a block of pixels one mean. */
class ResizedGradientsTest {
    private static final double TOLERANCE = 1e-3;

    private static final Shape IMAGE = Shape.of(1, 2, 3, 4);
    private static final Shape FREE = Shape.of(-1, 2, -1, -1);

    @Test
    void onlyAxesThatChangeAreResized() {
        assertThat(resizes(linear(IMAGE, 1, 1, 2, 2))).isEqualTo(2);
        assertThat(resizes(linear(IMAGE, 1, 1, 1, 1.5f))).isEqualTo(1);
        assertThat(resizes(linear(FREE, 1, 1, 1, 1.5f))).isEqualTo(1);
        assertThat(resizes(toSizes(IMAGE, 1, 2, 6, 8))).isEqualTo(2);
        assertThat(resizes(toSizes(IMAGE, 1, 2, 3, 8))).isEqualTo(1);
        assertThat(resizes(toSizes(FREE, 1, 2, 6, 8))).isEqualTo(2);
        assertThat(resizes(toSizes(Shape.of(-1, -1, -1), 1, 2, 6))).isEqualTo(1);
        assertThat(resizes(toSizes(Shape.of(-1, -1), 6, 8))).isEqualTo(2);
    }

    /** How many more than the model has. */
    private static long resizes(Graph model) {
        Graph made = gradient(model);
        return made.nodes().stream().filter(node -> node.is("Resize")).count() - 1;
    }

    @ParameterizedTest
    @CsvSource({
        "half_pixel, round_prefer_floor, 3, true",
        "half_pixel, round_prefer_ceil, 3, true",
        "half_pixel, floor, 2, false",
        "asymmetric, floor, 3, true",
        "asymmetric, round_prefer_floor, 2, true",
        "asymmetric, round_prefer_floor, 3, false",
        "asymmetric, ceil, 2, false",
        "align_corners, floor, 2, false",
    })
    void blocksOfOnePixelAreAveraged(String coordinates, String rounding, float scale, boolean blocks) {
        Attributes nearest = Attributes.NONE
                .with("mode", "nearest")
                .with("coordinate_transformation_mode", coordinates)
                .with("nearest_mode", rounding);
        for (Shape shape : List.of(IMAGE, Shape.of(1, 2, 5))) {
            float[] scales = new float[shape.rank()];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = i < 2 ? 1 : scale;
            }
            Graph model = scaled(13, shape, nearest, scales);

            assertThat(gradient(model).nodes().stream().anyMatch(node -> node.is("AveragePool")))
                    .isEqualTo(blocks);
            assertThat(worst(model, shape, Map.of())).isLessThan(TOLERANCE);
            Graph older = OldFormsTest.withChoice(scaled(11, shape, nearest, scales));
            assertThat(worst(older, shape, Map.of())).isLessThan(TOLERANCE);
        }
    }

    /** Scales that are no whole numbers, or are of the channels, make no blocks. */
    @Test
    void otherScalesMakeNoBlocks() {
        Attributes nearest = Attributes.NONE.with("mode", "nearest");
        for (float[] scales :
                List.of(new float[] {1, 1, 2, 1.5f}, new float[] {1, 2, 2, 2}, new float[] {2, 1, 2, 2}, new float[] {
                    1, 1, 1, 0.5f
                })) {
            Graph model = scaled(13, IMAGE, nearest, scales);

            assertThat(gradient(model).nodes()).noneMatch(node -> node.is("AveragePool"));
            assertThat(worst(model, IMAGE, Map.of())).isLessThan(TOLERANCE);
        }
    }

    @Test
    void scalesMayBeComputed() {
        Graph model = graph(13, IMAGE);
        model.addInput(new ValueInfo("scales", ElementType.FLOAT, Shape.of(4)));
        model.append(Node.of("Resize", List.of("x", "", "scales"), "y", Attributes.NONE.with("mode", "linear")));
        model.expose("y");

        assertThat(worst(model, IMAGE, Map.of("scales", FloatTensor.of(new float[] {1, 1, 2, 1.5f}, 4))))
                .isLessThan(TOLERANCE);
    }

    /** As PyTorch wrote it in its first years. */
    @Test
    void scalesMayBeAnAttribute() {
        Graph model = graph(7, IMAGE);
        Attributes attributes = Attributes.NONE.with("mode", "linear").withReals("scales", 1, 1, 2, 3);
        model.append(Node.of("Upsample", List.of("x"), "y", attributes));
        model.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 6, 12)));

        assertThat(worst(model, IMAGE, Map.of())).isLessThan(TOLERANCE);
        assertThat(worst(OldFormsTest.withChoice(model), IMAGE, Map.of())).isLessThan(TOLERANCE);
    }

    private static double worst(Graph model, Shape shape, Map<String, FloatTensor> more) {
        Map<String, FloatTensor> feeds = new HashMap<>(more);
        feeds.put("x", Differences.random(shape.sizes()));
        return Differences.worst(model, feeds, "y", List.of("x"));
    }

    private static Graph gradient(Graph model) {
        return Gradients.of(model, GradientTarget.sumOf("y"), List.of("x")).graph();
    }

    private static Graph linear(Shape shape, float... scales) {
        return scaled(13, shape, Attributes.NONE.with("mode", "linear"), scales);
    }

    private static Graph scaled(int opset, Shape shape, Attributes attributes, float... scales) {
        Graph graph = graph(opset, shape);
        graph.put("roi", Tensor.of(new float[0]));
        graph.put("scales", Tensor.of(scales));
        graph.append(Node.of("Resize", List.of("x", "roi", "scales"), "y", attributes));
        graph.expose("y");
        return graph;
    }

    private static Graph toSizes(Shape shape, long... sizes) {
        Graph graph = graph(13, shape);
        graph.put("sizes", Tensor.of(sizes));
        graph.append(Node.of("Resize", List.of("x", "", "", "sizes"), "y", Attributes.NONE.with("mode", "linear")));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(sizes)));
        return graph;
    }

    private static Graph graph(int opset, Shape shape) {
        Graph graph = Graph.create("model", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, shape));
        return graph;
    }
}
