package io.fovea.explore;

import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Input;

/** Makes patterns visible. */
final class PatternRendering {
    private PatternRendering() {}

    /**
     * A pattern as an image, grey or RGB: all values together {@code (v - mean) / std * 64 + 128}, clipped to 0..255, then
     * cropped. Channels that are no colours are shown as a composite.
     *
     * @param planar {@code [channels, height, width]}, in the model's order of channels
     */
    static Image image(float[] planar, Input input, int width, int height, int crop) {
        byte[] levels = LectureContrast.normalised(planar);
        int channels = input.channels();
        int croppedWidth = width - 2 * crop;
        int croppedHeight = height - 2 * crop;
        byte[] pixels = new byte[croppedWidth * croppedHeight * channels];
        for (int c = 0; c < channels; c++) {
            int from = input.color() == Color.BGR ? channels - 1 - c : c;
            for (int y = 0; y < croppedHeight; y++) {
                for (int x = 0; x < croppedWidth; x++) {
                    pixels[(y * croppedWidth + x) * channels + c] =
                            levels[(from * height + y + crop) * width + x + crop];
                }
            }
        }
        if (input.color().isColor()) {
            return Image.rgb8(croppedWidth, croppedHeight, pixels);
        }
        return Overlays.forTheEye(Image.channels8(croppedWidth, croppedHeight, channels, pixels));
    }
}
