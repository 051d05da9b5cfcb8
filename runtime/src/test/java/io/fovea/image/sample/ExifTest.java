package io.fovea.image.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks as TIFF 6.0 lays directories out: order, 42, where the entries begin, how many, and twelve bytes each. */
class ExifTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // Big and little end first, as a short and as a long number.
        "4d4d002a 00000008 0001 0112 0003 00000001 00060000, 6",
        "49492a00 08000000 0100 1201 0300 01000000 06000000, 6",
        "4d4d002a 00000008 0001 0112 0004 00000001 00000008, 8",
        "49492a00 08000000 0100 1201 0400 01000000 03000000, 3",
        // Behind another entry, and the entries behind other things.
        "4d4d002a 00000008 0002 0100 0003 00000001 00030000 0112 0003 00000001 00080000, 8",
        "4d4d002a 0000000a 0000 0001 0112 0003 00000001 00060000, 6",
        // Two hundred entries are said, of which two are there.
        "4d4d002a 00000008 00c8 0100 0003 00000001 00030000 0112 0003 00000001 00080000, 8",
        "4d4d002a 00000008 8000 0112 0003 00000001 00060000, 6",
        // None of them, none at all, no orientation, none that there is.
        "4d4d002a 00000008 0001 0100 0003 00000001 00060000, 1",
        "4d4d002a 00000008 0000 0112 0003 00000001 00060000, 1",
        "4d4d002a 00000008 0001 0112 0003 00000001 00090000, 1",
        "4d4d002a 00000008 0001 0112 0003 00000001 00000000, 1",
        // The entries lie beyond the end, at it, or are cut off there.
        "4d4d002a 00000100 0001 0112 0003 00000001 00060000, 1",
        "4d4d002a ffffffff 0001 0112 0003 00000001 00060000, 1",
        "4d4d002a 00000015 0001 0112 0003 00000001 00060000, 1",
        "4d4d002a 00000016 0001 0112 0003 00000001 00060000, 1",
        "4d4d002a 00000008 0001 0112 0003 00000001 0006, 1",
        // No block.
        "58584d4d 00000008 0001 0112 0003 00000001 00060000, 1",
        "4d4d002a 00000008 00, 1",
    })
    void anOrientationIsRead(String hex, int number) {
        byte[] block = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] file = new byte[block.length + 7];
        System.arraycopy(block, 0, file, 5, block.length);

        assertThat(Exif.orientation(file, 5, 5 + block.length)).isEqualTo(Orientation.of(number));
        assertThat(Exif.orientation(file, 5, file.length + 1)).isEqualTo(Orientation.UPRIGHT);
    }
}
