package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Case;
import io.fovea.graph.operator.Cases;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What libtorch answers for every operator that has a kernel, in every form, beside what ONNX Runtime answers. */
class KernelsTest {

    @BeforeAll
    static void leaveTheOtherCores() {
        torch.set_num_threads(1);
    }

    static Stream<Case> cases() {
        return Stream.concat(Cases.all(), Cases.withoutGradient())
                .filter(one -> TorchOperators.names().contains(one.op()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsOnnxRuntimeDoes(Case one) {
        Graph graph = inFloats(one.graph(false));
        Map<String, FloatTensor> fed = new HashMap<>();
        one.fed().forEach(input -> fed.put(input.name(), FloatTensor.of(input.values(), input.shape())));
        try (Session session = Session.open(graph.toBytes(), Device.CPU);
                TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            FloatTensor expected = session.run(fed, Cancellation.NONE).get("answer");
            Map<String, Tensor> inputs = new HashMap<>();
            one.fed().forEach(input -> inputs.put(input.name(), Tensors.of(input.values(), input.shape())));
            Tensor found = model.run(inputs, "answer", false);
            assertThat(Tensors.sizes(found)).containsExactly(expected.shape());
            assertThat(Tensors.toFloats(found)).containsExactly(expected.toArray(), offset(1e-4f));
        }
    }

    @Test
    void everyKernelIsTried() {
        Set<String> untried = new TreeSet<>(TorchOperators.names());
        cases().map(Case::op).forEach(untried::remove);
        assertThat(untried).isEmpty();
    }

    /** The graph with its answer in floats, whatever its operator gives. */
    private static Graph inFloats(Graph graph) {
        String answer = graph.outputs().get(0).name();
        graph.append(Node.of("Cast", List.of(answer), "answer", Attributes.NONE.with("to", ElementType.FLOAT.code())));
        graph.setOutputs(List.of("answer"));
        return graph;
    }
}
