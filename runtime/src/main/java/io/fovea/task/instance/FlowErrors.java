package io.fovea.task.instance;

import io.fovea.session.Cancellation;
import java.util.stream.IntStream;

/**
 * How far the flows of a network are from those that objects themselves have, by which Cellpose tells what is none (Stringer et al.
 * 2021, its {@code flow_error}): the mean over an object's pixels of the squared difference of both components of unit vectors. 0 are
 * flows that agree, 2 are those that have nothing to do with the object, 4 point the other way.
 */
final class FlowErrors {
    private FlowErrors() {}

    /**
     * The errors of all objects by their number; 0 at 0 and of numbers that none has. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    static double[] of(FlowField field, int[] labels, Cancellation cancel) {
        int[][] pixels = ObjectPixels.of(labels);
        double[] errors = new double[pixels.length];
        IntStream.range(1, pixels.length)
                .parallel()
                .filter(label -> pixels[label].length > 0)
                .forEach(label -> {
                    cancel.check();
                    errors[label] = error(field, pixels[label], cancel);
                });
        return errors;
    }

    private static double error(FlowField field, int[] pixels, Cancellation cancel) {
        double[] sum = {0};
        new ObjectHeat(field.width(), pixels).forEach(cancel, (pixel, down, across) -> {
            double offDown = down - field.down()[pixel];
            double offAcross = across - field.across()[pixel];
            sum[0] += offDown * offDown + offAcross * offAcross;
        });
        return sum[0] / pixels.length;
    }
}
