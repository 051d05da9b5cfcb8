package io.fovea.export;

import io.fovea.FoveaException;
import io.fovea.explain.method.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The methods whose maps are weighted sums of channels, as nodes; their formulas stand in io.fovea.explain.method. */
enum HeatFormula {
    GRAD_CAM(Method.GRAD_CAM) {
        @Override
        String weighted(ImageNodes nodes, String a, String g) {
            return nodes.node("Mul", a, nodes.node("GlobalAveragePool", nodes.reduced("ReduceMean", g, 3)));
        }
    },
    GRAD_CAM_PLUS_PLUS(Method.GRAD_CAM_PLUS_PLUS) {
        @Override
        String weighted(ImageNodes nodes, String a, String g) {
            String below = nodes.node("Add", nodes.node("Mul", sum(nodes, a), g), nodes.scalar("two", 2));
            return nodes.node("Mul", a, sum(nodes, quotient(nodes, nodes.node("Relu", g), below)));
        }
    },
    HIRES_CAM(Method.HIRES_CAM) {
        @Override
        String weighted(ImageNodes nodes, String a, String g) {
            return nodes.node("Mul", a, g);
        }
    },
    LAYER_CAM(Method.LAYER_CAM) {
        @Override
        String weighted(ImageNodes nodes, String a, String g) {
            return nodes.node("Mul", a, nodes.node("Relu", g));
        }
    },
    XGRAD_CAM(Method.XGRAD_CAM) {
        @Override
        String weighted(ImageNodes nodes, String a, String g) {
            return nodes.node("Mul", a, quotient(nodes, sum(nodes, nodes.node("Mul", a, g)), sum(nodes, a)));
        }
    };

    private final Method method;

    HeatFormula(Method method) {
        this.method = method;
    }

    /**
     * Finds that of a method.
     *
     * @throws FoveaException if it is none of them
     */
    static HeatFormula of(Method method) {
        return Arrays.stream(values())
                .filter(formula -> formula.method.equals(method))
                .findFirst()
                .orElseThrow(() -> new FoveaException("The method " + method.id()
                        + " cannot be written into a model; take one of: "
                        + Arrays.stream(values()).map(one -> one.method.id()).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Each channel's part of the map.
     *
     * @param a the feature maps, {@code [N, C, H, W]}
     * @param g the gradients, the same
     */
    abstract String weighted(ImageNodes nodes, String a, String g);

    /** The map, {@code [N, 1, H, W]}. */
    String append(ImageNodes nodes, String a, String g) {
        return nodes.reduced("ReduceSum", weighted(nodes, a, g), 1);
    }

    /** Where there is nothing below, nothing. */
    private static String quotient(ImageNodes nodes, String above, String below) {
        String none = nodes.node("Equal", below, nodes.scalar("none", 0));
        String whole = nodes.node("Where", none, nodes.scalar("one", 1), below);
        return nodes.node("Where", none, nodes.scalar("none", 0), nodes.node("Div", above, whole));
    }

    /** First along rows: in single precision, the error of a sum grows with the number of its terms. */
    private static String sum(ImageNodes nodes, String value) {
        return nodes.reduced("ReduceSum", nodes.reduced("ReduceSum", value, 3), 2);
    }
}
