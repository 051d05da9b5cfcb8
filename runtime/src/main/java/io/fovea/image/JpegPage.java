package io.fovea.image;

import io.fovea.image.jpeg.JpegFile;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource.Form;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;

/** A JPEG file, walked through before it is decoded. */
final class JpegPage {
    private JpegPage() {}

    /** Looks at a file's header; throws if it is no JPEG that is read, or too large. */
    static Encoded open(byte[] file) throws FormatException {
        JpegFile header = JpegFile.header(file);
        int channels = Math.min(3, header.channels());
        if (header.channels() == 4 && header.adobeTransform() < 0) {
            throw new FormatException(
                    "is a JPEG of four inks that does not say which, which is not read; save it as RGB");
        }
        NativeDecoder.requireFew(header.width(), header.height());
        Form form = Form.of(header.width(), header.height(), channels == 3, SampleType.UINT8);
        return Encoded.of(
                form,
                header.orientation(),
                () -> NativeDecoder.decode(JpegFile.check(file).plain(), "JPEG", channels, header.orientation()));
    }

    /** Decodes the part of a TIFF that is a JPEG file. */
    static Samples part(byte[] file, boolean transformed) throws FormatException {
        JpegFile jpeg = JpegFile.check(file);
        int channels = jpeg.channels();
        if (channels == 4) {
            throw new FormatException("is a TIFF compressed with JPEG of four inks, which is not read; save it as RGB");
        }
        byte[] plain = channels == 3 ? jpeg.plain(transformed) : jpeg.plain();
        return NativeDecoder.decode(plain, "JPEG", channels, Orientation.UPRIGHT)
                .samples();
    }
}
