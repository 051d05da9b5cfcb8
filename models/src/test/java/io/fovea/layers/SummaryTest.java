package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
                .contains("Total parameters: 104,202")
                .contains("Non-trainable parameters: 0");
    }

    @Test
    void movingAveragesAreNotTrainable() {
        Summary summary = Summary.of(Zoo.find("unet").build(Architecture.Settings.DEFAULT));
        assertThat(summary.parameters() - summary.trainableParameters())
                .isEqualTo(2 * 2 * (2 * (16 + 32 + 64 + 128) + 128));
        assertThat(summary.toString()).contains("Connected to");
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
