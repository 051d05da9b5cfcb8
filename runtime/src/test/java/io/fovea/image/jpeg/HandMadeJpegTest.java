package io.fovea.image.jpeg;

import static io.fovea.image.jpeg.HandMadeJpeg.ALTERNATING;
import static io.fovea.image.jpeg.HandMadeJpeg.DIRECT;
import static io.fovea.image.jpeg.HandMadeJpeg.END;
import static io.fovea.image.jpeg.HandMadeJpeg.HEAD;
import static io.fovea.image.jpeg.HandMadeJpeg.assertDamaged;
import static io.fovea.image.jpeg.HandMadeJpeg.assertTruncated;
import static io.fovea.image.jpeg.HandMadeJpeg.assertWhole;
import static io.fovea.image.jpeg.HandMadeJpeg.bits;
import static io.fovea.image.jpeg.HandMadeJpeg.bytes;
import static io.fovea.image.jpeg.HandMadeJpeg.file;
import static io.fovea.image.jpeg.HandMadeJpeg.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in one scan, bit by bit. */
class HandMadeJpegTest {
    private static final String SCAN = "ffda 0008 01 0100 00 3f 00";

    @Test
    void twoBitsAreABlock() throws FormatException {
        JpegFile jpeg = JpegFile.check(file(frame(8, 8), SCAN, "3f"));

        assertThat(jpeg.width()).isEqualTo(8);
        assertThat(jpeg.height()).isEqualTo(8);
        assertThat(jpeg.channels()).isEqualTo(1);
        assertThat(jpeg.adobeTransform()).isEqualTo(-1);
        // Four blocks are eight bits; of a ninth pixel's column there are none.
        assertWhole(file(frame(16, 16), SCAN, "00"));
        assertTruncated(bytes(HEAD, frame(24, 16), SCAN, "00"));
    }

    /** What a decoder is given is the same without what it does not need. */
    @Test
    void commentsAndFillingAreLeftOut() throws FormatException {
        byte[] file = bytes(
                "ffd8",
                "fffe 0004 6869",
                "ffff",
                DIRECT,
                ALTERNATING,
                "ffe5 0003 00",
                frame(8, 8),
                SCAN,
                "3f 0000",
                END);

        assertThat(JpegFile.check(file).plain()).isEqualTo(bytes(HEAD, frame(8, 8), SCAN, "3f", END));
    }

    @Test
    void whatSaysWhichColoursThereAreIsKept() throws FormatException {
        String jfif = "ffe0 0010 4a46494600 0101 00 0001 0001 00 00";
        String adobe = "ffee 000e 41646f6265 0064 0000 0000 02";

        byte[] both = JpegFile.check(bytes("ffd8", jfif, adobe, DIRECT, ALTERNATING, frame(8, 8), SCAN, "3f", END))
                .plain();
        byte[] thumbnail = JpegFile.check(
                        bytes("ffd8", "ffe0 0008 4a465858 0000", DIRECT, ALTERNATING, frame(8, 8), SCAN, "3f", END))
                .plain();

        assertThat(both).isEqualTo(bytes("ffd8", jfif, adobe, DIRECT, ALTERNATING, frame(8, 8), SCAN, "3f", END));
        assertThat(thumbnail).isEqualTo(file(frame(8, 8), SCAN, "3f"));
        assertThat(JpegFile.header(both).adobeTransform()).isEqualTo(2);
        // Too short a marker says nothing.
        assertThat(JpegFile.header(bytes("ffd8", "ffee 000d 41646f6265 0064 0000 0000", frame(8, 8), SCAN))
                        .adobeTransform())
                .isEqualTo(-1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "3f ffd0 3f ffd1 3f, ''",
        "3f ffff d0 3f ffff ffd1 3f, ''", // filled up before a marker
        "3f ffd1 3f ffd1 3f, from 0 %", // the wrong number
        "3f ffd0 3f ffd0 3f, from 0 %",
        "3f 3f ffd1 3f, from 0 %", // none
    })
    void restartsAreThereAndInOrder(String data, String damage) {
        byte[] file = file("ffdd 0004 0001", frame(24, 8), SCAN, data);

        if (damage.isEmpty()) {
            assertWhole(file);
        } else {
            assertDamaged(file, damage);
        }
    }

    /** Four rows of blocks, each behind a restart of its own. */
    @ParameterizedTest
    @CsvSource({
        "3f ffd0 3f ffd1 3f ffd2 3f, ''",
        "3f ffd0 3f ffd1 3f ffd3 3f, from 75 %",
        "3f ffd0 3f ffd2 3f ffd2 3f, from 50 %",
        "3f ffd1 3f ffd1 3f ffd2 3f, from 25 %",
    })
    void whereTheDamageBeginsIsSaid(String data, String damage) {
        byte[] file = file("ffdd 0004 0001", frame(8, 32), SCAN, data);

        if (damage.isEmpty()) {
            assertWhole(file);
        } else {
            assertDamaged(file, "is damaged: its JPEG data is wrong or missing " + damage);
        }
    }

