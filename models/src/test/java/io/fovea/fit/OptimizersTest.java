package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.OptimizerSpec;
import io.fovea.recipe.TrainingOptions;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchDevice;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps on {@code w * w / 2}, whose gradient is {@code w}, beside the formulas of Keras and of PyTorch's manual. */
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
                new Case("sgd", o -> o.optimizer = OptimizerName.SGD, (w, step, s) -> w - RATE * w),
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
                new Case("adam", o -> adam(o, OptimizerName.ADAM), (w, step, s) -> adam(w, w, step, s)),
                new Case(
                        "adamw",
                        o -> {
                            adam(o, OptimizerName.ADAMW);
                            o.weightDecay = 0.5;
                        },
                        (w, step, s) -> adam(w * (1 - RATE * 0.5), w, step, s)),
                new Case(
                        "adamw, usual decay",
                        o -> adam(o, OptimizerName.ADAMW),
                        (w, step, s) -> adam(w * (1 - RATE * 0.004), w, step, s)),
                new Case("rmsprop", o -> o.optimizer = OptimizerName.RMSPROP, (w, step, s) -> {
                    s[0] = 0.9 * s[0] + 0.1 * w * w;
                    return w - RATE * w / Math.sqrt(s[0] + 1e-7);
                }),
                new Case(
                        "rmsprop, momentum",
                        o -> {
                            o.optimizer = OptimizerName.RMSPROP;
                            o.momentum = 0.9;
                        },
                        (w, step, s) -> {
                            s[0] = 0.9 * s[0] + 0.1 * w * w;
                            s[1] = 0.9 * s[1] + w / Math.sqrt(s[0] + 1e-7);
                            return w - RATE * s[1];
                        }));
    }

    private static void sgd(TrainingOptions.Draft options, boolean nesterov, double decay) {
        options.optimizer = OptimizerName.SGD;
        options.momentum = 0.9;
        options.nesterov = nesterov;
        options.weightDecay = decay;
    }

    private static void adam(TrainingOptions.Draft options, OptimizerName name) {
        options.optimizer = name;
        options.epsilon = 0.01;
    }

    private static double adam(double w, double gradient, int step, double[] state) {
        state[0] = 0.9 * state[0] + 0.1 * gradient;
        state[1] = 0.999 * state[1] + 0.001 * gradient * gradient;
        double rate = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
        return w - rate * state[0] / (Math.sqrt(state[1]) + 0.01);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAsTheFormulaSays(Case c) {
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = Tensors.of(new float[] {2, -3}, 2, 1).set_requires_grad(true);
            KerasOptimizer descent = Optimizers.create(options(c.options), List.of(weight));
            double[] expected = {2, -3};
            double[][] states = new double[2][2];
            for (int step = 1; step <= 6; step++) {
                step(descent, weight);
                for (int i = 0; i < 2; i++) {
                    expected[i] = c.formula.next(expected[i], step, states[i]);
                    assertThat((double) Tensors.toFloats(weight)[i])
                            .as("weight %d after step %d", i, step)
                            .isCloseTo(expected[i], within(2e-6));
                }
            }
        }
    }

    /** With so large an epsilon it matters where it is added; of a weight of 1 whose gradient is 0.01 at every step. */
    @ParameterizedTest
    @CsvSource({
        "adam, 0, 0.99693466, 0.99265498, 0.98746464, 0.98152049",
        "adamw, 0, 0.99653466, 0.99185637, 0.98626929, 0.97993062",
        "rmsprop, 0, 0.99000500, 0.98001448, 0.97002801, 0.96004516",
        "rmsprop, 0.9, 0.99000500, 0.97101898, 0.94394509, 0.90959573",
    })
    void epsilonIsAddedWhereKerasAddsItAlsoAfterAResumption(
            String name, double momentum, double first, double second, double third, double fourth) throws IOException {
        OptimizerSpec options = options(o -> {
            o.optimizer = OptimizerName.parse(name);
            o.momentum = momentum;
            o.epsilon = 0.01;
        });
        double[] expected = {first, second, third, fourth};
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = Tensors.of(new float[] {1}, 1, 1).set_requires_grad(true);
            KerasOptimizer descent = Optimizers.create(options, List.of(weight));
            for (int step = 0; step < expected.length; step++) {
                if (step == 2) {
                    byte[] state = OptimizerState.save(descent);
                    descent = Optimizers.create(options, List.of(weight));
                    OptimizerState.restore(state, descent, TorchDevice.CPU);
                }
                descent.forgetGradients();
                weight.sum().mul(new Scalar(0.01)).backward();
                descent.step();
                assertThat((double) Tensors.toFloats(weight)[0])
                        .as("after step %d", step + 1)
                        .isCloseTo(expected[step], within(2e-7));
            }
        }
    }

    /** The figures are those of Keras's own test of AdamW with an epsilon of 2, to their four places. */
    @Test
    void adamWStepsAsKerasDoes() {
        OptimizerSpec options = options(o -> {
            o.optimizer = OptimizerName.ADAMW;
            o.learningRate = 1;
            o.weightDecay = 0.5;
            o.epsilon = 2;
        });
        double[][] expected = {
            {0.4998, 0.4998, 0.4998},
            {0.2486, 0.2440, 0.2382},
            {0.1223, 0.1124, 0.1003},
            {0.0586, 0.0439, 0.0258},
            {0.0263, 0.0073, -0.0159}
        };
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = Tensors.of(new float[] {1, 1, 1}, 3, 1).set_requires_grad(true);
            KerasOptimizer descent = Optimizers.create(options, List.of(weight));
            for (int step = 0; step < expected.length; step++) {
                float[] gradient = step == 0 ? new float[] {0.01f, 0.01f, 0.01f} : new float[] {0.1f, 0.5f, 1};
                descent.forgetGradients();
                weight.mul(Tensors.of(gradient, 3, 1)).sum().backward();
                descent.step();
                for (int i = 0; i < 3; i++) {
                    assertThat((double) Tensors.toFloats(weight)[i])
                            .as("weight %d after step %d", i, step + 1)
                            .isCloseTo(expected[step][i], within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void biasesAndScalesDoNotDecay(OptimizerName name) {
        try (PointerScope scope = new PointerScope()) {
            Tensor kernel = Tensors.of(new float[] {2}, 1, 1).set_requires_grad(true);
            Tensor bias = Tensors.of(new float[] {2}, 1).set_requires_grad(true);
            OptimizerSpec options = options(o -> {
                o.optimizer = name;
                o.weightDecay = 0.5;
            });
            KerasOptimizer descent = Optimizers.create(options, List.of(kernel, bias));
            kernel.sum().add(bias.sum()).mul(new Scalar(0.0)).backward();
            descent.step();
            assertThat(Tensors.toFloats(kernel)[0]).isLessThan(1.95f);
            assertThat(Tensors.toFloats(bias)[0]).isEqualTo(2f);
        }
    }

    @Test
    void theLearningRateReachesEveryGroup() {
        try (PointerScope scope = new PointerScope()) {
            Tensor kernel = Tensors.of(new float[] {2}, 1, 1).set_requires_grad(true);
            Tensor bias = Tensors.of(new float[] {2}, 1).set_requires_grad(true);
            KerasOptimizer descent =
                    Optimizers.create(options(o -> o.optimizer = OptimizerName.ADAMW), List.of(kernel, bias));
            descent.setLearningRate(0.025);
            assertThat(descent.optimizer().param_groups().size()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                assertThat(descent.optimizer().param_groups().get(i).options().get_lr())
                        .isEqualTo(0.025);
            }
        }
    }

    private static OptimizerSpec options(Consumer<TrainingOptions.Draft> edit) {
        return TrainingOptions.of(o -> {
                    o.learningRate = RATE;
                    edit.accept(o);
                })
                .optimizer();
    }

    private static void step(KerasOptimizer descent, Tensor weight) {
        descent.forgetGradients();
        weight.square().sum().mul(new Scalar(0.5)).backward();
        descent.step();
    }
}
