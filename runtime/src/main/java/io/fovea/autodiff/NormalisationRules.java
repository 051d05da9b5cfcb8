package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Windows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Normalisation. Batch normalisation is its inference form, with the statistics of training. */
final class NormalisationRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("BatchNormalization", NormalisationRules::batch),
            entry("InstanceNormalization", v -> {
                long[] space = from(v, 2);
                affine(v, centred(v, v.x(), space, v.attributes().real("epsilon", 1e-5f)), space, perChannel(v));
            }),
            entry("LayerNormalization", NormalisationRules::layer),
            entry("RMSNormalization", NormalisationRules::rootMeanSquare),
            entry("GroupNormalization", NormalisationRules::group),
            entry("MeanVarianceNormalization", v -> {
                long[] axes = v.attributes().integers("axes", 0, 2, 3);
                Centred centred = centred(v, v.x(), axes, 1e-9);
                v.give(0, centred.back(v.e, v.g(), axes));
            }),
            entry("LRN", NormalisationRules::lrn),
            entry("LpNormalization", NormalisationRules::unitLength));

    private NormalisationRules() {}

    /** A value with mean 0 and variance 1 over some axes, and the reciprocal of the deviation it had. */
    private record Centred(String value, String scale) {

        /** The gradient of the value before (Ioffe and Szegedy 2015, section 3). */
        String back(Emitter e, String g, long[] axes) {
            String along = e.mul(value, e.forms().mean(e.mul(g, value), true, axes));
            return e.mul(scale, e.sub(e.sub(g, e.forms().mean(g, true, axes)), along));
        }
    }

    private static Centred centred(Vjp v, String x, long[] axes, double epsilon) {
        Emitter e = v.e;
        String difference = e.sub(x, e.forms().mean(x, true, axes));
        String variance = e.forms().mean(e.square(difference), true, axes);
        String scale = e.node("Reciprocal", e.node("Sqrt", e.add(variance, epsilon)));
        return new Centred(e.mul(difference, scale), scale);
    }

    private static long[] from(Vjp v, int axis) {
        int rank = v.e.needRank(v.x());
        return LongStream.range(Math.floorMod(axis, rank), rank).toArray();
    }

    /** A vector over the channels, {@code [C]}, as {@code [C, 1, ...]}. */
    private static String perChannel(Vjp v) {
        long[] shape = Windows.filled(v.e.needRank(v.x()) - 1, 1);
        shape[0] = -1;
        return v.e.reshape(v.x(1), shape);
    }

    private static void affine(Vjp v, Centred centred, long[] axes, String scale) {
        if (v.wants(0)) {
            v.give(0, centred.back(v.e, v.e.mul(v.g(), scale), axes));
        }
        parameters(v, centred.value(), scale);
    }

    /** Scale and shift, whatever shape they are broadcast with. */
    private static void parameters(Vjp v, String normalised, String shaped) {
        if (v.wants(1)) {
            v.give(1, v.e.reshapeLike(v.e.sumTo(v.e.mul(v.g(), normalised), shaped), v.x(1)));
        }
        if (v.wants(2)) {
            v.give(2, v.e.reshapeLike(v.e.sumTo(v.g(), shaped), v.x(2)));
        }
    }

    /** Ba, Kiros and Hinton, <i>Layer Normalization</i> (2016). */
    private static void layer(Vjp v) {
        if (v.uses(1) || v.uses(2)) {
            new Composed(NormalisationRules::layerWithStatistics).apply(v);
            return;
        }
        long[] axes = from(v, (int) v.attributes().integer("axis", -1));
        affine(v, centred(v, v.x(), axes, v.attributes().real("epsilon", 1e-5f)), axes, v.x(1));
    }

    /** The normalised value, its mean, and the reciprocal of its deviation, both in float32. */
    private static List<String> layerWithStatistics(Vjp v) {
        Emitter e = v.e;
        long[] axes = from(v, (int) v.attributes().integer("axis", -1));
        String x = e.cast(v.x(), ElementType.FLOAT);
        String mean = e.forms().mean(x, true, axes);
        String difference = e.sub(x, mean);
        String variance = e.forms().mean(e.square(difference), true, axes);
        String root = e.node("Sqrt", e.add(variance, v.attributes().real("epsilon", 1e-5f)));
        String normalised = e.cast(e.div(difference, root), e.facts().type(v.x()));
        String scaled = e.mul(normalised, v.x(1));
        String shifted = v.node().hasInput(2) ? e.add(scaled, v.x(2)) : scaled;
        return List.of(shifted, mean, e.node("Reciprocal", root));
    }

    /** Zhang and Sennrich, <i>Root Mean Square Layer Normalization</i> (2019). */
    private static void rootMeanSquare(Vjp v) {
        Emitter e = v.e;
        long[] axes = from(v, (int) v.attributes().integer("axis", -1));
        String square = e.forms().mean(e.square(v.x()), true, axes);
        String scale =
                e.node("Reciprocal", e.node("Sqrt", e.add(square, v.attributes().real("epsilon", 1e-5f))));
        String normalised = e.mul(v.x(), scale);
        if (v.wants(0)) {
            String g = e.mul(v.g(), v.x(1));
            String along = e.mul(normalised, e.forms().mean(e.mul(g, normalised), true, axes));
            v.give(0, e.mul(scale, e.sub(g, along)));
        }
        if (v.wants(1)) {
            v.giveSummed(1, e.mul(v.g(), normalised));
        }
    }

    private static void batch(Vjp v) {
        Emitter e = v.e;
        if (v.attributes().integer("training_mode", 0) == 1) {
            throw new NoDerivativeException("is in training mode, in which samples of a batch are not independent");
        }
        Attributes settings = v.attributes();
        String zeros = e.zerosLike(v.x(1));
        if (v.wants(0)) {
            v.give(0, e.node("BatchNormalization", settings, v.g(), v.x(1), zeros, zeros, v.x(4)));
        }
        String ones = v.wants(1) ? e.onesLike(v.x(1)) : "";
        String normalised = v.wants(1)
                ? e.node("BatchNormalization", settings, v.x(), ones, e.zerosLike(v.x(2)), v.x(3), v.x(4))
                : "";
        if (v.wants(1) || v.wants(2)) {
            parameters(v, normalised, perChannel(v));
        }
    }

    /** Wu and He, <i>Group Normalization</i> (2018). Scales went by group before opset 21 and go by channel since. */
    private static void group(Vjp v) {
        Emitter e = v.e;
        long groups = v.attributes().integer("num_groups", 1);
        String grouped = e.reshape(v.x(), 0, groups, -1);
        Centred centred = centred(v, grouped, new long[] {2}, v.attributes().real("epsilon", 1e-5f));
        boolean byGroup = e.opset() < 21;
        String scale = byGroup ? e.reshape(v.x(1), -1, 1) : perChannel(v);
        if (v.wants(0)) {
            String g = byGroup
                    ? e.mul(e.reshape(v.g(), 0, groups, -1), scale)
                    : e.reshape(e.mul(v.g(), scale), 0, groups, -1);
            v.give(0, e.reshapeLike(centred.back(e, g, new long[] {2}), v.x()));
        }
        if (v.wants(1) || v.wants(2)) {
            if (byGroup) {
                throw new NoDerivativeException("has no derivative with respect to its scales below opset 21");
            }
            parameters(v, e.reshapeLike(centred.value(), v.x()), scale);
        }
    }

    /** Krizhevsky, Sutskever and Hinton (2012), section 3.3. */
    private static void lrn(Vjp v) {
        Emitter e = v.e;
        long size = v.attributes().integer("size", 1);
        double alpha = v.attributes().real("alpha", 1e-4f) / size;
        double beta = v.attributes().real("beta", 0.75f);
        String squares = acrossChannels(v, e.square(v.x()), size, false);
        String base = e.add(e.mul(squares, alpha), v.attributes().real("bias", 1));
        String direct = e.mul(v.g(), e.power(base, -beta));
        String others = acrossChannels(v, e.div(e.mul(v.g(), v.y()), base), size, true);
        v.give(0, e.sub(direct, e.mul(e.mul(v.x(), others), 2 * alpha * beta)));
    }

    /** The sum over neighbouring channels; backwards, the channels of whose windows each is part. */
    private static String acrossChannels(Vjp v, String value, long size, boolean backwards) {
        Emitter e = v.e;
        String image =
                e.reshape(value, e.concat(0, e.sizeOf(v.x(), 0), e.integers(1), e.sizeOf(v.x(), 1), e.integers(-1)));
        e.facts().note(image, Shape.ofRank(4));
        long before = (size - 1) / 2;
        long after = size - 1 - before;
        Windows windows = new Windows(
                new long[] {size, 1},
                new long[] {1, 1},
                new long[] {1, 1},
                backwards ? new long[] {after, 0, before, 0} : new long[] {before, 0, after, 0},
                "NOTSET",
                false);
        float[] ones = new float[(int) size];
        Arrays.fill(ones, 1);
        String kernel = e.typed(Tensor.of(ones, 1, 1, size, 1), value);
        return e.reshapeLike(e.node("Conv", windows.convolution(1), image, kernel), v.x());
    }

    private static void unitLength(Vjp v) {
        Emitter e = v.e;
        long axis = v.attributes().integer("axis", -1);
        long[] axes = {axis < 0 ? axis + e.needRank(v.x()) : axis};
        boolean first = v.attributes().integer("p", 2) == 1;
        String length = first
                ? e.forms().sum(e.node("Abs", v.x()), true, axes)
                : e.node("Sqrt", e.forms().sum(e.square(v.x()), true, axes));
        String outwards = first ? e.sign(v.x()) : v.y();
        String along = e.forms().sum(e.mul(v.g(), v.y()), true, axes);
        v.give(0, e.div(e.sub(v.g(), e.mul(outwards, along)), length));
    }
}
