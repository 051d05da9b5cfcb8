package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.stack;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What transformers are made of: attention, and positions as rotations. */
final class AttentionOperators {

    static final Map<String, TorchOperator> TABLE = Map.of(
            "Attention",
            TorchOperator.several(AttentionOperators::attention),
            "RotaryEmbedding",
            AttentionOperators::rotary);

    private AttentionOperators() {}

    /** The answer, the keys and the values with those of former steps, and the scores. */
    private static List<Tensor> attention(NodeCall step) {
        if (step.node().hasInput(6)) {
            throw step.unsupported("the input nonpad_kv_seqlen");
        }
        boolean flat = step.input(0).dim() == 3;
        Tensor queries = flat ? heads(step, 0, "q_num_heads") : step.input(0);
        Tensor keys = withFormer(step, 4, flat ? heads(step, 1, "kv_num_heads") : step.input(1));
        Tensor values = withFormer(step, 5, flat ? heads(step, 2, "kv_num_heads") : step.input(2));
        double scale = step.attributes().real("scale", (float) (1 / Math.sqrt(queries.size(3))));
        Tensor products = queries.matmul(grouped(keys, queries).transpose(2, 3)).mul(new Scalar(scale));
        float cap = step.attributes().real("softcap", 0);
        Tensor capped =
                cap == 0 ? products : products.div(new Scalar(cap)).tanh().mul(new Scalar(cap));
        Tensor masked = masked(step, capped);
        Tensor weights = masked.softmax(-1);
        Tensor answer = weights.matmul(grouped(values, queries));
        int shown = (int) step.attributes().integer("qk_matmul_output_mode", 0);
        return List.of(
                flat ? answer.transpose(1, 2).flatten(2, 3) : answer,
                keys,
                values,
                List.of(products, capped, masked, weights).get(shown));
    }

    /** {@code [N, L, heads * size]} as {@code [N, heads, L, size]}. */
    private static Tensor heads(NodeCall step, int input, String attribute) {
        Tensor value = step.input(input);
        long number = step.attributes().integer(attribute, 1);
        return value.reshape(value.size(0), value.size(1), number, -1).transpose(1, 2);
    }

    private static Tensor withFormer(NodeCall step, int index, Tensor value) {
        return step.node().hasInput(index) ? cat(new TensorVector(step.input(index), value), 2) : value;
    }

    /** Once for each head of the queries, several of which may share one. */
    private static Tensor grouped(Tensor value, Tensor queries) {
        long repeats = queries.size(1) / value.size(1);
        return repeats == 1 ? value : value.repeat_interleave(repeats, new LongOptional(1), new LongOptional());
    }

    /** Without what may not be looked at; former steps always may. */
    private static Tensor masked(NodeCall step, Tensor scores) {
        Tensor masked = scores;
        Scalar never = new Scalar(Double.NEGATIVE_INFINITY);
        if (step.node().hasInput(3)) {
            Tensor mask = step.input(3);
            masked = mask.is_floating_point() ? masked.add(mask) : masked.masked_fill(mask.logical_not(), never);
        }
        if (step.attributes().integer("is_causal", 0) == 1) {
            long former = step.node().hasInput(4) ? step.input(4).size(2) : 0;
            Tensor later = ones(scores.size(2), scores.size(3)).triu(former + 1).to(ScalarType.Bool);
            masked = masked.masked_fill(later.to(scores.device(), ScalarType.Bool), never);
        }
        return masked;
    }

    private static Tensor rotary(NodeCall step) {
        Tensor input = step.input(0);
        boolean flat = input.dim() == 3;
        Tensor x = flat
                ? input.reshape(input.size(0), input.size(1), step.attributes().integer("num_heads", 1), -1)
                : input.transpose(1, 2);
        long size = x.size(3);
        long turning = step.attributes().integer("rotary_embedding_dim", 0);
        turning = turning == 0 ? size : turning;
        boolean interleaved = step.attributes().integer("interleaved", 0) == 1;
        int axis = interleaved ? 4 : 3;
        Tensor turned = x.narrow(3, 0, turning);
        Tensor pairs = interleaved ? turned.unflatten(3, turning / 2, 2) : turned.unflatten(3, 2, turning / 2);
        Tensor cos = cache(step, 1, turning / 2);
        Tensor sin = cache(step, 2, turning / 2);
        Tensor first = pairs.select(axis, 0);
        Tensor second = pairs.select(axis, 1);
        Tensor real = first.mul(cos).sub(second.mul(sin));
        Tensor imaginary = first.mul(sin).add(second.mul(cos));
        Tensor both = stack(new TensorVector(real, imaginary), axis).flatten(3, 4);
        Tensor whole = turning == size ? both : cat(new TensorVector(both, x.narrow(3, turning, size - turning)), 3);
        return flat ? whole.flatten(2, 3) : whole.transpose(1, 2);
    }

    /** The numbers of each position, {@code [N, L, 1, size]}. */
    private static Tensor cache(NodeCall step, int index, long size) {
        Tensor cache = step.input(index);
        if (step.node().hasInput(3)) {
            Tensor positions = Tensors.beside(cache, step.input(3));
            cache = cache.index_select(0, positions.reshape(-1))
                    .reshape(positions.size(0), positions.size(1), cache.size(1));
        }
        return cache.narrow(2, 0, size).unsqueeze(2);
    }
}
