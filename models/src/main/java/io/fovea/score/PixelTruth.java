package io.fovea.score;

import io.fovea.data.Target;
import io.fovea.data.Trimaps;
import io.fovea.model.Task;

/** The true class of every pixel, in the classes that a model answers with. */
public final class PixelTruth {
    private PixelTruth() {}

    /**
     * Of models that tell objects apart without a contour 0 and 1, whether there is an object; of others the class.
     *
     * @param contour width in pixels of the contour of trimaps made from instances
     * @param task of the model
     * @return row by row; {@link Target.ClassMap#IGNORED} where nobody knows
     * @throws IllegalArgumentException for a target that is not of pixels
     */
    public static byte[] of(Target target, int contour, Task task) {
        if (!task.isOfObjects() || !(target instanceof Target.Instances instances)) {
            return Trimaps.classMap(target, contour).classes();
        }
        return instances.covered();
    }
}
