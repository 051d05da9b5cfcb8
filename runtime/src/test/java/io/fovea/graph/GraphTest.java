package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.onnx.proto.OnnxMl.SparseTensorProto;
import io.fovea.FoveaException;
import io.fovea.model.Model;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {

    @TempDir
    Path folder;

    private Graph graph;

    /** y = relu(x + a) * b, with an unused branch. */
    @BeforeEach
    void buildGraph() {
        graph = Graph.create("example", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, 3)));
        graph.put("a", Tensor.of(new float[] {1, -2, 3}));
        graph.put("b", Tensor.of(new float[] {2, 2, 2}));
        graph.append(Node.of("Add", List.of("x", "a"), "sum"));
        graph.append(Node.of("Relu", List.of("sum"), "active"));
        graph.append(Node.of("Mul", List.of("active", "b"), "y"));
        graph.append(Node.of("Neg", List.of("sum"), "unwanted"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 3)));
        graph.metadata().put("author", "Curie, \u017b\u00f3rawska");
    }

    @Test
    void looksUpWhoMakesAndWhoNeedsAValue() {
        assertThat(graph.producer("sum").orElseThrow().op()).isEqualTo("Add");
        assertThat(graph.consumers("sum")).extracting(Node::op).containsExactly("Relu", "Neg");
        assertThat(graph.producer("x")).isEmpty();
        assertThat(graph.constant("a").orElseThrow().toFloats()).containsExactly(1, -2, 3);
        assertThat(graph.inputs()).extracting(ValueInfo::name).containsExactly("x");
        assertThat(graph.value("x").orElseThrow().shape().sizes()).containsExactly(-1, 3);
    }

    @Test
    void survivesWritingAndReading() throws Exception {
        Path file = folder.resolve("a model \u00e9.onnx");
        graph.write(file);
        Graph again = Graph.read(file);
        assertThat(again.nodes()).isEqualTo(graph.nodes());
        assertThat(again.initializers()).isEqualTo(graph.initializers());
        assertThat(again.metadata()).isEqualTo(graph.metadata());
        assertThat(again.opset()).isEqualTo(17);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void externalDataSurvivesWritingAndReading() throws Exception {
        Path file = folder.resolve("large.onnx");
        Files.write(file, GraphFile.writeExternal(graph, file).toByteArray());
        assertThat(folder.resolve("large.onnx.data")).hasSize(24);
        assertThat(Graph.read(file).initializers()).isEqualTo(graph.initializers());
    }

    @Test
    void externalDataOutsideTheModelsFolderIsRefused() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path file = inside.resolve("m.onnx");
        Files.write(file, GraphFile.writeExternal(graph, file).toByteArray());
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("m.onnx.data", "../../x.dat");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Graph.read(file))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("outside its own folder");
    }

    @Test
    void prunesWhatNoOutputNeeds() {
        graph.prune();
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Add", "Relu", "Mul");
        graph.setOutputs(List.of("active"));
        graph.prune();
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Add", "Relu");
        assertThat(graph.initializers()).containsOnlyKeys("a");
    }

    @Test
    void cutsBetweenTwoValues() {
        Graph part = graph.cut(List.of("sum"), List.of("y"));
        assertThat(part.nodes()).extracting(Node::op).containsExactly("Relu", "Mul");
        assertThat(part.inputs()).extracting(ValueInfo::name).containsExactly("sum");
        assertThat(part.initializers()).containsOnlyKeys("b");
        assertThat(graph.nodes()).hasSize(4);
    }

    /** Before version 4 of the format, constants stood among the inputs too. */
    @Test
    void constantsThatGoLeaveNoInputBehind() throws Exception {
        graph.addInput(new ValueInfo("a", ElementType.FLOAT, Shape.of(3)));
        graph.addInput(new ValueInfo("b", ElementType.FLOAT, Shape.of(3)));
        graph.setOutputs(List.of("active"));

        graph.prune();

        assertThat(GraphFile.toProto(graph).getGraph().getInputList())
                .extracting(input -> input.getName())
                .containsExactly("x", "a");
    }

    @Test
    void knowsItsFilesAndWhoWroteIt() throws Exception {
        Path file = folder.resolve("told.onnx");
        Files.write(
                file,
                GraphFile.writeExternal(graph, file).toBuilder()
                        .setProducerName("a tool")
                        .build()
                        .toByteArray());

        Graph read = Graph.read(file);

        assertThat(read.files()).containsExactlyInAnyOrder(file, folder.resolve("told.onnx.data"));
        assertThat(read.producerName()).isEqualTo("a tool");
        assertThat(graph.files()).isEmpty();
    }

    @Test
    void refusesACutThatLeavesAnInputOpen() {
        graph.addInput(new ValueInfo("z", ElementType.FLOAT, Shape.of(3)));
        graph.append(Node.of("Add", List.of("y", "z"), "last"));
        assertThatThrownBy(() -> graph.cut(List.of("sum"), List.of("last")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[z]");
    }

    @Test
    void joinsASecondModelAndRenamesWhatIsTaken() {
        Graph head = graph.copy();
        Map<String, String> names = graph.join(head, Map.of("x", "y"), "head_");
        assertThat(names).containsEntry("y", "head_y").containsEntry("x", "y");
        assertThat(graph.outputs()).extracting(ValueInfo::name).containsExactly("y", "head_y");
        assertThat(graph.producer("head_sum").orElseThrow().inputs()).containsExactly("y", "head_a");
    }

    @Test
    void refusesNodesThatDoNotFit() {
        assertThatThrownBy(() -> graph.append(Node.of("Relu", List.of("missing"), "r")))
                .hasMessageContaining("'missing', which does not exist");
        assertThatThrownBy(() -> graph.append(Node.of("Relu", List.of("x"), "y")))
                .hasMessageContaining("'y', which exists already");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "this is not a model");
        Path half = Files.write(folder.resolve("half.onnx"), java.util.Arrays.copyOf(graph.toBytes(), 60));
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        for (Path file : List.of(text, half, empty)) {
            assertThatThrownBy(() -> Graph.read(file))
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageContaining("not an ONNX model");
        }
    }

    @Test
    void refusesAMissingFileAsModelsDo() {
        Path none = folder.resolve("none.onnx");
        for (ThrowingCallable reading : List.<ThrowingCallable>of(() -> Graph.read(none), () -> Model.read(none))) {
            assertThatThrownBy(reading)
                    .isExactlyInstanceOf(FoveaException.class)
                    .hasMessage("There is no model file '" + none + "'.");
        }
    }

    @Test
    void refusesADamagedFileAsModelsDo() throws Exception {
        Path half = Files.write(folder.resolve("half.onnx"), java.util.Arrays.copyOf(graph.toBytes(), 60));
        String sentence = catchThrowable(() -> Graph.read(half)).getMessage();
        assertThat(sentence).contains("half.onnx").endsWith("export or download it again.");
        assertThatThrownBy(() -> Model.read(half))
                .isInstanceOf(FoveaException.class)
                .hasMessage(sentence);
    }

    /** What was asked of a graph before it changed is answered anew. */
    @Test
    void whoNeedsAValueIsKnownAfterEveryChange() {
        assertThat(graph.consumers("y")).isEmpty();
        Node last = graph.append(Node.of("Abs", List.of("y"), "last"));
        assertThat(graph.consumers("y")).containsExactly(last);
        assertThat(graph.producer("last")).contains(last);
        graph.remove(last);
        assertThat(graph.consumers("y")).isEmpty();
        assertThat(graph.producer("last")).isEmpty();
    }

    @Test
    void whatAFileNotesOfInnerValuesAndKeepsSparseIsRead() throws Exception {
        var model = GraphFile.toProto(graph).toBuilder();
        model.getGraphBuilder()
                .addValueInfo(new ValueInfo("sum", ElementType.FLOAT, Shape.of(-1, 3)).toProto())
                .addSparseInitializer(SparseTensorProto.newBuilder()
                        .setValues(TensorCodec.encode("few", Tensor.of(5f)))
                        .setIndices(TensorCodec.encode("", Tensor.of(1L)))
                        .addDims(3))
                .addNode(Node.of("Neg", List.of("few"), "many").toProto());

        Graph read = Graph.parse(model.build().toByteArray());

        assertThat(read.value("sum").orElseThrow().shape()).isEqualTo(Shape.of(-1, 3));
        assertThat(read.producer("many")).isPresent();
    }

    /** A constant that older formats list among the inputs goes on being listed, but for one that is fed. */
    @Test
    void aCutKeepsTheListingsOfItsConstants() {
        graph.addInput(new ValueInfo("a", ElementType.FLOAT, Shape.of(3)));
        graph.addInput(new ValueInfo("b", ElementType.FLOAT, Shape.of(3)));

        Graph part = graph.cut(List.of("sum"), List.of("y"));

        assertThat(GraphFile.toProto(part).getGraph().getInputList())
                .extracting(input -> input.getName())
                .containsExactly("b", "sum");
    }

    @Test
    void renamingAndReroutingLeaveAWorkingGraph() {
        graph.append(Node.of("Abs", List.of("x"), "size"));
        graph.reroute("active", "size");
        graph.prune();
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Mul", "Abs");
    }

    @Test
    void nodesAreAddedReplacedAndTakenAwayInTheirPlaces() {
        Node relu = graph.producer("active").orElseThrow();
        Node abs = graph.insertBefore(relu, Node.of("Abs", List.of("sum"), "positive"));
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Add", "Abs", "Relu", "Mul", "Neg");
        graph.replace(relu, relu.withInputs(List.of("positive")));
        assertThat(graph.consumers("positive")).extracting(Node::op).containsExactly("Relu");
        assertThat(graph.consumers("sum")).extracting(Node::op).containsExactly("Abs", "Neg");
        graph.remove(graph.producer("unwanted").orElseThrow());
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Add", "Abs", "Relu", "Mul");
        assertThatThrownBy(() -> graph.remove(relu)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.replace(relu, abs)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.insertBefore(relu, Node.of("Abs", List.of("x"), "other")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.insertBefore(abs, Node.of("Abs", List.of("none"), "other")))
                .hasMessageContaining("'none', which does not exist");
    }

    @Test
    void namesThatAreTakenAreKnown() {
        for (String taken : List.of("x", "a", "sum", "y")) {
            assertThat(graph.has(taken)).as(taken).isTrue();
        }
        assertThat(graph.has("z")).isFalse();
        assertThat(graph.unused("z")).isEqualTo("z");
        assertThat(graph.unused("sum")).isEqualTo("sum_1");
        graph.put("sum_1", Tensor.of(1f));
        assertThat(graph.unused("sum")).isEqualTo("sum_2");
    }

    @Test
    void whatIsKnownOfAValueIsFound() {
        assertThat(graph.value("a")).contains(new ValueInfo("a", ElementType.FLOAT, Shape.of(3)));
        assertThat(graph.value("sum")).isEmpty();
        graph.declare(new ValueInfo("sum", ElementType.FLOAT, Shape.of(-1, 3)));
        assertThat(graph.value("sum").orElseThrow().shape()).isEqualTo(Shape.of(-1, 3));
        graph.redeclare(new ValueInfo("sum", ElementType.FLOAT, Shape.of(2, 3)));
        assertThat(graph.value("sum").orElseThrow().shape()).isEqualTo(Shape.of(2, 3));
        graph.redeclare(new ValueInfo("y", ElementType.FLOAT, Shape.of(2, 3)));
        assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(graph.outputs()).hasSize(1);
        graph.undeclareInner();
        assertThat(graph.value("sum")).isEmpty();
        graph.append(Node.of("Constant", List.of(), "c", Attributes.NONE.with("value", Tensor.of(5f))));
        assertThat(graph.constant("c")).contains(Tensor.of(5f));
        graph.append(Node.of("ConstantOfShape", List.of("a"), "filled", Attributes.NONE.with("value", Tensor.of(5f))));
        assertThat(graph.constant("filled")).as("as many fives as it is told").isEmpty();
        assertThat(graph.constant("sum")).isEmpty();
    }

    @Test
    void innerValuesBecomeOutputs() {
        graph.declare(new ValueInfo("sum", ElementType.FLOAT, Shape.of(-1, 3)));
        graph.expose("sum");
        graph.expose("active");
        assertThat(graph.outputs()).extracting(ValueInfo::name).containsExactly("y", "sum", "active");
        assertThat(graph.outputs())
                .extracting(ValueInfo::type)
                .containsExactly(ElementType.FLOAT, ElementType.FLOAT, ElementType.UNDEFINED);
        graph.setOutputs(List.of("sum"));
        assertThat(graph.outputs()).extracting(ValueInfo::name).containsExactly("sum");
        assertThatThrownBy(() -> graph.expose("none")).hasMessage("The graph has no value 'none'");
        assertThatThrownBy(() -> graph.setOutputs(List.of("none"))).hasMessage("The graph has no value 'none'");
    }

    @Test
    void aCopyIsOnItsOwn() {
        Graph copy = graph.copy();
        assertThat(copy.metadata()).isEqualTo(graph.metadata());
        copy.put("a", Tensor.of(9f));
        copy.metadata().put("author", "nobody");
        copy.remove(copy.producer("unwanted").orElseThrow());
        copy.rename("other");

        assertThat(graph.initializers().get("a")).isEqualTo(Tensor.of(1f, -2f, 3f));
        assertThat(graph.metadata()).containsEntry("author", "Curie, \u017b\u00f3rawska");
        assertThat(graph.nodes()).hasSize(4);
        assertThat(graph.name()).isEqualTo("example");
        assertThat(copy.name()).isEqualTo("other");
        Graph empty = Graph.like(graph);
        assertThat(empty.name()).isEqualTo("example");
        assertThat(empty.opset()).isEqualTo(17);
        assertThat(empty.nodes()).isEmpty();
        assertThat(empty.opset("com.microsoft")).isZero();
    }

    /** An initialiser that is listed among the inputs is only their default: none that must be fed. */
    @Test
    void constantsAreNoInputs() {
        graph.addInput(new ValueInfo("a", ElementType.FLOAT, Shape.of(3)));
        assertThat(graph.inputs()).extracting(ValueInfo::name).containsExactly("x");
        graph.removeInitializer("a");
        assertThat(graph.inputs()).extracting(ValueInfo::name).containsExactly("x");
        assertThat(graph.has("a")).isFalse();
    }

    @Test
    void aCutBeginsAndEndsAtValuesThatThereAre() {
        assertThatThrownBy(() -> graph.cut(List.of("none"), List.of("y")))
                .hasMessage("The graph has no value 'none' to begin at");
        assertThatThrownBy(() -> graph.cut(List.of("x"), List.of("none"))).isInstanceOf(IllegalArgumentException.class);
        graph.declare(new ValueInfo("sum", ElementType.FLOAT, Shape.of(-1, 3)));
        assertThat(graph.cut(List.of("sum"), List.of("y")).inputs())
                .containsExactly(new ValueInfo("sum", ElementType.FLOAT, Shape.of(-1, 3)));
        assertThat(graph.cut(List.of("active"), List.of("y")).inputs())
                .containsExactly(new ValueInfo("active", ElementType.FLOAT, Shape.UNKNOWN));
        // What begins and ends in one place is nothing but that.
        assertThat(graph.cut(List.of("sum"), List.of("sum")).nodes()).isEmpty();
        // A constant to begin at is one no longer.
        Graph fed = graph.cut(List.of("x", "a"), List.of("sum"));
        assertThat(fed.inputs()).extracting(ValueInfo::name).containsExactlyInAnyOrder("x", "a");
        assertThat(fed.initializers()).isEmpty();
    }

    @Test
    void modelsThatDoNotFitAreNotJoined() {
        Graph older = Graph.create("older", 13);
        older.addInput(new ValueInfo("z", ElementType.FLOAT, Shape.of(3)));
        older.append(Node.of("Relu", List.of("z"), "w"));
        older.expose("w");

        assertThatThrownBy(() -> graph.join(older, Map.of("z", "y"), "p_"))
                .hasMessage("The models use different versions of the operator set '': 17 and 13");
        assertThatThrownBy(() -> graph.join(graph.copy(), Map.of(), "p_"))
                .hasMessage("Input 'x' of the second model is not wired");
    }
}
