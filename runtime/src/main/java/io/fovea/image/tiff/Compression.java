package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** How strips and tiles are compressed, by the values of TIFF's tag 259. */
enum Compression {
    NONE("none", 1, 1),
    LZW("LZW", 3700, 5),
    DEFLATE("Deflate", 1040, 8, 32946),
    PACK_BITS("PackBits", 64, 32773),
    ZSTD("ZSTD", 50_000, 50000, 34926),
    JPEG("JPEG", 1100, 7);

    private static final Map<Long, String> OTHERS = Map.ofEntries(
            Map.entry(2L, "CCITT modified Huffman coding"),
            Map.entry(3L, "CCITT Group 3 fax coding"),
            Map.entry(4L, "CCITT Group 4 fax coding"),
            Map.entry(6L, "JPEG in the form of TIFF 6.0, which was withdrawn in 1995"),
            Map.entry(9L, "JBIG"),
            Map.entry(10L, "JBIG"),
            Map.entry(32766L, "NeXT's run lengths"),
            Map.entry(32771L, "CCITT run lengths"),
            Map.entry(32809L, "ThunderScan"),
            Map.entry(32908L, "Pixar's film coding"),
            Map.entry(32909L, "Pixar's log coding"),
            Map.entry(33003L, "JPEG 2000"),
            Map.entry(33005L, "JPEG 2000"),
            Map.entry(34661L, "JBIG"),
            Map.entry(34676L, "SGI's log coding"),
            Map.entry(34677L, "SGI's log coding"),
            Map.entry(34712L, "JPEG 2000"),
            Map.entry(34887L, "LERC"),
            Map.entry(34892L, "lossy JPEG of raw photographs"),
            Map.entry(34925L, "LZMA"),
            Map.entry(34927L, "WebP"),
            Map.entry(34934L, "JPEG XR"),
            Map.entry(50001L, "WebP"),
            Map.entry(50002L, "JPEG XL"));

    private final String title;
    private final int most;
    private final int[] codes;

    Compression(String title, int most, int... codes) {
        this.title = title;
        this.most = most;
        this.codes = codes;
    }

    /**
     * The one of a tag's value.
     *
     * @throws FormatException that names one which is not read
     */
    static Compression of(long code) throws FormatException {
        Optional<Compression> known = Arrays.stream(values())
                .filter(each -> Arrays.stream(each.codes).anyMatch(one -> one == code))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (code == 0) {
            return NONE; // as ImageJ takes it
        }
        String name = OTHERS.get(code);
        throw new FormatException("is a TIFF compressed with " + (name == null ? "method " + code : name)
                + ", which is not read; save it uncompressed, or with LZW or Deflate");
    }

    /** That pixels are damaged which were compressed so. */
    FormatException damaged() {
        return new FormatException(
                "is damaged: a part of its pixels, compressed with " + title + ", cannot be decompressed");
    }

    /** How many bytes can come of one: more is a lie. */
    int most() {
        return most;
    }
}
