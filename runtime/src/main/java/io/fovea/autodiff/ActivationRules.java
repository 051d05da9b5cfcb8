package io.fovea.autodiff;

import static io.fovea.autodiff.ArithmeticRules.factor;
import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Activations: what a network bends its values with. At a kink the derivative is the one from the left. */
final class ActivationRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            // By its output, so that a runtime may still fuse it with what it bends.
            factor("Relu", v -> v.e.above(v.y(), 0)),
            factor("LeakyRelu", v -> {
                double alpha = v.attributes().real("alpha", 0.01f);
                return v.e.add(v.e.mul(v.e.above(v.x(), 0), 1 - alpha), alpha);
            }),
            factor("ThresholdedRelu", v -> v.e.above(v.x(), v.attributes().real("alpha", 1))),
            entry("PRelu", v -> {
                String positive = v.e.above(v.x(), 0);
                String negative = v.e.from(1, positive);
                if (v.wants(0)) {
                    v.give(0, v.e.mul(v.g(), v.e.add(positive, v.e.mul(negative, v.x(1)))));
                }
                if (v.wants(1)) {
                    v.giveSummed(1, v.e.mul(v.g(), v.e.mul(negative, v.x())));
                }
            }),
            factor("Elu", v -> beyondZero(v, 1, v.e.add(v.y(), v.attributes().real("alpha", 1)))),
            factor("Selu", v -> {
                double gamma = v.attributes().real("gamma", 1.0507009873554804934193349852946f);
                double alpha = v.attributes().real("alpha", 1.6732632423543772848170429916717f);
                return beyondZero(v, gamma, v.e.add(v.y(), gamma * alpha));
            }),
            factor(
                    "Celu",
                    v -> beyondZero(
                            v, 1, v.e.add(v.e.mul(v.y(), 1.0 / v.attributes().real("alpha", 1)), 1))),
            factor("Sigmoid", v -> v.e.mul(v.y(), v.e.from(1, v.y()))),
            factor(
                    "HardSigmoid",
                    v -> v.e.mul(
                            v.e.mul(v.e.above(v.y(), 0), v.e.below(v.y(), 1)),
                            v.attributes().real("alpha", 0.2f))),
            factor("HardSwish", v -> {
                String middle = v.e.mul(v.e.above(v.x(), -3), v.e.below(v.x(), 3));
                String slope = v.e.add(v.e.mul(v.x(), 1.0 / 3), 0.5);
                return v.e.add(v.e.mul(middle, slope), v.e.from(1, v.e.below(v.x(), 3)));
            }),
            factor("Tanh", v -> v.e.from(1, v.e.square(v.y()))),
            factor("Softplus", v -> v.e.node("Sigmoid", v.x())),
            factor("Softsign", v -> v.e.node("Reciprocal", v.e.square(v.e.add(v.e.node("Abs", v.x()), 1)))),
            factor("Shrink", v -> {
                double bound = v.attributes().real("lambd", 0.5f);
                return v.e.add(v.e.above(v.x(), bound), v.e.below(v.x(), -bound));
            }),
            factor("Gelu", ActivationRules::gelu),
            factor("Mish", v -> {
                String tanh = v.e.node("Tanh", v.e.node("Softplus", v.x()));
                String inner = v.e.mul(v.e.node("Sigmoid", v.x()), v.e.from(1, v.e.square(tanh)));
                return v.e.add(tanh, v.e.mul(v.x(), inner));
            }),
            // Ramachandran, Zoph and Le, Searching for Activation Functions (2017).
            factor("Swish", v -> {
                double alpha = v.attributes().real("alpha", 1);
                String gate = v.e.node("Sigmoid", v.e.mul(v.x(), alpha));
                return v.e.add(gate, v.e.mul(v.e.mul(v.y(), v.e.from(1, gate)), alpha));
            }),
            entry("Clip", ActivationRules::clip),
            entry("Softmax", v -> {
                String mean = v.e.forms().sum(v.e.mul(v.g(), v.y()), true, softmaxAxes(v));
                v.give(0, v.e.mul(v.y(), v.e.sub(v.g(), mean)));
            }),
            entry("LogSoftmax", v -> {
                String sum = v.e.forms().sum(v.g(), true, softmaxAxes(v));
                v.give(0, v.e.sub(v.g(), v.e.mul(v.e.node("Exp", v.y()), sum)));
            }));

    private ActivationRules() {}

    private static String beyondZero(Vjp v, double positive, String negative) {
        String condition = v.e.node("Greater", v.x(), v.e.scalar(0, v.x()));
        return v.e.select(condition, v.e.scalar(positive, v.x()), negative);
    }

    /** Hendrycks and Gimpel, <i>Gaussian Error Linear Units</i> (2016), in its exact form or by tanh. */
    private static String gelu(Vjp v) {
        Emitter e = v.e;
        String x = v.x();
        if (v.attributes().text("approximate", "none").equals("tanh")) {
            double c = Math.sqrt(2 / Math.PI);
            String cube = e.mul(e.mul(e.square(x), x), 0.044715);
            String tanh = e.node("Tanh", e.mul(e.add(x, cube), c));
            String inner = e.mul(e.add(e.mul(e.square(x), 3 * 0.044715), 1), c);
            String bend = e.mul(e.mul(x, e.from(1, e.square(tanh))), inner);
            return e.mul(e.add(e.add(tanh, bend), 1), 0.5);
        }
        String below = e.mul(e.add(e.node("Erf", e.mul(x, Math.sqrt(0.5))), 1), 0.5);
        String density = e.mul(e.node("Exp", e.mul(e.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return e.add(below, e.mul(x, density));
    }

    /** Bounds are attributes before opset 11, inputs since; either may be absent. */
    private static void clip(Vjp v) {
        Emitter e = v.e;
        String gradient = v.g();
        if (v.node().hasInput(1)) {
            gradient = e.mul(gradient, e.mask(e.node("Greater", v.x(), v.x(1)), v.x()));
        } else if (v.attributes().has("min")) {
            gradient = e.mul(gradient, e.above(v.x(), v.attributes().real("min", 0)));
        }
        if (v.node().hasInput(2)) {
            gradient = e.mul(gradient, e.mask(e.node("Less", v.x(), v.x(2)), v.x()));
        } else if (v.attributes().has("max")) {
            gradient = e.mul(gradient, e.below(v.x(), v.attributes().real("max", 0)));
        }
        v.give(0, gradient);
    }

    /** Softmax ran over all axes from its own on before opset 13, and over that one only since. */
    private static long[] softmaxAxes(Vjp v) {
        if (v.e.opset() >= 13) {
            return new long[] {v.attributes().integer("axis", -1)};
        }
        int rank = v.e.needRank(v.x());
        int axis = Math.floorMod((int) v.attributes().integer("axis", 1), rank);
        return Arrays.stream(IntStream.range(axis, rank).toArray())
                .asLongStream()
                .toArray();
    }
}
