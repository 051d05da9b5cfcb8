package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import io.fovea.FoveaException;
import io.fovea.SharedData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is said when it is read, in a sentence, before anything is made of it. */
class SoundnessTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("damages")
    void damagedModelsAreRefused(String reason, Consumer<ModelProto.Builder> damage) {
        ModelProto.Builder model = sound();
        damage.accept(model);
        assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageStartingWith("The data is no valid ONNX model: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("; export or download it again.");
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
        damage(cases, "its value 'x' has 64 dimensions", shape(shape -> IntStream.range(0, 60)
                .forEach(i -> shape.addDimBuilder().setDimValue(1))));
        damage(cases, "its value 'x' claims to have", shape(shape -> shape.addDimBuilder()
                .setDimValue(1L << 50)));
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
        damage(
                cases,
                "its node 'c' calls the function 'Conv' by its overload 'other'",
                inGraph(graph -> graph.getNodeBuilder(0).setOverload("other")));
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
        damage(cases, "it is of version 9999999999 of an operator set", model -> model.getOpsetImportBuilder(0)
                .setVersion(9_999_999_999L));
        damage(
                cases,
                "it names the version of the operator set '' twice",
                model -> model.addOpsetImport(model.getOpsetImport(0)));
        damage(cases, "the name of one value is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .addOutputBytes(ByteString.copyFrom(new byte[] {'a', (byte) 0xff}))));
        damage(cases, "the name of one node is no text", inGraph(graph -> graph.getNodeBuilder(1)
                .setName("a\u001b[31m")));
        damage(cases, "the name of one operator has 5000 letters", inGraph(graph -> graph.getNodeBuilder(1)
                .setOpType("R".repeat(5000))));
        return cases.stream();
    }

    private static void damage(List<Arguments> cases, String reason, Consumer<ModelProto.Builder> damage) {
        cases.add(Arguments.of(reason, damage));
    }

    private static Consumer<ModelProto.Builder> inGraph(Consumer<GraphProto.Builder> damage) {
        return model -> damage.accept(model.getGraphBuilder());
    }

    private static Consumer<ModelProto.Builder> weight(Consumer<TensorProto.Builder> damage) {
        return inGraph(graph -> damage.accept(graph.getInitializerBuilder(0)));
    }

    private static Consumer<ModelProto.Builder> shape(Consumer<TensorShapeProto.Builder> damage) {
        return inGraph(graph -> damage.accept(
                graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder()));
    }

    private static Consumer<ModelProto.Builder> attribute(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        for (long value : values) {
            attribute.addInts(value);
        }
        return inGraph(graph -> graph.getNodeBuilder(0).addAttribute(attribute));
    }

    /** y = relu(w * x), one pixel at a time. */
    private static ModelProto.Builder sound() {
        Graph graph = Graph.create("sound", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[] {2}, 1, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "c"));
        graph.append(Node.of("Relu", List.of("c"), "r"));
        graph.append(Node.of("Identity", List.of("r"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        return GraphFile.toProto(graph).toBuilder();
    }

    private static TensorProto.Builder external(String location) {
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

    @ParameterizedTest
    @CsvSource({
        "1, its function 'f0' calls itself",
        "40, 'written out, its functions have more than'",
        "20000, its functions call one another more than 100 deep"
    })
    void functionsThatNeverEndAreRefused(int depth, String reason) {
        ModelProto.Builder model = sound();
        for (int i = 0; i < depth; i++) {
            String callee = "f" + (depth == 1 ? 0 : i + 1);
            NodeProto call = NodeProto.newBuilder()
                    .setDomain("own")
                    .setOpType(callee)
                    .addInput("a")
                    .addOutput("b")
                    .build();
            model.addFunctions(FunctionProto.newBuilder()
                    .setName("f" + i)
                    .setDomain("own")
                    .addInput("a")
                    .addNode(call)
                    .addNode(call));
        }
        model.getGraphBuilder().getNodeBuilder(1).setDomain("own").setOpType("f0");

        assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aFunctionMayCallAnotherOfItsNameThatIsOverloaded() throws IOException {
        ModelProto.Builder model = sound();
        NodeProto.Builder call = NodeProto.newBuilder()
                .setDomain("own")
                .setOpType("f")
                .setOverload("inner")
                .addInput("a")
                .addOutput("b");
        FunctionProto.Builder function =
                FunctionProto.newBuilder().setName("f").setDomain("own").addInput("a");
        model.addFunctions(function.clone().addNode(call));
        model.addFunctions(function.clone()
                .setOverload("inner")
                .addNode(call.clone().setDomain("").setOpType("Relu").clearOverload()));
        model.getGraphBuilder().getNodeBuilder(1).setDomain("own").setOpType("f");

        assertThat(Graph.parse(model.build().toByteArray()).nodes()).hasSize(3);
    }

    /** ONNX Runtime ends the whole process where a function that takes nothing is given something, if only a gap. */
    @ParameterizedTest
    @CsvSource({"c, true", "'', true", "c, false"})
    void aFunctionThatTakesNothingIsGivenNothing(String input, boolean direct) {
        ModelProto.Builder model = sound();
        model.addFunctions(FunctionProto.newBuilder()
                .setName("zero")
                .setDomain("own")
                .addOutput("b")
                .addNode(NodeProto.newBuilder().setOpType("Constant").addOutput("b")));
        NodeProto call = NodeProto.newBuilder()
                .setName("n")
                .setDomain("own")
                .setOpType("zero")
                .addInput(input)
                .addOutput("r")
                .build();
        model.addFunctions(FunctionProto.newBuilder()
                .setName("caller")
                .setDomain("own")
                .addInput("c")
                .addOutput("r")
                .addNode(call));
        NodeProto caller = call.toBuilder().setOpType("caller").build();
        model.getGraphBuilder().setNode(1, direct ? call : caller);

        assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("its node 'n' gives an input to the function 'zero', which takes none");

        FunctionProto asked = model.getFunctions(1).toBuilder()
                .setNode(0, call.toBuilder().clearInput())
                .build();
        model.setFunctions(1, asked).getGraphBuilder().setNode(1, caller);
        assertThat(Graph.parse(model.build().toByteArray()).nodes()).hasSize(3);
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

    @ParameterizedTest
    @CsvSource({
        "../secret, outside its own folder",
        "link, outside its own folder",
        "linked/secret, outside its own folder",
        "'', missing",
        "none, missing"
    })
    void externalDataElsewhereIsNotRead(String location, String reason) throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path secret = Files.write(folder.resolve("secret"), new byte[4]);
        Files.createSymbolicLink(inside.resolve("link"), secret);
        Files.createSymbolicLink(inside.resolve("linked"), folder);
        assertThatThrownBy(() -> Graph.read(written(inside, external(location))))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("m.onnx")
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> Graph.read(written(inside, external(secret.toString()))))
                .hasMessageContaining("outside its own folder");
    }

    @Test
    void externalDataBesideTheFileThatALinkMeansIsRead() throws IOException {
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        Files.write(blobs.resolve("b"), new byte[] {0, 0, (byte) 0x80, 0x3f});
        Path snapshot = Files.createDirectory(folder.resolve("snapshot"));
        Path model = Files.move(written(snapshot, external("weights")), blobs.resolve("a"));
        Files.createSymbolicLink(snapshot.resolve("m.onnx"), model);
        Files.createSymbolicLink(snapshot.resolve("weights"), blobs.resolve("b"));

        Graph graph = Graph.read(snapshot.resolve("m.onnx"));

        assertThat(graph.constant("w").orElseThrow().toFloats()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "offset, -4, the offset of its constant 'w'",
        "offset, much, the offset of its constant 'w'",
        "offset, 1, too short",
        "length, 8, has 4 bytes"
    })
    void aPlaceInExternalDataThatCannotBeIsRefused(String key, String value, String reason) throws IOException {
        Files.write(folder.resolve("data"), new byte[4]);
        Path file = written(folder, external("data").addExternalData(TensorCodec.entry(key, value)));
        assertThatThrownBy(() -> Graph.read(file))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void manyConstantsThatClaimTheSameBytesAreRefusedBeforeTheyFillTheMemory() throws IOException {
        long size = 1L << 30;
        try (RandomAccessFile data = new RandomAccessFile(folder.resolve("data").toFile(), "rw")) {
            data.setLength(size); // of which the disk holds nothing
        }
        ModelProto.Builder model = sound();
        for (int i = 0; i < 100; i++) {
            model.getGraphBuilder()
                    .addInitializer(external("data").setName("w" + i).setDims(3, size / 4));
        }
        Path file = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> Graph.read(file))
                .isExactlyInstanceOf(FoveaException.class)
                .hasMessageContaining("needs 100.0 GB of memory, and Java may take")
                .hasMessageContaining("FOVEA_JAVA_OPTIONS=-Xmx");
    }

    private static Path written(Path folder, TensorProto.Builder weight) throws IOException {
        ModelProto.Builder model = sound();
        model.getGraphBuilder().setInitializer(0, weight);
        return Files.write(folder.resolve("m.onnx"), model.build().toByteArray());
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
