package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.torch.Tensors;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps on {@code w * w / 2}, whose gradient is {@code w}, beside the formulas of Keras's and PyTorch's manuals. */
class OptimizersTest {

    private static final double RATE = 0.1;

    /** One step of a formula: {@code state} is its own to keep. */
    private interface Formula {
        double next(double w, int step, double[] state);
    }

    private record Case(String what, Consumer<TrainingOptions.Draft> options, Formula formula) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("sgd", o -> o.optimizer = "sgd", (w, step, s) -> w - RATE * w),
                new Case("sgd, momentum", o -> sgd(o, false, 0), (w, step, s) -> {
                    s[0] = 0.9 * s[0] + w;
                    return w - RATE * s[0];
                }),
                new Case("sgd, nesterov", o -> sgd(o, true, 0), (w, step, s) -> {
                    s[0] = 0.9 * s[0] + w;
                    return w - RATE * (w + 0.9 * s[0]);
                }),
                new Case("sgd, decay", o -> sgd(o, false, 0.5), (w, step, s) -> {
                    s[0] = 0.9 * s[0] + w + 0.5 * w;
                    return w - RATE * s[0];
                }),
                new Case("adam", o -> adam(o, "adam"), (w, step, s) -> adam(w, w, step, s)),
                new Case(
                        "adamw",
                        o -> {
                            adam(o, "adamw");
                            o.weightDecay = 0.5;
                        },
                        (w, step, s) -> adam(w * (1 - RATE * 0.5), w, step, s)),
                new Case(
                        "adamw, usual decay",
                        o -> adam(o, "adamw"),
                        (w, step, s) -> adam(w * (1 - RATE * 0.004), w, step, s)),
                new Case("rmsprop", o -> o.optimizer = "rmsprop", (w, step, s) -> {
                    s[0] = 0.9 * s[0] + 0.1 * w * w;
                    return w - RATE * w / (Math.sqrt(s[0]) + 1e-7);
                }),
                new Case(
                        "rmsprop, momentum",
                        o -> {
                            o.optimizer = "rmsprop";
                            o.momentum = 0.9;
                        },
                        (w, step, s) -> {
                            s[0] = 0.9 * s[0] + 0.1 * w * w;
                            s[1] = 0.9 * s[1] + w / (Math.sqrt(s[0]) + 1e-7);
                            return w - RATE * s[1];
                        }));
    }

    private static void sgd(TrainingOptions.Draft options, boolean nesterov, double decay) {
        options.optimizer = "sgd";
        options.momentum = 0.9;
        options.nesterov = nesterov;
        options.weightDecay = decay;
    }

    private static void adam(TrainingOptions.Draft options, String name) {
        options.optimizer = name;
        options.epsilon = 0.01;
    }

    private static double adam(double w, double gradient, int step, double[] state) {
        state[0] = 0.9 * state[0] + 0.1 * gradient;
        state[1] = 0.999 * state[1] + 0.001 * gradient * gradient;
        double mean = state[0] / (1 - Math.pow(0.9, step));
        double square = state[1] / (1 - Math.pow(0.999, step));
        return w - RATE * mean / (Math.sqrt(square) + 0.01);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAsTheFormulaSays(Case c) {
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = Tensors.of(new float[] {2, -3}, 2, 1).set_requires_grad(true);
            Optimizer optimizer = Optimizers.create(options(c.options), List.of(weight));
            double[] expected = {2, -3};
            double[][] states = new double[2][2];
            for (int step = 1; step <= 6; step++) {
                step(optimizer, weight);
                for (int i = 0; i < 2; i++) {
                    expected[i] = c.formula.next(expected[i], step, states[i]);
                    assertThat((double) Tensors.toFloats(weight)[i])
                            .as("weight %d after step %d", i, step)
                            .isCloseTo(expected[i], within(2e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void biasesAndScalesDoNotDecay(String name) {
        try (PointerScope scope = new PointerScope()) {
            Tensor kernel = Tensors.of(new float[] {2}, 1, 1).set_requires_grad(true);
            Tensor bias = Tensors.of(new float[] {2}, 1).set_requires_grad(true);
            TrainingOptions options = options(o -> {
                o.optimizer = name;
                o.weightDecay = 0.5;
            });
            Optimizer optimizer = Optimizers.create(options, List.of(kernel, bias));
            kernel.sum().add(bias.sum()).mul(new Scalar(0.0)).backward();
            optimizer.step();
            assertThat(Tensors.toFloats(kernel)[0]).isLessThan(1.95f);
            assertThat(Tensors.toFloats(bias)[0]).isEqualTo(2f);
        }
    }

    static Stream<String> names() {
        return Optimizers.NAMES.stream();
    }

    @Test
    void theLearningRateReachesEveryGroup() {
        try (PointerScope scope = new PointerScope()) {
            Tensor kernel = Tensors.of(new float[] {2}, 1, 1).set_requires_grad(true);
            Tensor bias = Tensors.of(new float[] {2}, 1).set_requires_grad(true);
            Optimizer optimizer = Optimizers.create(options(o -> o.optimizer = "adamw"), List.of(kernel, bias));
            Optimizers.setLearningRate(optimizer, 0.025);
            assertThat(optimizer.param_groups().size()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                assertThat(optimizer.param_groups().get(i).options().get_lr()).isEqualTo(0.025);
            }
        }
    }

    private static TrainingOptions options(Consumer<TrainingOptions.Draft> edit) {
        return TrainingOptions.of(o -> {
            o.learningRate = RATE;
            edit.accept(o);
        });
    }

    private static void step(Optimizer optimizer, Tensor weight) {
        optimizer.zero_grad();
        weight.square().sum().mul(new Scalar(0.5)).backward();
        optimizer.step();
    }
}
