package io.fovea.task.instance;

import io.fovea.ArrayLength;
import io.fovea.session.Cancellation;

/**
 * What Cellpose's networks learn (Stringer et al. 2021): how far down and to the right each pixel is drawn to the middle of its
 * object, a vector of length 1, and 1 in objects, 0 outside.
 */
public record FlowTruth() implements ObjectTruth {
    private static final int PLANES = 3;

    @Override
    public int planes() {
        return PLANES;
    }

    @Override
    public float[] of(int width, int height, int[] labels) {
        int pixels = ArrayLength.of(width, height);
        float[] planes = new float[ArrayLength.of(PLANES, pixels)];
        for (int[] own : ObjectPixels.of(labels)) {
            if (own.length > 0) {
                new ObjectHeat(width, own).forEach(Cancellation.NONE, (pixel, down, across) -> {
                    planes[pixel] = (float) down;
                    planes[pixels + pixel] = (float) across;
                    planes[2 * pixels + pixel] = 1;
                });
            }
        }
        return planes;
    }
}
