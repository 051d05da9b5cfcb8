package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.Arguments;

/** A small file with nothing wrong in it, and ways to damage it. */
final class SoundModel {
    private SoundModel() {}

    /** y = relu(w * x), one pixel at a time. */
    static ModelProto.Builder sound() {
        Graph graph = Graph.create("sound", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[] {2}, 1, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "c"));
        graph.append(Node.of("Relu", List.of("c"), "r"));
        graph.append(Node.of("Identity", List.of("r"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        return GraphFile.toProto(graph).toBuilder();
    }

    /** The constant {@code w}, kept in a file of that name. */
    static TensorProto.Builder external(String location) {
        return TensorProto.newBuilder()
                .setName("w")
                .setDataType(ElementType.FLOAT.code())
                .addDims(1)
                .addDims(1)
                .addDims(1)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(TensorCodec.entry("location", location));
    }

    /** A file that is damaged so is refused, and why is said. */
    static void assertRefused(String reason, Consumer<ModelProto.Builder> damage) {
        ModelProto.Builder model = sound();
        damage.accept(model);
        assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageStartingWith("The data is no valid ONNX model: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("; export or download it again.");
    }

    /** A case for {@link #assertRefused}. */
    static void damage(List<Arguments> cases, String reason, Consumer<ModelProto.Builder> damage) {
        cases.add(Arguments.of(reason, damage));
    }

    static Consumer<ModelProto.Builder> inGraph(Consumer<GraphProto.Builder> damage) {
        return model -> damage.accept(model.getGraphBuilder());
    }
}
