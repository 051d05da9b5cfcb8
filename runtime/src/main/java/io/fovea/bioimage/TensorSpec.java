package io.fovea.bioimage;

import io.fovea.image.PreparationStep;
import java.util.List;
import java.util.Optional;

/**
 * An input or an output.
 *
 * @param type of its elements before preprocessing, such as {@code uint8}; empty if unknown
 * @param low the least value that it has, maybe minus infinity
 * @param high the largest value that it has, maybe infinity
 * @param steps before the network, or behind it
 * @param test a tensor to test with, as NumPy's {@code .npy}
 * @param sample an image to show
 */
public record TensorSpec(
        String id,
        List<Axis> axes,
        String type,
        double low,
        double high,
        List<PreparationStep> steps,
        Optional<FileSource> test,
        Optional<FileSource> sample) {

    /** Copies the lists. */
    public TensorSpec {
        axes = List.copyOf(axes);
        steps = List.copyOf(steps);
    }

    /** The axis of a name. */
    public Optional<Axis> axis(String name) {
        return axes.stream().filter(axis -> axis.id().equals(name)).findFirst();
    }

    /** The axis of channels. */
    public Optional<Axis> channels() {
        return axes.stream().filter(axis -> axis.kind() == Axis.Kind.CHANNEL).findFirst();
    }

    /** Where an axis of a kind is, from 0; -1 if there is none. */
    public int place(Axis.Kind kind) {
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }
}
