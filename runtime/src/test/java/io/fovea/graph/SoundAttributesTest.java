package io.fovea.graph;

import static io.fovea.graph.SoundModel.damage;
import static io.fovea.graph.SoundModel.external;
import static io.fovea.graph.SoundModel.inGraph;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        damage(cases, "'strides' of its node 'c' (Conv) cannot be 33 numbers", attribute("strides", ones(33)));
        damage(cases, "'strides' of its node 'c' (Conv) cannot be [2147483648]", attribute("strides", 1L << 31));
        damage(cases, "'pads' of its node 'c' (Conv) cannot be [2147483648]", attribute("pads", 1L << 31));
        damage(cases, "'pads' of its node 'c' (Conv) cannot be [1, 16385]", attribute("pads", 1, (1 << 14) + 1));
        damage(cases, "'pads' of its node 'c' (Conv) cannot be [-2147483648]", attribute("pads", -1L << 31));
        damage(cases, "'pads' of its node 'c' (Conv) cannot be 65 numbers", attribute("pads", ones(65)));
        damage(cases, "'axes' of its node 'c' (Conv) cannot be [33]", attribute("axes", 33));
        damage(cases, "'axes' of its node 'c' (Conv) cannot be [-33]", attribute("axes", -33));
        damage(cases, "'axes' of its node 'c' (Conv) cannot be 33 numbers", attribute("axes", ones(33)));
        damage(cases, "'to' of its node 'c' (Conv) cannot be [27]", attribute("to", 27));
        damage(cases, "'perm' of its node 'c' (Conv) cannot be [1, 1]", attribute("perm", 1, 1));
        damage(
                cases,
                "'perm' of its node 'c' (Conv) cannot be 33 numbers",
                attribute("perm", LongStream.range(0, 33).toArray()));
        // Of 32 numbers each is said.
        damage(
                cases,
                "cannot be [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
                attribute(
                        "dilations",
                        LongStream.range(0, 32).map(i -> Math.min(i, 1)).toArray()));
        damage(cases, "the name of one attribute is no text", attribute("a\u0007", 1));
        damage(cases, "its constant 'listed'", carrying(each -> each.addTensors(unfilled("listed"))));
        damage(
                cases,
                "its constant 'sparse'",
                carrying(each ->
                        each.setSparseTensor(SparseTensorProto.newBuilder().setValues(unfilled("sparse")))));
        damage(
                cases,
                "its constant 'places'",
                carrying(each -> each.addSparseTensors(
                        sparse(SparseTensorProto.newBuilder()).setIndices(unfilled("places")))));
        damage(
                cases,
                "its sparse constant 'v' is -5 long",
                carrying(each -> each.setSparseTensor(
                        sparse(SparseTensorProto.newBuilder().addDims(-5)))));
        damage(
                cases,
                "has no output",
                carrying(each -> each.addGraphs(
                        GraphProto.newBuilder().addNode(NodeProto.newBuilder().setOpType("Relu")))));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void whatIsJustWithinBoundsIsRead(String name, long... values) throws IOException {
        ModelProto.Builder model = SoundModel.sound();
        attribute(name, values).accept(model);

        assertThat(Graph.parse(model.build().toByteArray())
                        .nodes()
                        .get(0)
                        .attributes()
                        .integers(name))
                .containsExactly(values);
    }

    static Stream<Arguments> bounds() {
        long most = Integer.MAX_VALUE;
        return Stream.of(
                Arguments.of("strides", new long[] {1, most}),
                Arguments.of("dilations", ones(32)),
                Arguments.of("pads", new long[] {-most, 0, 1 << 14}),
                Arguments.of("pads", ones(64)),
                Arguments.of("axes", new long[] {-32, 32}),
                Arguments.of("axes", ones(32)),
                Arguments.of("to", new long[] {0, 26}),
                Arguments.of("perm", new long[] {2, 0, 1}),
                Arguments.of("anything", new long[] {Long.MIN_VALUE, Long.MAX_VALUE}));
    }

    /** What others mean by a name is theirs. */
    @Test
    void attributesOfOtherOperatorSetsHaveNoBounds() throws IOException {
        ModelProto.Builder model = SoundModel.sound();
        attribute("strides", 0).accept(model);
        model.getGraphBuilder().getNodeBuilder(0).setDomain("org.example");

        assertThat(Graph.parse(model.build().toByteArray()).nodes()).hasSize(3);
    }

    private static long[] ones(int number) {
        return LongStream.generate(() -> 1).limit(number).toArray();
    }

    /** Says that it has five numbers, and has none. */
    private static TensorProto.Builder unfilled(String name) {
        return TensorProto.newBuilder().setName(name).setDataType(1).addDims(5);
    }

    private static SparseTensorProto.Builder sparse(SparseTensorProto.Builder sparse) {
        return sparse.setValues(TensorCodec.encode("v", Tensor.of(1f)))
                .setIndices(TensorCodec.encode("i", Tensor.of(0L)));
    }

    private static Consumer<ModelProto.Builder> carrying(Consumer<AttributeProto.Builder> change) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName("carried");
        change.accept(attribute);
        return inGraph(graph -> graph.getNodeBuilder(0).addAttribute(attribute));
    }

    private static Consumer<ModelProto.Builder> attribute(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        for (long value : values) {
            attribute.addInts(value);
        }
        return inGraph(graph -> graph.getNodeBuilder(0).addAttribute(attribute));
    }
}
