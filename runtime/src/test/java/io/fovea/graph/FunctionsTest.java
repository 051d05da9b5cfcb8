package io.fovea.graph;

import static io.fovea.graph.SoundModel.inGraph;
import static io.fovea.graph.SoundModel.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model's own functions. */
class FunctionsTest {
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

    /** 1,000,000 nodes: Conv, Identity, and a call of f, which has 999 calls of g with 999 nodes, and 997 nodes. */
    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 0, true", "0, 1, true"})
    void asManyNodesAsThereMayBeAreRead(int inGraph, int inGraphs, boolean tooMany) throws IOException {
        NodeProto relu = NodeProto.newBuilder()
                .setOpType("Relu")
                .addInput("a")
                .addOutput("b")
                .build();
        NodeProto.Builder last = relu.toBuilder();
        last.addAttribute(AttributeProto.newBuilder().setName("body").setG(nodes(relu, 1 + inGraph)));
        last.addAttribute(AttributeProto.newBuilder()
                .setName("bodies")
                .addGraphs(nodes(relu, 1))
                .addGraphs(nodes(relu, inGraphs)));
        FunctionProto.Builder g = function("g").addAllNode(Collections.nCopies(999, relu));
        FunctionProto.Builder f = function("f")
                .addAllNode(Collections.nCopies(999, call("g")))
                .addAllNode(Collections.nCopies(994, relu))
                .addNode(last);
        ModelProto.Builder model = sound().addFunctions(f).addFunctions(g);
        model.getGraphBuilder()
                .setNode(1, call("f").toBuilder().setInput(0, "c").setOutput(0, "r"));

        if (tooMany) {
            assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                    .hasMessageContaining("written out, its functions have more than 1000000 nodes");
        } else {
            assertThat(Graph.parse(model.build().toByteArray()).nodes()).hasSize(3);
        }
    }

    private static GraphProto nodes(NodeProto node, int number) {
        return GraphProto.newBuilder()
                .addAllNode(Collections.nCopies(number, node))
                .build();
    }

    private static FunctionProto.Builder function(String name) {
        return FunctionProto.newBuilder().setName(name).setDomain("own").addInput("a");
    }

    private static NodeProto call(String function) {
        return NodeProto.newBuilder()
                .setDomain("own")
                .setOpType(function)
                .addInput("a")
                .addOutput("b")
                .build();
    }

    @Test
    void anyNumberOfFunctionsMayFollowOneAnother() throws IOException {
        ModelProto.Builder model = sound();
        FunctionProto.Builder all = function("all");
        for (int i = 0; i < 150; i++) {
            model.addFunctions(
                    function("f" + i).addNode(call("Relu").toBuilder().setDomain("")));
            all.addNode(call("f" + i));
        }
        model.addFunctions(all);
        model.getGraphBuilder()
                .setNode(1, call("all").toBuilder().setInput(0, "c").setOutput(0, "r"));

        assertThat(Graph.parse(model.build().toByteArray()).nodes()).hasSize(3);
    }

    @Test
    void whatIsInAFunctionIsLookedAtToo() {
        SoundModel.assertRefused(
                "the name of one function is no text", model -> model.addFunctions(function("a\u0007")));
        SoundModel.assertRefused(
                "its node 'n' (Relu) has no output",
                model -> model.addFunctions(function("f")
                        .addNode(NodeProto.newBuilder().setName("n").setOpType("Relu"))));
    }

    @Test
    void anOverloadThatIsNotThereIsRefused() {
        SoundModel.assertRefused(
                "its node 'c' calls the function 'Conv' by its overload 'other'",
                inGraph(graph -> graph.getNodeBuilder(0).setOverload("other")));
    }
}
