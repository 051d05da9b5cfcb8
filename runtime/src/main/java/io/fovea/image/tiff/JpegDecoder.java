package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Samples;

/** Decodes the JPEG images that the parts of a TIFF may be. */
@FunctionalInterface
public interface JpegDecoder {

    /**
     * Decodes an image.
     *
     * @param jpeg with all its tables
     * @param transformed whether three channels are luminance and chroma, as the TIFF says
     * @return 8-bit, 1 or 3 channels
     */
    Samples decode(byte[] jpeg, boolean transformed) throws FormatException;
}