    /** Nine restarts begin again with the first number; an interval has two bytes. */
    @Test
    void theNumbersOfRestartsGoRoundAndIntervalsAreLong() {
        StringBuilder data = new StringBuilder("3f");
        for (int i = 0; i < 9; i++) {
            data.append(String.format(Locale.ROOT, "ffd%d3f", i % 8));
        }
        assertWhole(file("ffdd 0004 0001", frame(80, 8), SCAN, data.toString()));
        // 256 blocks of two bits are 64 bytes.
        assertWhole(file("ffdd 0004 0100", frame(264, 64), SCAN, "00".repeat(64) + "ffd0" + "0000"));
        assertDamaged(file("ffdd 0004 0100", frame(264, 64), SCAN, "00".repeat(66)), "from 87 %");
    }

    /** Two bytes may be left over, or any number of one value, as writers fill up with; more are codes that were lost. */
    @ParameterizedTest
    @CsvSource({
        "3f 0102, ''",
        "3f 000000000000, ''",
        "3f 010203, 3 bytes",
        "3f 00000000000001, 7 bytes",
        "3f ff00ff00ff00, 6 bytes"
    })
    void whatIsLeftOverBehindTheLastRowIsDamage(String data, String damage) {
        byte[] file = file(frame(8, 8), SCAN, data);

        if (damage.isEmpty()) {
            assertWhole(file);
        } else {
            assertDamaged(file, damage + " of it are left over behind the last row");
        }
    }

