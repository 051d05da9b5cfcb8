package io.fovea.image.tiff;

import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;

/** Cyan, magenta, yellow and black as colours of light, without a profile, in ImageJ's arithmetic. */
final class Inks {
    private Inks() {}

    static Samples toRgb(Samples inks) {
        byte[] source = (byte[]) inks.data();
        byte[] target = new byte[source.length / 4 * 3];
        for (int in = 0, out = 0; in < source.length; in += 4) {
            int black = source[in + 3] & 0xff;
            for (int c = 0; c < 3; c++) {
                int ink = source[in + c] & 0xff;
                int dark = black > 0 ? (ink * (256 - black) >> 8) + black : ink;
                target[out++] = (byte) (255 - dark);
            }
        }
        return new Samples(inks.width(), inks.height(), 3, SampleType.UINT8, target);
    }
}
