package io.fovea.counterfactual;

/** A Gaussian blur of planes behind whose edges there is nothing, so that it is its own transpose. */
final class Blur {
    private final float[] kernel;
    private final int width;
    private final int height;

    /**
     * Prepares one.
     *
     * @param sigma in pixels; 0 for none
     */
    Blur(double sigma, int width, int height) {
        int radius = (int) Math.ceil(3 * sigma);
        this.kernel = new float[2 * radius + 1];
        this.width = width;
        this.height = height;
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += sigma == 0 ? 1 : Math.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) ((sigma == 0 ? 1 : Math.exp(-i * i / (2 * sigma * sigma))) / sum);
        }
    }

    /** Blurs a plane. */
    float[] of(float[] plane) {
        return kernel.length == 1 ? plane.clone() : along(along(plane, width, 1, height), height, width, width);
    }

    /** Along an axis of {@code length} values that are {@code step} apart. */
    private float[] along(float[] plane, int length, int step, int lines) {
        float[] blurred = new float[plane.length];
        int radius = kernel.length / 2;
        for (int line = 0; line < lines; line++) {
            int start = line * (step == 1 ? length : 1);
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int k = Math.max(-radius, -i); k <= Math.min(radius, length - 1 - i); k++) {
                    sum += kernel[k + radius] * plane[start + (i + k) * step];
                }
                blurred[start + i * step] = sum;
            }
        }
        return blurred;
    }
}