    @Test
    void aFileThatEndsEarlyIsTruncated() {
        byte[] whole = file(frame(8, 8), SCAN, "3f");
        for (int length = 3; length < whole.length; length++) {
            assertTruncated(Arrays.copyOf(whole, length));
        }
        // The header and an end, but no pixel between.
        assertTruncated(bytes(HEAD, frame(8, 8), END));
        assertTruncated(bytes(HEAD, END));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ffc0 000b 08 0000 0008 01 011100, is a JPEG with a height that comes last",
        "ffc0 000b 08 0008 0000 01 011100, it has no width",
        "ffc0 000b 0c 0008 0008 01 011100, is a JPEG with 12-bit values",
        "ffc0 000e 08 0008 0008 02 011100 021100, is a JPEG with 2 channels",
        "ffc0 000b 08 0008 0008 02 011100, its JPEG header is none",
        "ffc0 0007 08 0008 0008, its JPEG header is none",
        "ffc0 000b 08 0008 0008 01 010100, its JPEG header is none",
        "ffc0 000b 08 0008 0008 01 011000, its JPEG header is none",
        "ffc0 000b 08 0008 0008 01 015100, its JPEG header is none",
        "ffc0 000b 08 0008 0008 01 011500, its JPEG header is none",
        "ffc3 000b 08 0008 0008 01 011100, is a JPEG with lossless coding",
        "ffcf 000b 08 0008 0008 01 011100, is a JPEG with arithmetic coding",
        "ffc7 000b 08 0008 0008 01 011100, is a JPEG with hierarchical coding",
        "ffdc 0004 0008, is a JPEG with a height that comes last",
        "ffcc 0004 0000, is a JPEG with arithmetic coding",
        "ffc0 000b 08 0008 0008 01 011100 ffc0 000b 08 0008 0008 01 011100, is a JPEG with several frames",
        "ffda 0008 01 0100 00 3f 00, its JPEG header is missing",
        "fffe 0001, is truncated",
        "0000, there is something between the parts of its JPEG data",
        "ff00, there is something between the parts of its JPEG data",
        // 60,000 x 60,000 pixels are 56,250,000 blocks, and a block takes two bits at least.
        "ffc0 000b 08 ea60 ea60 01 011100, cannot hold 60000x60000 pixels",
        "ffc2 000b 08 ea60 ea60 01 011100, cannot hold 60000x60000 pixels",
    })
    void whatIsNoHeaderIsRefusedByName(String parts, String reason) {
        assertThatThrownBy(() -> JpegFile.check(bytes("ffd8", parts, SCAN, "3f", END)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }

    /** Of one component, whatever its sampling says, there is one block after the other. */
    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void samplingFactorsUpToFourAreSuch(int factor) {
        String frame = "ffc0 000b 08 0010 0010 01 01" + factor + factor + "00";

        assertWhole(file(frame, SCAN, "00"));
        assertTruncated(bytes(HEAD, frame, SCAN));
    }

    /** Twice as many blocks of the first component along both axes: 4 + 1 + 1 for each unit of 16x16 pixels. */
    @Test
    void ofComponentsTogetherEachUnitHasItsBlocks() {
        String frame = "ffc0 0011 08 0010 0020 03 012200 021100 031100";
        String scan = "ffda 000c 03 0100 0200 0300 00 3f 00";

        // Two units of six blocks are 24 bits.
        assertWhole(file(frame, scan, "000000"));
        assertTruncated(bytes(HEAD, frame, scan, "0000"));
        assertDamaged(file(frame, scan, "0000"), "from 0 %");
        assertDamaged(file(frame, scan, "000000 010203"), "3 bytes");
        assertDamaged(file(frame, scan, "80 000000"), "from 0 %");
        assertDamaged(file(frame, scan, "00 0001 00"), "from 0 %");
    }

    @ParameterizedTest
    @CsvSource({
        "ffda 0008 00 0100 00 3f 00, a header in its JPEG data is none",
        "ffda 000a 01 0100 00 3f 00 0000, a header in its JPEG data is none",
        "ffda 0008 01 0200 00 3f 00, a header in its JPEG data is none", // no such component
        "ffda 0008 01 0110 00 3f 00, a table of its codes is missing",
        "ffda 0008 01 0101 00 3f 00, a table of its codes is missing",
    })
    void whatIsNoScanIsDamage(String scan, String reason) {
        assertDamaged(file(frame(8, 8), scan, "3f"), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "ffc4 0014 20 01000000000000000000000000000000 00", // no such class
        "ffc4 0014 04 01000000000000000000000000000000 00", // no such number
        "ffc4 0014 00 02000000000000000000000000000000 00", // more codes than bytes
        "ffc4 0016 00 03000000000000000000000000000000 000102", // more codes than a bit has
    })
    void whatIsNoTableIsDamage(String table) {
        assertDamaged(
                bytes("ffd8", table, ALTERNATING, frame(8, 8), SCAN, "3f", END), "a table of its codes is no table");
    }

    /** A first coefficient has up to 15 bits: the code 0 and as many. */
    @Test
    void coefficientsHaveUpToFifteenBits() {
        String fifteen = "ffc4 0014 00 01000000000000000000000000000000 0f";
        String sixteen = "ffc4 0014 00 01000000000000000000000000000000 10";

        assertWhole(bytes("ffd8", fifteen, ALTERNATING, frame(8, 8), SCAN, "0000 7f", END));
        assertDamaged(bytes("ffd8", sixteen, ALTERNATING, frame(8, 8), SCAN, "0000 7f", END), "from 0 %");
    }

    /** A run of 15 zeros and a value four times over are all 63 others but the last three; a fourth is one too many. */
    @Test
    void aBlockHasSixtyThreeOthers() {
        // 0 is a run of fifteen zeros and a bit; 10 a bit alone; 110 the end.
        String codes = "ffc4 0016 10 01010100000000000000000000000000 f1 01 00";

        // First 0; three times 0 1 take 48; fifteen times 10 1 take the rest.
        assertWhole(
                bytes("ffd8", DIRECT, codes, frame(8, 8), SCAN, bits("0" + "01".repeat(3) + "101".repeat(15)), END));
        assertWhole(bytes("ffd8", DIRECT, codes, frame(8, 8), SCAN, bits("0" + "01".repeat(3) + "110"), END));
        assertDamaged(bytes("ffd8", DIRECT, codes, frame(8, 8), SCAN, bits("0" + "01".repeat(4)), END), "from 0 %");
        assertDamaged(
                bytes(
                        "ffd8",
                        DIRECT,
                        codes,
                        frame(8, 8),
                        SCAN,
                        bits("0" + "01".repeat(2) + "101".repeat(20) + "01"),
                        END),
                "from 0 %");
    }

    /** What stands alone has no length behind it; segments may be empty; of several of Adobe's the first counts. */
    @Test
    void markersThatStandAloneAreSteppedOver() throws FormatException {
        assertWhole(bytes("ffd8", "ffd0", "ffd7", "ff01", "ffd8", DIRECT, ALTERNATING, frame(8, 8), SCAN, "3f", END));
        byte[] file = bytes(
                "ffd8", "fffe 0002", "ffe1 0008 45786966 0000", DIRECT, ALTERNATING, frame(8, 8), SCAN, "3f", END);
        assertThat(JpegFile.check(file).plain()).isEqualTo(file(frame(8, 8), SCAN, "3f"));
        String none = "ffee 000e 41646f6265 0064 0000 0000 00";
        String inks = "ffee 000e 41646f6265 0064 0000 0000 02";
        assertThat(JpegFile.header(bytes("ffd8", none, inks, frame(8, 8), SCAN)).adobeTransform())
                .isZero();
    }
}
