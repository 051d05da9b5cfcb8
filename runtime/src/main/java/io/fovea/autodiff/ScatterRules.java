package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import java.util.Map;

/** Operators that put elements at places of others, in their stead or together with them. */
final class ScatterRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("ScatterElements", v -> scatter(v, "GatherElements")),
            entry("Scatter", v -> scatter(v, "GatherElements")),
            entry("ScatterND", v -> scatter(v, "GatherND")));

    private ScatterRules() {}

    /**
     * By how what was there and what is put there become one.
     *
     * @param gather the operator that picks at the same places
     */
    private static void scatter(Vjp v, String gather) {
        v.e.needOpset(11, "for its derivative");
        String reduction = v.attributes().text("reduction", "none");
        switch (reduction) {
            case "none" -> replaced(v, gather);
            case "add" -> {
                if (v.wants(0)) {
                    v.give(0, v.g());
                }
                if (v.wants(2)) {
                    v.give(2, picked(v, gather, v.g()));
                }
            }
            case "mul" -> multiplied(v, gather);
            case "max", "min" -> extremum(v, gather);
            default -> throw new NoDerivativeException("has no derivative here with the reduction '" + reduction + "'");
        }
    }

    private static String picked(Vjp v, String gather, String value) {
        Attributes axis = v.attributes().has("axis")
                ? Attributes.NONE.with("axis", v.attributes().integer("axis", 0))
                : Attributes.NONE;
        return v.e.node(gather, axis, value, v.x(1));
    }

    private static String put(Vjp v, String data, String updates) {
        return v.e.node(v.node().op(), v.attributes(), data, v.x(1), updates);
    }

    private static void replaced(Vjp v, String gather) {
        if (v.wants(0)) {
            v.give(0, put(v, v.g(), v.e.zerosLike(v.x(2))));
        }
        if (v.wants(2)) {
            v.give(2, picked(v, gather, v.g()));
        }
    }

    /** An update of 0 is not divided by; where another one at its place is 0, nothing depends on it. */
    private static void multiplied(Vjp v, String gather) {
        Emitter e = v.e;
        if (v.wants(0)) {
            v.give(0, put(v, v.g(), v.x(2)));
        }
        if (v.wants(2)) {
            String zero = e.equal(v.x(2), e.zerosLike(v.x(2)));
            String factors = e.add(v.x(2), zero);
            String zeros = picked(v, gather, counted(v, e.zerosLike(v.x()), zero));
            String product = e.div(picked(v, gather, e.mul(v.g(), put(v, v.x(), factors))), factors);
            v.give(2, e.mul(product, e.below(e.sub(zeros, zero), 0.5)));
        }
    }

    /** How many of the marked elements and updates are at each place. */
    private static String counted(Vjp v, String elements, String updates) {
        Emitter e = v.e;
        // Scatters that add are not there in half precision on the CPU.
        String number = e.node(
                v.node().op(),
                v.attributes().with("reduction", "add"),
                e.cast(elements, ElementType.FLOAT),
                v.x(1),
                e.cast(updates, ElementType.FLOAT));
        return e.cast(number, e.facts().type(v.g()));
    }

    /** Elements that are equally large share the gradient. */
    private static void extremum(Vjp v, String gather) {
        Emitter e = v.e;
        String held = e.equal(v.x(), v.y());
        String chosen = e.equal(v.x(2), picked(v, gather, v.y()));
        String share = e.div(v.g(), counted(v, held, chosen));
        if (v.wants(0)) {
            v.give(0, e.mul(held, share));
        }
        if (v.wants(2)) {
            v.give(2, e.mul(chosen, picked(v, gather, share)));
        }
    }
}
