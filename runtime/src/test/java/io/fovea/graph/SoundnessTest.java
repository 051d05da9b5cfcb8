package io.fovea.graph;

import static io.fovea.graph.SoundModel.damage;
import static io.fovea.graph.SoundModel.inGraph;
import static io.fovea.graph.SoundModel.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import com.google.protobuf.ByteString;
import io.fovea.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is said when it is read, in a sentence, before anything is made of it. */
class SoundnessTest {
    private static final String DAMAGED = "a\u0007";

    @ParameterizedTest
    @MethodSource("damages")
    void damagedModelsAreRefused(String reason, Consumer<ModelProto.Builder> damage) {
        SoundModel.assertRefused(reason, damage);
    }

    static Stream<Arguments> damages() {
        List<Arguments> cases = new ArrayList<>();
        damage(cases, "it has no output", model -> model.getGraphBuilder().clearOutput());
        damage(cases, "the node 'r' (Relu) needs what is made of its own output", inGraph(graph -> graph.getNodeBuilder(
                        1)
                .setInput(0, "r")));
        damage(cases, "needs what is made of its own output", inGraph(graph -> graph.getNodeBuilder(0)
                .setInput(0, "y")));
        damage(
                cases,
                "nothing in it makes the value 'gone', which the node 'r' (Relu) needs",
                inGraph(graph -> graph.getNodeBuilder(1).setInput(0, "gone")));
        damage(cases, "nothing in it makes its output 'z'", inGraph(graph -> graph.getOutputBuilder(0)
                .setName("z")));
        damage(cases, "two things in it make the value 'c'", inGraph(graph -> graph.getNodeBuilder(1)
                .setOutput(0, "c")));
        damage(cases, "two things in it make the value 'w'", inGraph(graph -> graph.getNodeBuilder(1)
                .setOutput(0, "w")));
        damage(cases, "it has two inputs called 'x'", inGraph(graph -> graph.addInput(graph.getInput(0))));
        damage(
                cases,
                "it has two constants called 'w'",
                inGraph(graph -> graph.addInitializer(TensorCodec.encode("w", Tensor.scalar(1f)))));
        damage(cases, "its node 'r' (Relu) has no output", inGraph(graph -> graph.getNodeBuilder(1)
                .clearOutput()));
        damage(cases, "it is of version 9999999999 of an operator set", model -> model.getOpsetImportBuilder(0)
                .setVersion(9_999_999_999L));
        damage(
                cases,
                "it names the version of the operator set '' twice",
                model -> model.addOpsetImport(model.getOpsetImport(0)));
        damage(cases, "it is of version 0 of an operator set", model -> model.getOpsetImportBuilder(0)
                .setVersion(0));
        damage(cases, "it is of version 1001 of an operator set", model -> model.getOpsetImportBuilder(0)
                .setVersion(1001));
        damage(
                cases,
                "the name of one constant is no text",
                inGraph(graph -> graph.addInitializer(TensorCodec.encode(DAMAGED, Tensor.scalar(1f)))));
        damage(
                cases,
                "the name of one value is no text",
                inGraph(graph -> graph.addValueInfo(new ValueInfo(DAMAGED, ElementType.FLOAT, Shape.of(1)).toProto())));
        damage(cases, "the name of one operator is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .setOpType(DAMAGED)));
        damage(cases, "the name of one operator set is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .setDomain(DAMAGED)));
        damage(cases, "the name of one overload is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .setOverload(DAMAGED)));
        damage(cases, "the name of one value is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .setInput(0, DAMAGED)));
        damage(cases, "the name of one node has 4097 letters", inGraph(graph -> graph.getNodeBuilder(1)
                .setName("n".repeat(4097))));
        damage(
                cases,
                "a node keeps a constant in a file of its own",
                inGraph(graph -> graph.addSparseInitializer(
                        SparseTensorProto.newBuilder().setValues(SoundModel.external("x")))));
        damage(cases, "the name of one value is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .addOutputBytes(ByteString.copyFrom(new byte[] {'a', (byte) 0xff}))));
        damage(cases, "the name of one node is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .setName("a\u001b[31m")));
        damage(cases, "the name of one operator has 5000 letters", inGraph(graph -> graph.getNodeBuilder(1)
                .setOpType("R".repeat(5000))));
        return cases.stream();
    }

    @Test
    void theLongestNamesAndTheNewestSetsAreRead() throws IOException {
        ModelProto.Builder model = sound();
        model.getGraphBuilder().getNodeBuilder(1).setName("n".repeat(4096));
        model.addOpsetImportBuilder().setDomain("first").setVersion(1);
        model.addOpsetImportBuilder().setDomain("last").setVersion(1000);

        Graph graph = Graph.parse(model.build().toByteArray());

        assertThat(graph.nodes().get(1).name()).hasSize(4096);
        assertThat(graph.opset("first")).isEqualTo(1);
        assertThat(graph.opset("last")).isEqualTo(1000);
    }

    @Test
    void aSoundModelIsRead() throws IOException {
        assertThat(Graph.parse(sound().build().toByteArray()).nodes()).hasSize(3);
    }

    @Test
    void nodesInAnotherOrderAreSorted() throws IOException {
        ModelProto.Builder model = sound();
        List<NodeProto> nodes = new ArrayList<>(model.getGraph().getNodeList());
        Collections.reverse(nodes);
        model.getGraphBuilder().clearNode().addAllNode(nodes);

        Graph graph = Graph.parse(model.build().toByteArray());

        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Conv", "Relu", "Identity");
    }

    @Test
    void theSameConstantTwiceIsOne() throws IOException {
        ModelProto.Builder model = sound();
        model.getGraphBuilder().addInitializer(model.getGraph().getInitializer(0));
        assertThat(Graph.parse(model.build().toByteArray()).initializers()).containsOnlyKeys("w");
    }

    @Test
    void graphsInGraphsInGraphsAreRefusedBeforeTheStackEnds() {
        GraphProto graph = GraphProto.getDefaultInstance();
        for (int i = 0; i < 200; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder()
                            .setOpType("If")
                            .addOutput("y")
                            .addAttribute(AttributeProto.newBuilder()
                                    .setName("then_branch")
                                    .setG(graph)))
                    .build();
        }
        byte[] model = sound().setGraph(graph).build().toByteArray();
        assertThatThrownBy(() -> Graph.parse(model)).isInstanceOf(MalformedModelException.class);
    }

    @Test
    void aChainOfManyNodesIsRead() throws IOException {
        Graph graph = Graph.create("chain", 17);
        graph.addInput(new ValueInfo("v0", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.load(IntStream.range(0, 50_000)
                .mapToObj(i -> Node.of("Relu", List.of("v" + i), "v" + (i + 1)))
                .toList());
        graph.addOutput(new ValueInfo("v50000", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        assertThat(Graph.parse(graph.toBytes()).nodes()).hasSize(50_000);
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({
        "m0862-selfcycle, needs what is made of its own output",
        "m0909-wclaims2G, bytes of data",
        "m0991-rank64, 64 dimensions",
        "m1053-nooutputs, has no output"
    })
    void knownOffenders(String name, String reason) {
        Path file = SharedData.path("cases/damaged/" + name + ".onnx");
        assertThatThrownBy(() -> Graph.read(file))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(reason);
    }
}
