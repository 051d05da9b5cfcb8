package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {
    private static final long[] SHAPE = {1, 3, 2, 2};

    @ParameterizedTest
    @CsvSource({"true, -2", "false, 5"})
    void theBranchThatIsTakenStandsInPlaceOfTheNode(boolean holds, float expected) throws IOException {
        ModelProto model = model(graph -> graph.addInitializer(truth("cond", holds))
                .addNode(conditional("cond", "y", branch("Neg", "doubled"), branch("Add", "doubled", "three"))));
        Graph graph = Graph.parse(model.toByteArray());

        assertThat(Decisions.make(graph)).isEqualTo(1);

        assertThat(graph.nodes()).noneMatch(node -> node.is("If"));
        assertThat(graph.has("cond")).isFalse();
        assertThat(graph.producer("y")).map(Node::op).hasValue(holds ? "Neg" : "Add");
        assertThat(first(graph.toBytes())).isEqualTo(expected).isEqualTo(first(model.toByteArray()));
    }

    /** As PyTorch writes squeeze(1): if that dimension is 1, it goes. */
    @ParameterizedTest
    @CsvSource({"1, Neg", "3, Neg", "2, Add"})
    void questionsAboutSizesThatTheModelFixesAreAnswered(int axis, String taken) throws IOException {
        ModelProto model = model(graph -> graph.addInitializer(whole("axis", axis))
                .addInitializer(whole("two", 2))
                .addNode(node("Shape", "shape", "x"))
                .addNode(node("Gather", "size", "shape", "axis"))
                .addNode(node("Equal", "equal", "size", "two"))
                .addNode(node("Not", "cond", "equal"))
                .addNode(conditional("cond", "y", branch("Neg", "doubled"), branch("Add", "doubled", "three"))));
        Graph graph = Graph.parse(model.toByteArray());

        boolean known = axis != 3;
        assertThat(Decisions.make(graph)).isEqualTo(known ? 1 : 0);
        if (known) {
            assertThat(graph.producer("y")).map(Node::op).hasValue(taken);
            assertThat(graph.producer("shape")).isEmpty();
            assertThat(first(graph.toBytes())).isEqualTo(first(model.toByteArray()));
        }
    }

    @Test
    void conditionsWithinBranchesAndEqualNamesInBothGoToo() throws IOException {
        GraphProto inner = body("inner")
                .addInitializer(real("four", 4))
                .addNode(node("Mul", "within", "doubled", "four"))
                .addNode(node("Abs", "inner", "within"))
                .build();
        GraphProto outer = body("t")
                .addInitializer(truth("other", true))
                .addNode(node("Neg", "inside", "doubled"))
                .addNode(conditional("other", "z", inner, inner))
                .addNode(node("Add", "t", "z", "inside"))
                .build();
        ModelProto model = model(graph -> graph.addInitializer(truth("cond", true))
                .addNode(conditional("cond", "y", outer, branch("Neg", "doubled"))));
        Graph graph = Graph.parse(model.toByteArray());

        assertThat(Decisions.make(graph)).isEqualTo(2);

        // |2 * 4| - 2, of an x of 1
        assertThat(first(graph.toBytes())).isEqualTo(6).isEqualTo(first(model.toByteArray()));
        assertThat(graph.nodes()).noneMatch(node -> node.is("If"));
    }

    @Test
    void aBranchMayAnswerWithAValueOfTheOuterGraph() throws IOException {
        GraphProto outer = body("doubled").build();
        ModelProto model = model(graph ->
                graph.addInitializer(truth("cond", true)).addNode(conditional("cond", "y", outer, branch("Neg", "x"))));
        Graph graph = Graph.parse(model.toByteArray());

        assertThat(Decisions.make(graph)).isEqualTo(1);

        assertThat(first(graph.toBytes())).isEqualTo(2);
    }

    @Test
    void whatDependsOnTheImageStays() throws IOException {
        ModelProto model = model(graph -> graph.addNode(node("ReduceMax", "most", "x"))
                .addInitializer(real("zero", 0))
                .addNode(node("Greater", "more", "most", "zero"))
                .addNode(node("Reshape", "cond", "more", "one"))
                .addInitializer(whole("one", 1))
                .addNode(node("Abs", "unused", "x"))
                .addNode(conditional("cond", "y", branch("Neg", "doubled"), branch("Add", "doubled", "three"))));
        Graph graph = Graph.parse(model.toByteArray());
        byte[] before = graph.toBytes();

        assertThat(Decisions.make(graph)).isZero();
        assertThat(graph.toBytes()).isEqualTo(before);
    }

    @Test
    void aModelsGraphHasNoneAndItsFileKeepsThem() {
        ModelProto proto = model(graph -> graph.addInitializer(truth("cond", false))
                .addNode(conditional("cond", "y", branch("Neg", "doubled"), branch("Add", "doubled", "three"))));
        Model model = Model.parse("decided", proto.toByteArray());

        assertThat(model.graph().nodes()).extracting(Node::op).containsExactly("Mul", "Add");
        assertThat(model.onnx()).isEqualTo(proto.toByteArray());
    }

    private static float first(byte[] onnx) {
        float[] ones = new float[12];
        Arrays.fill(ones, 1);
        try (Session session = Session.open(onnx, Device.CPU)) {
            return session.run(Map.of("x", FloatTensor.of(ones, SHAPE)), Cancellation.NONE)
                    .get("y")
                    .data()
                    .get(0);
        }
    }

    /** x of [1, 3, 2, free], doubled, and what is given of it; y is answered. */
    private static ModelProto model(Consumer<GraphProto.Builder> rest) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("g")
                .addInput(value("x", 1, 3, 2, -1))
                .addOutput(value("y", 1, 3, 2, -1))
                .addInitializer(real("twice", 2))
                .addInitializer(real("three", 3))
                .addNode(node("Mul", "doubled", "x", "twice"));
        rest.accept(graph);
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
    }

    private static GraphProto branch(String op, String... inputs) {
        return body("b_" + op).addNode(node(op, "b_" + op, inputs)).build();
    }

    private static GraphProto.Builder body(String output) {
        return GraphProto.newBuilder().setName("branch").addOutput(value(output, 1, 3, 2, -1));
    }

    private static NodeProto conditional(String condition, String output, GraphProto then, GraphProto otherwise) {
        return node("If", output, condition).toBuilder()
                .addAttribute(graph("then_branch", then))
                .addAttribute(graph("else_branch", otherwise))
                .build();
    }

    private static AttributeProto graph(String name, GraphProto body) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build();
    }

    private static NodeProto node(String op, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setName(op)
                .setOpType(op)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static TensorProto truth(String name, boolean value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.BOOL_VALUE)
                .addInt32Data(value ? 1 : 0)
                .build();
    }

    private static TensorProto whole(String name, long value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(1)
                .addInt64Data(value)
                .build();
    }

    private static TensorProto real(String name, float value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addFloatData(value)
                .build();
    }

    private static ValueInfoProto value(String name, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(size < 0 ? dimension.setDimParam("w") : dimension.setDimValue(size));
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
