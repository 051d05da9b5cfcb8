package io.fovea.task;

import io.fovea.ArrayLength;

/** Labels at another size: they have no values between them, so each pixel has that of the one that is nearest. */
final class NearestLabels {
    private NearestLabels() {}

    /**
     * Resizes a map of labels.
     *
     * @return the same array where the size is
     */
    static int[] resized(int[] labels, int width, int height, int newWidth, int newHeight) {
        if (width == newWidth && height == newHeight) {
            return labels;
        }
        int[] resized = new int[ArrayLength.of(newWidth, newHeight)];
        for (int y = 0; y < newHeight; y++) {
            int row = (int) ((y + 0.5) * height / newHeight);
            for (int x = 0; x < newWidth; x++) {
                resized[y * newWidth + x] = labels[row * width + (int) ((x + 0.5) * width / newWidth)];
            }
        }
        return resized;
    }
}
