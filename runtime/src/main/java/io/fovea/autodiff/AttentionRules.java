package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.util.List;
import java.util.Map;

/** What transformers are made of: attention, and positions as rotations. Both are others put together. */
final class AttentionRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("Attention", new Composed(AttentionRules::attention)),
            entry("RotaryEmbedding", AttentionRules::rotary));

    private AttentionRules() {}

    /**
     * Vaswani et al., <i>Attention is all you need</i> (2017), equation 1, with ONNX's masks, soft caps and groups of
     * queries. The answer, the keys and the values with those of former steps in front, and the scores.
     */
    private static List<String> attention(Vjp v) {
        Emitter e = v.e;
        if (v.node().hasInput(6)) {
            throw new NoDerivativeException("has no derivative here with lengths of sequences, nonpad_kv_seqlen");
        }
        boolean flat = e.needRank(v.x(0)) == 3;
        String queries = flat ? heads(v, v.x(0), "q_num_heads") : v.x(0);
        String key = flat ? heads(v, v.x(1), "kv_num_heads") : v.x(1);
        String value = flat ? heads(v, v.x(2), "kv_num_heads") : v.x(2);
        String before = v.node().hasInput(4) ? e.sizeOf(v.x(4), 2) : e.integers(0);
        String keys = v.node().hasInput(4) ? e.concat(2, v.x(4), key) : key;
        String values = v.node().hasInput(5) ? e.concat(2, v.x(5), value) : value;
        String products =
                scaled(v, e.node("MatMul", queries, e.transpose(grouped(v, keys, queries), 0, 1, 3, 2)), queries);
        String capped = capped(v, products);
        String masked = masked(v, capped, before);
        String weights = e.node("Softmax", masked);
        String answer = e.node("MatMul", weights, grouped(v, values, queries));
        String joined = flat ? e.reshape(e.transpose(answer, 0, 2, 1, 3), 0, 0, -1) : answer;
        int shown = (int) v.attributes().integer("qk_matmul_output_mode", 0);
        return List.of(
                joined, keys, values, List.of(products, capped, masked, weights).get(shown));
    }

    /** {@code [N, L, heads * size]} as {@code [N, heads, L, size]}. */
    private static String heads(Vjp v, String value, String attribute) {
        long number = v.attributes().integer(attribute, 1);
        return v.e.transpose(v.e.reshape(value, 0, 0, number, -1), 0, 2, 1, 3);
    }

    /** Keys or values once for each head of the queries, several of which may share one. */
    private static String grouped(Vjp v, String value, String queries) {
        Emitter e = v.e;
        var few = e.facts().dimension(value, 1);
        if (few.isFixed() && few.equals(e.facts().dimension(queries, 1))) {
            return value;
        }
        String repeats = e.div(e.sizeOf(queries, 1), e.sizeOf(value, 1));
        String sizes =
                e.concat(0, e.sizeOf(value, 0), e.sizeOf(value, 1), repeats, e.sizeOf(value, 2), e.sizeOf(value, 3));
        String each = e.node("Expand", e.forms().unsqueeze(value, 2), sizes);
        String all = e.concat(0, e.sizeOf(value, 0), e.sizeOf(queries, 1), e.sizeOf(value, 2), e.sizeOf(value, 3));
        return e.reshape(each, all);
    }

    private static String scaled(Vjp v, String scores, String queries) {
        Emitter e = v.e;
        if (v.attributes().has("scale")) {
            return e.mul(scores, v.attributes().real("scale", 1));
        }
        String size = e.cast(e.sizeOf(queries, 3), e.facts().type(queries));
        return e.div(scores, e.node("Sqrt", size));
    }

    private static String capped(Vjp v, String scores) {
        double cap = v.attributes().real("softcap", 0);
        return cap == 0 ? scores : v.e.mul(v.e.node("Tanh", v.e.mul(scores, 1 / cap)), cap);
    }

    /** What is forbidden is lost beside a number far below all others. */
    private static String masked(Vjp v, String scores, String before) {
        Emitter e = v.e;
        String masked = scores;
        if (v.node().hasInput(3)) {
            boolean allowed = e.facts().type(v.x(3)) == ElementType.BOOL;
            masked = allowed ? e.node("Where", v.x(3), masked, far(v, scores)) : e.add(masked, v.x(3));
        }
        if (v.attributes().integer("is_causal", 0) == 1) {
            String rows = e.add(e.forms().range(e.sizeOf(scores, 2)), before);
            String columns = e.forms().range(e.sizeOf(scores, 3));
            String later =
                    e.node("Less", e.forms().unsqueeze(rows, 1), e.forms().unsqueeze(columns, 0));
            masked = e.node("Where", later, far(v, scores), masked);
        }
        return masked;
    }

    private static String far(Vjp v, String scores) {
        boolean half = v.e.facts().type(scores) == ElementType.FLOAT16;
        return v.e.scalar(half ? -65504 : -3e38, scores);
    }

    /**
     * Su et al., <i>RoFormer: enhanced transformer with rotary position embedding</i> (2021). The gradient is turned
     * back, by the opposite angle.
     */
    private static void rotary(Vjp v) {
        if (v.wants(1) || v.wants(2)) {
            new Composed(AttentionRules::rotated).apply(v);
            return;
        }
        String[] inputs = v.node().inputs().toArray(String[]::new);
        inputs[0] = v.g();
        inputs[2] = v.e.neg(v.x(2));
        v.give(0, v.e.node("RotaryEmbedding", v.attributes(), inputs));
    }

    private static List<String> rotated(Vjp v) {
        Emitter e = v.e;
        boolean flat = e.needRank(v.x()) == 3;
        String x = flat
                ? e.reshape(v.x(), 0, 0, v.attributes().integer("num_heads", 1), -1)
                : e.transpose(v.x(), 0, 2, 1, 3);
        long turning = v.attributes().integer("rotary_embedding_dim", 0);
        String end = turning > 0 ? e.integers(turning) : e.sizeOf(x, 3);
        String turned = e.forms().slice(x, e.integers(0), end, 3);
        String cos = cache(v, v.x(1), end);
        String sin = cache(v, v.x(2), end);
        boolean interleaved = v.attributes().integer("interleaved", 0) == 1;
        // The two numbers of a pair lie beside each other, or in the two halves.
        String pairs = interleaved ? e.reshape(turned, 0, 0, 0, -1, 2) : e.reshape(turned, 0, 0, 0, 2, -1);
        int axis = interleaved ? 4 : 3;
        String first = e.node("Gather", Attributes.NONE.with("axis", axis), pairs, e.constant(Tensor.scalar(0L)));
        String second = e.node("Gather", Attributes.NONE.with("axis", axis), pairs, e.constant(Tensor.scalar(1L)));
        String real = e.sub(e.mul(cos, first), e.mul(sin, second));
        String imaginary = e.add(e.mul(sin, first), e.mul(cos, second));
        String both = e.concat(axis, e.forms().unsqueeze(real, axis), e.forms().unsqueeze(imaginary, axis));
        String whole = e.reshapeLike(both, turned);
        if (turning > 0) {
            whole = e.concat(3, whole, e.forms().slice(x, end, e.integers(Integer.MAX_VALUE), 3));
        }
        return List.of(flat ? e.reshapeLike(whole, v.x()) : e.transpose(whole, 0, 2, 1, 3));
    }

    /** The numbers of each position, {@code [N, L, 1, size / 2]}. */
    private static String cache(Vjp v, String cache, String size) {
        Emitter e = v.e;
        String taken = v.node().hasInput(3) ? e.node("Gather", cache, v.x(3)) : cache;
        String half = e.div(size, e.integers(2));
        return e.forms().unsqueeze(e.forms().slice(taken, e.integers(0), half, 2), 2);
    }
}
