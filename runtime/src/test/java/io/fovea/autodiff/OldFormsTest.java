package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.operator.Case;
import io.fovea.graph.operator.Cases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model with a choice in it, which holds graphs of its own, is not raised to a newer operator set: its derivatives are
 * written in the forms it has.
 */
class OldFormsTest {
    private static final double TOLERANCE = 1e-3;

    static Stream<Case> cases() {
        return Cases.all().filter(one -> one.opset() < 13 && !one.op().equals("MeanVarianceNormalization"));
    }

    /** Right, or refused because the set is too old. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientInTheModelsOwnFormsIsRightOrRefused(Case one) {
        Graph graph = withChoice(one.graph(false));
        try {
            assertThat(Differences.worst(one, graph)).isLessThan(TOLERANCE);
        } catch (NoGradientException e) {
            assertThat(e).hasMessageContaining("opset");
        }
    }

    @Test
    void theModelIsNotRaised() {
        Graph graph = withChoice(Cases.all()
                .filter(one -> one.op().equals("Pad") && one.opset() == 7)
                .findFirst()
                .orElseThrow()
                .graph(false));

        assertThatThrownBy(() -> graph.raised(13)).isInstanceOf(FoveaException.class);
        assertThat(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x0"))
                        .graph()
                        .opset())
                .isEqualTo(7);
    }

    static Graph withChoice(Graph graph) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(graph.toBytes()).toBuilder();
            model.getGraphBuilder()
                    .addInitializer(TensorProto.newBuilder()
                            .setName("which")
                            .setDataType(TensorProto.DataType.BOOL_VALUE)
                            .addInt32Data(1))
                    .addNode(NodeProto.newBuilder()
                            .setOpType("If")
                            .addInput("which")
                            .addOutput("choice")
                            .addAttribute(branch("then_branch", 1))
                            .addAttribute(branch("else_branch", 2)));
            return Graph.parse(model.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static AttributeProto branch(String name, float answer) {
        TensorProto one = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addFloatData(answer)
                .build();
        NodeProto constant = NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput(name + "_answer")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(one))
                .build();
        ValueInfoProto output = ValueInfoProto.newBuilder()
                .setName(name + "_answer")
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE)))
                .build();
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(GraphProto.newBuilder().setName(name).addNode(constant).addOutput(output))
                .build();
    }
}
