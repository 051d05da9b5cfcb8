package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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

    @Test
    void renamingAndReroutingLeaveAWorkingGraph() {
        graph.append(Node.of("Abs", List.of("x"), "size"));
        graph.reroute("active", "size");
        graph.prune();
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Mul", "Abs");
    }
}
