package io.fovea.image;

/**
 * What is known of an image before its pixels are read.
 *
 * @param width in pixels, after it is turned upright
 * @param height in pixels, after it is turned upright
 * @param channels 1 (grey) or more, at most 16
 * @param color whether the channels are red, green and blue
 * @param depth how values will be stored
 */
public record Header(int width, int height, int channels, boolean color, Image.Depth depth) {

    /** For example {@code 640x480 RGB 8-bit}, or {@code 640x480 2-channel 16-bit}. */
    @Override
    public String toString() {
        return width + "x" + height + " " + kind();
    }

    /** For example {@code RGB 8-bit}, or {@code 2-channel 16-bit}. */
    public String kind() {
        String bits =
                switch (depth) {
                    case UINT8 -> "8-bit";
                    case UINT16 -> "16-bit";
                    case FLOAT32 -> "32-bit";
                };
        String values = color ? "RGB" : channels == 1 ? "grey" : channels + "-channel";
        return values + " " + bits;
    }
}
