package io.fovea.torch;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Where along one axis a Resize looks for its values.
 *
 * @param in the input's size
 * @param out the output's size
 * @param scale how much larger the output is, before rounding to whole pixels
 * @param coordinates how positions relate
 * @param start where a crop begins, as fraction of the input
 * @param end where a crop ends
 */
record Sampling(long in, long out, double scale, Coordinates coordinates, double start, double end) {

    /** The axes of a Resize of operator set 11 and later, which gives either scales or sizes, for all axes or some. */
    static Sampling[] of(NodeCall step) {
        Tensor input = step.input(0);
        int rank = (int) input.dim();
        long[] axes = step.attributes().integers("axes", Tensors.axesFrom(0, rank));
        float[] scales = step.reals(2);
        long[] sizes = step.integers(3);
        float[] crop = step.reals(1);
        Coordinates coordinates = Coordinates.of(step);
        Sampling[] all = ofScales(input, new float[0], coordinates);
        for (int i = 0; i < axes.length; i++) {
            int axis = Tensors.axis(axes[i], rank);
            long in = input.size(axis);
            boolean cropped = crop.length > 0;
            double begin = cropped ? crop[i] : 0;
            double end = cropped ? crop[axes.length + i] : 1;
            double scale = sizes.length == 0 ? scales[i] : kept(step, sizes, axes, i);
            long out = sizes.length == 0 ? floor(in, scales[i]) : Math.round(scale * in);
            all[axis] = new Sampling(in, out, scale, coordinates, begin, end);
        }
        return all;
    }

    /** The scale of axis {@code i} to its wanted size, or the one of all axes where their ratio is to be kept. */
    private static double kept(NodeCall step, long[] sizes, long[] axes, int i) {
        Tensor input = step.input(0);
        String policy = step.attributes().text("keep_aspect_ratio_policy", "stretch");
        double[] scales = LongStream.range(0, sizes.length)
                .mapToDouble(k -> sizes[(int) k] / (double) input.size(axes[(int) k]))
                .toArray();
        return switch (policy) {
            case "not_larger" -> Arrays.stream(scales).min().orElseThrow();
            case "not_smaller" -> Arrays.stream(scales).max().orElseThrow();
            default -> scales[i];
        };
    }

    /** The axes of an input that grow by {@code scales}; those without one stay. */
    static Sampling[] ofScales(Tensor input, float[] scales, Coordinates coordinates) {
        Sampling[] all = new Sampling[(int) input.dim()];
        for (int axis = 0; axis < all.length; axis++) {
            float scale = axis < scales.length ? scales[axis] : 1;
            long in = input.size(axis);
            all[axis] = new Sampling(in, floor(in, scale), scale, coordinates, 0, 1);
        }
        return all;
    }

    /** In float32, in which the scale was meant: 0.6 of 5 pixels are 3. */
    private static long floor(long in, float scale) {
        return (long) Math.floor(in * scale);
    }

    /** Whether the output differs from the input. */
    boolean changes() {
        return in != out || scale != 1 || coordinates == Coordinates.TF_CROP_AND_RESIZE;
    }

    /** Whether libtorch's own linear interpolation looks at the same positions. */
    boolean isLibtorchs() {
        boolean whole = out == scale * in;
        return whole && coordinates == Coordinates.ALIGN_CORNERS
                || whole && coordinates == Coordinates.HALF_PIXEL
                || whole && coordinates == Coordinates.PYTORCH_HALF_PIXEL && out > 1;
    }

    /** The input positions nearest to what each output position looks at. */
    long[] nearest(String rounding) {
        return LongStream.range(0, out)
                .map(i -> clamped((long) rounded(coordinates.source(this, i), rounding)))
                .toArray();
    }

    private static double rounded(double position, String rounding) {
        return switch (rounding) {
            case "floor" -> Math.floor(position);
            case "ceil" -> Math.ceil(position);
            case "round_prefer_ceil" -> Math.floor(position + 0.5);
            default -> Math.ceil(position - 0.5);
        };
    }

    private long clamped(long position) {
        return Math.max(0, Math.min(in - 1, position));
    }

    /** Whether the nearest positions are those of libtorch: pixels repeated or left out, from the first one on. */
    boolean repeats(String rounding) {
        long[] positions = nearest(rounding);
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != i * in / out) {
                return false;
            }
        }
        return true;
    }

    /** The share of each input position in each output position, {@code [in, out]}. */
    float[] weights(Kernel kernel) {
        float[] weights = new float[Math.toIntExact(in * out)];
        double narrowing = kernel.antialias() ? Math.min(1, scale) : 1;
        double reach = kernel.support() / narrowing;
        for (int i = 0; i < out; i++) {
            double centre = coordinates.source(this, i);
            if (isOutside(centre)) {
                continue;
            }
            double sum = 0;
            for (long tap = (long) Math.ceil(centre - reach); tap <= centre + reach; tap++) {
                if (tap == clamped(tap) || !kernel.excludesOutside()) {
                    double weight = kernel.at((tap - centre) * narrowing);
                    weights[(int) (clamped(tap) * out + i)] += (float) weight;
                    sum += weight;
                }
            }
            for (int k = i; k < weights.length; k += (int) out) {
                weights[k] /= (float) sum;
            }
        }
        return weights;
    }

    /** What to add to each output position: {@code value} to those that look outside of a cropped input. */
    float[] extrapolated(float value) {
        float[] added = new float[Math.toIntExact(out)];
        for (int i = 0; i < out; i++) {
            added[i] = isOutside(coordinates.source(this, i)) ? value : 0;
        }
        return added;
    }

    private boolean isOutside(double position) {
        return coordinates == Coordinates.TF_CROP_AND_RESIZE && (position < 0 || position > in - 1);
    }
}
