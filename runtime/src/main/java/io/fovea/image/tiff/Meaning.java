package io.fovea.image.tiff;

import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Palette;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What the samples of a pixel mean.
 *
 * @param stored samples to a pixel in the file
 * @param kept how many of them are read, the first ones; the rest is transparency
 */
record Meaning(int stored, int kept, Kind kind, boolean whiteIsZero, Optional<Palette> palette) {
    private static final int MISSING = -1;
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int MASK = 4;
    private static final int SEPARATED = 5;
    private static final int YCBCR = 6;
    private static final int FULL_PALETTE = 768;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int UNASSOCIATED_ALPHA = 2;

    private static final Map<Long, String> OTHERS = Map.of(
            8L, "CIELab colours",
            9L, "CIELab colours",
            10L, "CIELab colours",
            32803L, "the raw values of a camera's colour filters",
            32844L, "logarithmic luminance",
            32845L, "logarithmic luminance and chroma",
            34892L, "the raw values of a camera");

    /** What those are that are read. */
    enum Kind {
        /** Intensities, or indices of a palette. */
        VALUES,
        RGB,
        /** Luminance and chroma, as JPEG has them. */
        YCBCR,
        /** Cyan, magenta, yellow, black. */
        INKS
    }

    /** Whether what is read becomes red, green and blue, but for palettes. */
    boolean isColor() {
        return kind != Kind.VALUES;
    }

    boolean hasInks() {
        return kind == Kind.INKS;
    }

    boolean isYcbcr() {
        return kind == Kind.YCBCR;
    }

    /** Reads tags 262, 277, 320 and 338; throws what is not read by its name. */
    static Meaning of(Directory directory, Coding coding, Compression compression) throws IOException {
        long samples = directory.number(Tags.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > 65535) {
            throw new FormatException("is damaged: it says that a pixel has " + samples + " values");
        }
        int stored = (int) samples;
        long photometric = directory.number(Tags.PHOTOMETRIC, MISSING);
        if (photometric == MISSING) {
            boolean indexed = stored == 1 && coding.bits() == 8 && directory.count(Tags.COLOR_MAP) == FULL_PALETTE;
            photometric = indexed ? PALETTE : stored == 3 || stored == 4 ? RGB : BLACK_IS_ZERO;
        }
        return switch ((int) Math.min(photometric, Integer.MAX_VALUE)) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO, MASK -> grey(directory, stored, photometric == WHITE_IS_ZERO);
            case RGB -> colour(directory, stored);
            case PALETTE -> indexed(directory, stored, coding);
            case SEPARATED -> separated(stored, coding);
            case YCBCR -> {
                if (compression != Compression.JPEG || stored != 3) {
                    throw new FormatException(
                            "is a TIFF of YCbCr colours without JPEG compression, which is not read; save it as RGB");
                }
                yield new Meaning(3, 3, Kind.YCBCR, false, Optional.empty());
            }
            default ->
                throw new FormatException("is a TIFF of "
                        + OTHERS.getOrDefault(photometric, "colours of kind " + photometric)
                        + ", which is not read; save it as RGB or grey");
        };
    }

    /** Three greys are three channels: that they are colours, a file says with another number. */
    private static Meaning grey(Directory directory, int stored, boolean whiteIsZero) throws IOException {
        return new Meaning(stored, opaque(directory, stored), Kind.VALUES, whiteIsZero, Optional.empty());
    }

    /** What is behind blue is transparency if it is one value, and several are channels as the first three are. */
    private static Meaning colour(Directory directory, int stored) throws IOException {
        if (stored < 3) {
            throw channels(stored);
        }
        return stored <= 4
                ? new Meaning(stored, 3, Kind.RGB, false, Optional.empty())
                : new Meaning(stored, opaque(directory, stored), Kind.VALUES, false, Optional.empty());
    }

    /** How many of the samples are channels: all but a last one that is transparency. */
    private static int opaque(Directory directory, int stored) throws IOException {
        long[] extra = directory.numbers(Tags.EXTRA_SAMPLES, stored);
        long last = stored > 1 && extra.length > 0 ? extra[extra.length - 1] : 0;
        int kept = last == ASSOCIATED_ALPHA || last == UNASSOCIATED_ALPHA ? stored - 1 : stored;
        if (kept > Capacity.MOST_CHANNELS) {
            throw channels(stored);
        }
        return kept;
    }

    private static Meaning indexed(Directory directory, int stored, Coding coding) throws IOException {
        int size = 1 << Math.min(coding.bits(), 16);
        if (coding.bits() > 8 || stored > 2) {
            throw new FormatException("is a TIFF with a palette for " + stored + " values of " + coding.bits()
                    + " bits, which is not read; save it as RGB");
        }
        long[] map = directory.numbers(Tags.COLOR_MAP, 3L * size);
        if (map.length < 3 * size) {
            throw new FormatException("is damaged: a part of its palette is missing");
        }
        return new Meaning(stored, 1, Kind.VALUES, false, Optional.of(palette(map)));
    }

    private static Meaning separated(int stored, Coding coding) throws FormatException {
        if (stored < 4 || stored > 5 || coding.bits() != 8) {
            throw new FormatException("is a TIFF of " + stored + " inks with " + coding.bits()
                    + " bits, which is not read; save it as RGB");
        }
        return new Meaning(stored, 4, Kind.INKS, false, Optional.empty());
    }

    /** All reds, all greens, all blues, of 16 bits; of 8 in the files of writers who took the standard for that. */
    private static Palette palette(long[] map) {
        int size = map.length / 3;
        boolean eight = true;
        for (long value : map) {
            eight &= value < 256;
        }
        int shift = eight ? 0 : 8;
        int[] colors = new int[size];
        for (int i = 0; i < size; i++) {
            colors[i] = (int) (map[i] >> shift & 0xff) << 16
                    | (int) (map[size + i] >> shift & 0xff) << 8
                    | (int) (map[2 * size + i] >> shift & 0xff);
        }
        return new Palette(colors);
    }

    private static FormatException channels(int stored) {
        return new FormatException("is a TIFF of " + stored + (stored == 1 ? " channel" : " channels")
                + (stored < 3 ? " that say they are red, green and blue" : " in one page")
                + ", which is not read; 1 to " + Capacity.MOST_CHANNELS
                + " are, or red, green and blue, with transparency or without");
    }
}
