package io.fovea.concept;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.Locale;

/** What of a layer's places counts where a concept is learnt. */
public enum Places {
    /** The mean of each channel: a concept is the same wherever in the image it lies, and images may be of any size. */
    MEAN {
        @Override
        float[] features(float[][] planes) {
            float[] means = sums(planes);
            for (int c = 0; c < means.length; c++) {
                means[c] /= planes[c].length;
            }
            return means;
        }

        @Override
        float[] slopes(float[][] planes) {
            return sums(planes);
        }
    },
    /** Each channel at each place, as in the paper: a concept lies where its pictures show it. */
    EACH {
        @Override
        float[] features(float[][] planes) {
            float[] all = new float[planes.length * planes[0].length];
            for (int c = 0; c < planes.length; c++) {
                System.arraycopy(planes[c], 0, all, c * planes[c].length, planes[c].length);
            }
            return all;
        }

        @Override
        float[] slopes(float[][] planes) {
            return features(planes);
        }
    };

    /** What is learnt from, of {@code [channel][place]}. */
    abstract float[] features(float[][] planes);

    /** The derivative of the score as these features move, of that with respect to {@code [channel][place]}. */
    abstract float[] slopes(float[][] planes);

    private static float[] sums(float[][] planes) {
        float[] sums = new float[planes.length];
        for (int c = 0; c < sums.length; c++) {
            double sum = 0;
            for (float v : planes[c]) {
                sum += v;
            }
            sums[c] = (float) sum;
        }
        return sums;
    }

    /**
     * Reads what a user writes.
     *
     * @throws FoveaException that lists them
     */
    public static Places parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new FoveaException(
                        "'" + text + "' is none of the ways to take the places of a layer; give mean or each."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
