package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the names in a branch that is put in the place of its node. */
class BranchesTest {

    static Stream<Consumer<GraphProto.Builder>> unlikeOthers() {
        return Stream.of(
                branch -> branch.addSparseInitializer(SparseTensorProto.getDefaultInstance()),
                branch -> branch.addInitializer(SoundModel.external("weights.bin")),
                branch -> branch.addOutput(branch.getOutput(0)));
    }

    @ParameterizedTest
    @MethodSource("unlikeOthers")
    void branchesThatCannotBeWrittenOutStay(Consumer<GraphProto.Builder> change) {
        GraphProto.Builder branch = branch(node("Neg", "b", "x"));
        change.accept(branch);
        Graph graph = graph(branch);

        assertThat(graph.decide(graph.producer("y").orElseThrow(), true)).isFalse();
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("If");
    }

    @Test
    void theOtherBranchMayBeTaken() {
        Graph graph = graph(branch(node("Neg", "b", "x")));

        assertThat(graph.decide(graph.producer("y").orElseThrow(), false)).isTrue();
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Identity");
        assertThat(graph.nodes().get(0).inputs()).containsExactly("x");
    }

    /** What a graph within another node calls its own would be hidden by an outer value of that name. */
    @ParameterizedTest
    @ValueSource(strings = {"fed", "kept", "made", "deep"})
    void namesWithinOtherNodesAreLeftToThem(String name) {
        GraphProto deep =
                GraphProto.newBuilder().addNode(node("Abs", "deep", "x")).build();
        GraphProto within = GraphProto.newBuilder()
                .addInput(value("fed"))
                .addInitializer(TensorCodec.encode("kept", Tensor.scalar(1f)))
                .addNode(node("Abs", "made", "x"))
                .addNode(holding("inside", "body", deep))
                .build();
        GraphProto.Builder branch = branch(node("Neg", name, "x"), node("Abs", "b", name));
        Graph graph = graph(branch);
        graph.append(Node.of(holding("other", "body", within)));

        graph.decide(graph.producer("y").orElseThrow(), true);

        assertThat(graph.producer(name)).isEmpty();
        assertThat(graph.producer("y").orElseThrow().inputs()).containsExactly(name + "_1");
        assertThat(graph.producer(name + "_1")).map(Node::op).hasValue("Neg");
    }

    @Test
    void aNameThatIsTakenTwiceIsCountedOn() {
        Graph graph = graph(branch(node("Neg", "x", "x"), node("Abs", "b", "x")));
        graph.put("x_1", Tensor.scalar(1f));

        graph.decide(graph.producer("y").orElseThrow(), true);

        assertThat(graph.producer("y").orElseThrow().inputs()).containsExactly("x_2");
    }

    /** Graphs within the branch follow its new names, but for those that they give to something of their own. */
    @Test
    void graphsWithinTheBranchFollowItsNames() {
        GraphProto using = GraphProto.newBuilder()
                .addNode(node("Abs", "u", "v"))
                .addOutput(value("v"))
                .build();
        GraphProto fed = using.toBuilder().addInput(value("v")).build();
        GraphProto keeping = using.toBuilder()
                .addInitializer(TensorCodec.encode("v", Tensor.scalar(1f)))
                .build();
        GraphProto making = using.toBuilder().addNode(node("Neg", "v", "u")).build();
        NodeProto several = node("Scan", "s").toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("bodies")
                        .setType(AttributeProto.AttributeType.GRAPHS)
                        .addGraphs(using)
                        .addGraphs(fed))
                .build();
        Graph graph = graph(branch(
                node("Neg", "v", "x"),
                holding("a", "body", using),
                holding("b1", "body", fed),
                holding("b2", "body", keeping),
                holding("b3", "body", making),
                several,
                node("Sum", "b", "a")));
        graph.put("v", Tensor.scalar(1f));

        graph.decide(graph.producer("y").orElseThrow(), true);

