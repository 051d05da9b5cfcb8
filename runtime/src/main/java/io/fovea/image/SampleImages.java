package io.fovea.image;

import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;

/** Makes images of samples. */
final class SampleImages {
    private SampleImages() {}

    /** In which depth images keep values of a type. */
    static Image.Depth depth(SampleType type) {
        return switch (type) {
            case UINT8 -> Image.Depth.UINT8;
            case UINT16 -> Image.Depth.UINT16;
            default -> Image.Depth.FLOAT32;
        };
    }

    /**
     * The image that samples make.
     *
     * @param color whether their channels are red, green and blue
     */
    static Image image(Samples samples, boolean color) {
        Object values =
                switch (depth(samples.type())) {
                    case UINT8, UINT16 -> samples.data();
                    case FLOAT32 -> samples.floats();
                };
        return Image.of(samples.width(), samples.height(), samples.channels(), color, values);
    }
}
