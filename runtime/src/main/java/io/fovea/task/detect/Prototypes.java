package io.fovea.task.detect;

import io.fovea.session.FloatTensor;
import java.util.Optional;

/**
 * The planes {@code [1, K, h, w]} over a detector's input of which each box's mask is a sum, weighted by the box's {@code K}
 * coefficients; above 0 it is inside (Bolya et al., "YOLACT", 2019). Immutable.
 */
final class Prototypes {
    private static final int QUARTER = 4;

    private final int count;
    private final int width;
    private final int height;
    private final float[] values;

    private Prototypes(int count, int width, int height, float[] values) {
        this.count = count;
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /** The first output with so many planes; empty if none has. */
    static Optional<Prototypes> of(DetectorOutputs answer, int count) {
        return answer.outputs().values().stream()
                .filter(output -> is(output.shape(), count))
                .findFirst()
                .map(output -> of(output, count));
    }

    /** How many planes of a quarter of the input's size an answer has, at most so many; 0 where there are none. */
    static int countIn(DetectorOutputs answer, int most) {
        return answer.outputs().values().stream()
                .map(FloatTensor::shape)
                .filter(shape -> shape.length == 4
                        && is(shape, (int) shape[1])
                        && shape[1] <= most
                        && shape[2] * QUARTER == answer.height()
                        && shape[3] * QUARTER == answer.width())
                .mapToInt(shape -> (int) shape[1])
                .findFirst()
                .orElse(0);
    }

    private static Prototypes of(FloatTensor output, int count) {
        return new Prototypes(count, (int) output.shape()[3], (int) output.shape()[2], output.toArray());
    }

    private static boolean is(long[] shape, int count) {
        return shape.length == 4 && shape[0] == 1 && shape[1] == count && shape[2] > 0 && shape[3] > 0;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The weighted sum of the planes, row by row. */
    float[] sum(float[] coefficients) {
        int area = width * height;
        float[] sum = new float[area];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < area; i++) {
                sum[i] += coefficients[k] * values[k * area + i];
            }
        }
        return sum;
    }
}
