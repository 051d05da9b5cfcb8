package io.fovea.graph;

import static io.fovea.graph.SoundModel.damage;
import static io.fovea.graph.SoundModel.external;
import static io.fovea.graph.SoundModel.inGraph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node says of itself, and what it carries. */
class SoundAttributesTest {
    @ParameterizedTest
    @MethodSource("damages")
    void damagedModelsAreRefused(String reason, Consumer<ModelProto.Builder> damage) {
        SoundModel.assertRefused(reason, damage);
    }

    static Stream<Arguments> damages() {
        List<Arguments> cases = new ArrayList<>();
        damage(cases, "attribute 'strides' of its node 'c' (Conv) cannot be [0, 1]", attribute("strides", 0, 1));
        damage(cases, "attribute 'kernel_shape' of its node 'c' (Conv) cannot be", attribute("kernel_shape", 1L << 40));
        damage(cases, "cannot be 100 numbers", attribute("dilations", new long[100]));
        damage(cases, "'perm' of its node 'c' (Conv) cannot be [0, 2]", attribute("perm", 0, 2));
        damage(cases, "'to' of its node 'c' (Conv) cannot be [4294967297]", attribute("to", (1L << 32) + 1));
        damage(cases, "'group' of its node 'c' (Conv) cannot be 0", inGraph(graph -> graph.getNodeBuilder(0)
                .addAttribute(AttributeProto.newBuilder().setName("group").setI(0))));
        damage(cases, "'group' of its node 'c' (Conv) cannot be 0", inGraph(graph -> graph.getNodeBuilder(0)
                .addAttribute(AttributeProto.newBuilder().setName("group").setType(AttributeType.INT))));
        damage(cases, "its constant 'inner'", inGraph(graph -> graph.getNodeBuilder(0)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setT(TensorProto.newBuilder()
                                .setName("inner")
                                .setDataType(1)
                                .addDims(1L << 30)))));
        damage(cases, "a node keeps a constant in a file of its own", inGraph(graph -> graph.getNodeBuilder(0)
                .addAttribute(AttributeProto.newBuilder().setName("value").setT(external("/etc/hostname")))));
        damage(cases, "its constant 'deep'", inGraph(graph -> graph.getNodeBuilder(0)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("body")
                        .setG(GraphProto.newBuilder()
                                .addInitializer(TensorProto.newBuilder()
                                        .setName("deep")
                                        .setDataType(1)
                                        .addDims(9))))));
        return cases.stream();
    }

    private static Consumer<ModelProto.Builder> attribute(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        for (long value : values) {
            attribute.addInts(value);
        }
        return inGraph(graph -> graph.getNodeBuilder(0).addAttribute(attribute));
    }
}
