package io.fovea.image;

import io.fovea.image.sample.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a file's first bytes say it is; its name says nothing. */
enum Format {
    PNG,
    TIFF,
    JPEG,
    BMP,
    GIF,
    WEBP;

    /** How many of the first bytes are looked at. */
    static final int HEAD = 512;

    private static final List<Magic> READ = List.of(
            new Magic("PNG", 0, "\u0089PNG\r\n\u001a\n"),
            new Magic("TIFF", 0, "II*\0"),
            new Magic("TIFF", 0, "MM\0*"),
            new Magic("TIFF", 0, "II+\0"),
            new Magic("TIFF", 0, "MM\0+"),
            new Magic("JPEG", 0, "\u00ff\u00d8\u00ff"),
            new Magic("BMP", 0, "BM"),
            new Magic("GIF", 0, "GIF8"),
            new Magic("WEBP", 8, "WEBP"));

    /** Those that people have, or that decoders in use here would take. */
    private static final List<Magic> REFUSED = List.of(
            new Magic("a JPEG 2000 image", 4, "jP  \r\n\u0087\n"),
            new Magic("a JPEG 2000 image", 0, "\u00ff\u004f\u00ff\u0051"),
            new Magic("a JPEG XL image", 4, "JXL \r\n\u0087\n"),
            new Magic("a JPEG XL image", 0, "\u00ff\n"),
            new Magic("an AVIF image", 4, "ftypavif"),
            new Magic("a HEIC photo", 4, "ftyphe"),
            new Magic("a HEIC photo", 4, "ftypmif1"),
            new Magic("an OpenEXR image", 0, "v/1\u0001"),
            new Magic("a Radiance image", 0, "#?R"),
            new Magic("a Sun raster image", 0, "Y\u00a6j\u0095"),
            new Magic("a Photoshop document", 0, "8BPS"),
            new Magic("a Windows icon", 0, "\0\0\u0001\0"),
            new Magic("a DICOM file", 128, "DICM"),
            new Magic("a FITS file", 0, "SIMPLE  ="),
            new Magic("an HDF5 file", 0, "\u0089HDF\r\n\u001a\n"),
            new Magic("a Zeiss CZI file", 0, "ZISRAWFILE"),
            new Magic("a Nikon ND2 file", 0, "\u00da\u00ce\u00be\n"),
            new Magic("a NumPy array", 0, "\u0093NUMPY"),
            new Magic("a PDF document", 0, "%PDF"),
            new Magic("a zip archive", 0, "PK\u0003\u0004"));

    /** A name, and the bytes at a place that tell it, each a character. */
    private record Magic(String name, int at, String bytes) {
        boolean isIn(byte[] head, int length) {
            byte[] wanted = bytes.getBytes(StandardCharsets.ISO_8859_1);
            if (at + wanted.length > length) {
                return false;
            }
            for (int i = 0; i < wanted.length; i++) {
                if (head[at + i] != wanted[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The format of a file.
     *
     * @throws FormatException that names it, as far as possible, if it is none of these
     */
    static Format of(byte[] head, int length) throws FormatException {
        for (Magic magic : READ) {
            if (magic.isIn(head, length)) {
                return valueOf(magic.name());
            }
        }
        for (Magic magic : REFUSED) {
            if (magic.isIn(head, length)) {
                throw refused(magic.name());
            }
        }
        if (length > 2 && head[0] == 'P' && "1234567fF".indexOf(head[1]) >= 0 && Character.isWhitespace(head[2])) {
            throw refused("a Netpbm image (PBM, PGM, PPM, PAM or PFM)");
        }
        if (isText(head, length)) {
            throw new FormatException("is not an image but a text file");
        }
        throw new FormatException("is not an image that can be read: " + Formats.names());
    }

    private static FormatException refused(String name) {
        return new FormatException("is " + name + ", which is not read; save it as one of these: " + Formats.names());
    }

    /** Whether the beginning is printable ASCII: surely text, and no image format that is read here. */
    private static boolean isText(byte[] head, int length) {
        for (int i = 0; i < length; i++) {
            boolean blank = head[i] == '\n' || head[i] == '\r' || head[i] == '\t';
            if (!blank && (head[i] < ' ' || head[i] == 127)) {
                return false;
            }
        }
        return true;
    }
}
