package io.fovea.graph;

import static io.fovea.graph.SoundModel.inGraph;
import static io.fovea.graph.SoundModel.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
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

    @Test
    void anOverloadThatIsNotThereIsRefused() {
        SoundModel.assertRefused(
                "its node 'c' calls the function 'Conv' by its overload 'other'",
                inGraph(graph -> graph.getNodeBuilder(0).setOverload("other")));
    }
}