        assertThat(names(body(graph, "a"))).containsExactly("v_1", "v_1");
        for (String own : List.of("b1", "b2", "b3")) {
            assertThat(names(body(graph, own))).as(own).containsExactly("v", "v");
        }
        List<GraphProto> bodies = new ArrayList<>(graph.producer("s")
                .orElseThrow()
                .attributes()
                .protos()
                .iterator()
                .next()
                .getGraphsList());
        assertThat(bodies).hasSize(2);
        assertThat(names(bodies.get(0))).containsExactly("v_1", "v_1");
        assertThat(names(bodies.get(1))).containsExactly("v", "v");
        assertThat(graph.producer("a").orElseThrow().dependencies()).containsExactly("v_1");
    }

    @Test
    void whatTheBranchNotesOfValuesIsKept() {
        GraphProto.Builder branch = branch(node("Neg", "middle", "x"), node("Abs", "b", "middle"))
                .addValueInfo(new ValueInfo("middle", ElementType.FLOAT, Shape.of(2, 3)).toProto())
                .addValueInfo(new ValueInfo("b", ElementType.FLOAT, Shape.of(9)).toProto())
                .addValueInfo(new ValueInfo("elsewhere", ElementType.FLOAT, Shape.of(9)).toProto());
        Graph graph = graph(branch);

        graph.decide(graph.producer("y").orElseThrow(), true);

        assertThat(graph.value("middle")).contains(new ValueInfo("middle", ElementType.FLOAT, Shape.of(2, 3)));
        assertThat(graph.value("y").orElseThrow().shape()).as("the whole's own").isEqualTo(Shape.of(2));
        assertThat(graph.value("elsewhere")).isEmpty();
    }

    @Test
    void outputsThatNobodyWantsStayWithoutNames() {
        NodeProto several = NodeProto.newBuilder()
                .setOpType("Split")
                .addInput("x")
                .addAllOutput(List.of("b", "", ""))
                .build();
        Graph graph = graph(branch(several));

        graph.decide(graph.producer("y").orElseThrow(), true);

        assertThat(graph.producer("y").orElseThrow().outputs()).containsExactly("y", "", "");
    }

    @Test
    void aNodeMayBearTheNameOfTheOneThatGoes() {
        NodeProto neg = node("Neg", "b", "x").toBuilder().setName("choice").build();
        Graph graph = graph(branch(neg));
        Graph crowded = graph.copy();
        crowded.append(Node.of("Abs", List.of("x"), "z").withName("choice"));

        graph.decide(graph.producer("y").orElseThrow(), true);
        crowded.decide(crowded.producer("y").orElseThrow(), true);

        assertThat(graph.producer("y").orElseThrow().name()).isEqualTo("choice");
        assertThat(crowded.producer("y").orElseThrow().name()).isEmpty();
    }

    /** y is a branch's b, or x. */
    private static Graph graph(GraphProto.Builder branch) {
        Graph graph = Graph.create("choice", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(2)));
        graph.put("condition", Tensor.scalar(1L));
        GraphProto otherwise = GraphProto.newBuilder().addOutput(value("x")).build();
        NodeProto choice = NodeProto.newBuilder()
                .setOpType("If")
                .setName("choice")
                .addInput("condition")
                .addOutput("y")
                .addAttribute(graph("then_branch", branch.build()))
                .addAttribute(graph("else_branch", otherwise))
                .build();
        graph.load(List.of(Node.of(choice)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(2)));
        return graph;
    }

    private static GraphProto.Builder branch(NodeProto... nodes) {
        return GraphProto.newBuilder().addAllNode(List.of(nodes)).addOutput(value("b"));
    }

    private static NodeProto node(String op, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static NodeProto holding(String output, String attribute, GraphProto body) {
        return node("Loop", output).toBuilder()
                .addAttribute(graph(attribute, body))
                .build();
    }

    private static AttributeProto graph(String name, GraphProto body) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build();
    }

    private static ai.onnx.proto.OnnxMl.ValueInfoProto value(String name) {
        return new ValueInfo(name, ElementType.FLOAT, Shape.of(2)).toProto();
    }

    private static GraphProto body(Graph graph, String output) {
        return graph.producer(output).orElseThrow().attributes().graph("body");
    }

    /** What the first node takes, and the first output. */
    private static List<String> names(GraphProto body) {
        return List.of(body.getNode(0).getInput(0), body.getOutput(0).getName());
    }
}
