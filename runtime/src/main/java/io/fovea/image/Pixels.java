package io.fovea.image;

import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;

/** Makes images of samples. */
final class Pixels {
    private Pixels() {}

    /** In which depth images keep values of a type. */
    static Image.Depth depth(SampleType type) {
        return switch (type) {
            case UINT8 -> Image.Depth.UINT8;
            case UINT16 -> Image.Depth.UINT16;
            default -> Image.Depth.FLOAT32;
        };
    }

    static Image image(Samples samples) {
        int width = samples.width();
        int height = samples.height();
        boolean grey = samples.channels() == 1;
        return switch (depth(samples.type())) {
            case UINT8 -> {
                byte[] bytes = (byte[]) samples.data();
                yield grey ? Image.gray8(width, height, bytes) : Image.rgb8(width, height, bytes);
            }
            case UINT16 -> {
                short[] shorts = (short[]) samples.data();
                yield grey ? Image.gray16(width, height, shorts) : Image.rgb16(width, height, shorts);
            }
            case FLOAT32 -> {
                float[] floats = samples.floats();
                yield grey ? Image.gray32(width, height, floats) : Image.rgb32(width, height, floats);
            }
        };
    }
}
