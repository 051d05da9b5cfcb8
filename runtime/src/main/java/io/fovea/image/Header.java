package io.fovea.image;

/**
 * What is known of an image before its pixels are read.
 *
 * @param width in pixels, after it is turned upright
 * @param height in pixels, after it is turned upright
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param depth how values will be stored
 */
public record Header(int width, int height, int channels, Image.Depth depth) {

    /** For example {@code 640x480 RGB 8-bit}. */
    @Override
    public String toString() {
        String bits =
                switch (depth) {
                    case UINT8 -> "8-bit";
                    case UINT16 -> "16-bit";
                    case FLOAT32 -> "32-bit";
                };
        return width + "x" + height + (channels == 1 ? " grey " : " RGB ") + bits;
    }
}
