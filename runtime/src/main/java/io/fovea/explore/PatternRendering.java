package io.fovea.explore;

import io.fovea.image.Color;
import io.fovea.image.Image;

/** Makes patterns visible. */
final class PatternRendering {
    private PatternRendering() {}

    /**
     * A pattern as an image: all values together {@code (v - mean) / std * 64 + 128}, clipped to 0..255, then cropped.
     *
     * @param planar {@code [channels, height, width]}, in the model's order of channels
     */
    static Image image(float[] planar, Color color, int width, int height, int crop) {
        byte[] levels = LectureContrast.normalised(planar);
        int channels = color.channels();
        int croppedWidth = width - 2 * crop;
        int croppedHeight = height - 2 * crop;
        byte[] pixels = new byte[croppedWidth * croppedHeight * channels];
        for (int c = 0; c < channels; c++) {
            int from = color == Color.BGR ? channels - 1 - c : c;
            for (int y = 0; y < croppedHeight; y++) {
                for (int x = 0; x < croppedWidth; x++) {
                    pixels[(y * croppedWidth + x) * channels + c] =
                            levels[(from * height + y + crop) * width + x + crop];
                }
            }
        }
        return channels == 1
                ? Image.gray8(croppedWidth, croppedHeight, pixels)
                : Image.rgb8(croppedWidth, croppedHeight, pixels);
    }
}
