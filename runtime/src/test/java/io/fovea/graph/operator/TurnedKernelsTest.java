package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnedKernelsTest {
    private static final long[] ONCE = {1, 1};

    /** Two groups of two channels in and three out, kernels of 2 by 3: ONNX Runtime gives one answer for both forms. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0, 0, 0, 0", "1, 1, 1, 0, 0, 2", "2, 1, 2, 1, 0, 1", "1, 3, 0, 4, 1, 6"})
    void aConvolutionWithThemGivesTheSame(long down, long across, long top, long left, long bottom, long right) {
        Tensor kernels = numbers(4, 3, 2, 3);
        long[] dilations = {down, across};
        long[] cut = {top, left, bottom, right};
        TurnedKernels turned = TurnedKernels.of(kernels, 2, dilations, cut).orElseThrow();

        assertThat(turned.kernels().shape()).containsExactly(6, 2, 2, 3);
        assertThat(answer("Conv", turned.kernels(), dilations, turned.pads()))
                .containsExactly(answer("ConvTranspose", kernels, dilations, cut), offset(1e-3f));
    }

    @Test
    void moreThanThereIsCannotBeCutOff() {
        Tensor kernels = numbers(1, 1, 2, 3);

        assertThat(TurnedKernels.of(kernels, 1, ONCE, 1, 2, 1, 2))
                .hasValueSatisfying(all -> assertThat(all.pads()).containsExactly(0, 0, 0, 0));
        assertThat(TurnedKernels.of(kernels, 1, ONCE, 2, 0, 0, 0)).isEmpty();
        assertThat(TurnedKernels.of(kernels, 1, ONCE, 0, 3, 0, 0)).isEmpty();
        assertThat(TurnedKernels.of(kernels, 1, ONCE, 0, 0, 2, 0)).isEmpty();
        assertThat(TurnedKernels.of(kernels, 1, ONCE, 0, 0, 0, 3)).isEmpty();
    }

    @Test
    void whatIsNoKernelOfSinglePrecisionIsLeft() {
        assertThat(TurnedKernels.of(numbers(2, 3), 1, new long[0])).isEmpty();
        Tensor bytes = Tensor.ofBytes(ElementType.INT8, new long[] {1, 1, 2}, ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(TurnedKernels.of(bytes, 1, new long[] {1}, 0, 0)).isEmpty();
        assertThat(TurnedKernels.of(Tensor.of(new float[] {1, 2, 3}, 1, 1, 3), 1, new long[] {1}, 0, 1))
                .contains(new TurnedKernels(Tensor.of(new float[] {3, 2, 1}, 1, 1, 3), 2, 1));
    }

    @Test
    void agreeWhereKernelsAndPadsDo() {
        TurnedKernels one = new TurnedKernels(numbers(1, 1, 2), 3, 4);

        assertThat(one)
                .isEqualTo(new TurnedKernels(numbers(1, 1, 2), 3, 4))
                .hasSameHashCodeAs(new TurnedKernels(numbers(1, 1, 2), 3, 4))
                .isNotEqualTo(new TurnedKernels(numbers(1, 1, 2), 3, 5))
                .isNotEqualTo(new TurnedKernels(numbers(1, 2, 1), 3, 4))
                .isNotEqualTo("other");
        assertThat(one.hashCode()).isNotEqualTo(new TurnedKernels(numbers(1, 1, 2), 3, 5).hashCode());
        assertThat(one).asString().endsWith("pads=[3, 4]]");
        one.pads()[0] = 9;
        assertThat(one.pads()).containsExactly(3, 4);
    }

    private static Tensor numbers(long... shape) {
        float[] numbers = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i + 1;
        }
        return Tensor.of(numbers, shape);
    }

    private static float[] answer(String op, Tensor kernels, long[] dilations, long[] pads) {
        Graph graph = Graph.create("turned", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 4, 3, 5)));
        graph.put("w", kernels);
        graph.append(Node.of(
                op,
                List.of("x", "w"),
                "y",
                Attributes.NONE
                        .withIntegers("dilations", dilations)
                        .withIntegers("pads", pads)
                        .with("group", 2)));
        graph.expose("y");
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(numbers(1, 4, 3, 5).toFloats(), 1, 4, 3, 5);
            return session.run(Map.of("x", x), Cancellation.NONE).get("y").toArray();
        }
    }
}
