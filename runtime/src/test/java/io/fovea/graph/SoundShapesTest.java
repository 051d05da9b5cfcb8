package io.fovea.graph;

import static io.fovea.graph.SoundModel.damage;
import static io.fovea.graph.SoundModel.inGraph;
import static io.fovea.graph.SoundModel.sound;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes and element types of values, and the data of constants. */
class SoundShapesTest {
    @ParameterizedTest
    @MethodSource("damages")
    void damagedModelsAreRefused(String reason, Consumer<ModelProto.Builder> damage) {
        SoundModel.assertRefused(reason, damage);
    }

    static Stream<Arguments> damages() {
        List<Arguments> cases = new ArrayList<>();
        damage(
                cases,
                "its constant 'w' of type FLOAT and shape [1, 1, 1, 2147483647] has 4 bytes of data, not"
                        + " 8589934588",
                weight(weight -> weight.setDims(3, Integer.MAX_VALUE)));
        damage(cases, "is -1 long along one dimension", weight(weight -> weight.setDims(0, -1)
                .setDims(1, -1)));
        damage(cases, "claims to have 4.6e+18 numbers", weight(weight -> weight.setDims(0, 1L << 62)));
        damage(
                cases,
                "has 2 bytes of data, not 4",
                weight(weight -> weight.setRawData(ByteString.copyFrom(new byte[2]))));
        damage(cases, "is of the element type 99, which is not known", weight(weight -> weight.setDataType(99)));
        damage(cases, "'y' is of the element type 77", inGraph(graph -> graph.getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(77)));
        damage(cases, "the name of one size is no text", shape(shape -> shape.getDimBuilder(2)
                .setDimParam("a\u0007")));
        damage(cases, "its value 'x' has 33 dimensions", shape(shape -> IntStream.range(0, 29)
                .forEach(i -> shape.addDimBuilder().setDimValue(1))));
        damage(cases, "its value 'x' has 64 dimensions", shape(shape -> IntStream.range(0, 60)
                .forEach(i -> shape.addDimBuilder().setDimValue(1))));
        damage(cases, "its value 'x' claims to have", shape(shape -> shape.addDimBuilder()
                .setDimValue(1L << 50)));
        return cases.stream();
    }

    @Test
    void whatIsAsLargeAsCanBeIsRead() throws IOException {
        ModelProto.Builder model = sound();
        TensorShapeProto.Builder shape = model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder();
        IntStream.range(shape.getDimCount(), 31)
                .forEach(i -> shape.addDimBuilder().setDimValue(1));
        shape.addDimBuilder().setDimValue(1L << 40);

        assertThat(Graph.parse(model.build().toByteArray())
                        .inputs()
                        .get(0)
                        .shape()
                        .sizes())
                .hasSize(32)
                .endsWith(1L << 40);
    }

    @Test
    void constantsMayBeEmpty() throws IOException {
        ModelProto.Builder model = sound();
        model.getGraphBuilder().addInitializer(TensorCodec.encode("none", Tensor.of(new float[0], 0, 7)));

        assertThat(Graph.parse(model.build().toByteArray())
                        .initializers()
                        .get("none")
                        .shape())
                .containsExactly(0, 7);
    }

    private static Consumer<ModelProto.Builder> weight(Consumer<TensorProto.Builder> damage) {
        return inGraph(graph -> damage.accept(graph.getInitializerBuilder(0)));
    }

    private static Consumer<ModelProto.Builder> shape(Consumer<TensorShapeProto.Builder> damage) {
        return inGraph(graph -> damage.accept(
                graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder()));
    }

    @Test
    void aSizeBelowZeroIsFree() throws IOException {
        ModelProto.Builder model = sound();
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(2)
                .setDimValue(-7);
        assertThat(Graph.parse(model.build().toByteArray())
                        .inputs()
                        .get(0)
                        .shape()
                        .sizes())
                .containsExactly(1, 1, -1, -1);
    }
}
