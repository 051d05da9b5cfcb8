package io.fovea.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.sample.FormatException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files put together bit by bit: in all of them the code 0 of a first coefficient says that it is the one before, and the
 * code 0 of the others that all are zero, so that a block of 8x8 pixels is two bits.
 */
class HandMadeJpegTest {
    private static final String DIRECT = "ffc4 0014 00 01000000000000000000000000000000 00";
    private static final String ALTERNATING = "ffc4 0014 10 01000000000000000000000000000000 00";
    private static final String SCAN = "ffda 0008 01 0100 00 3f 00";
    private static final String END = "ffd9";

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

    private static final String HEAD = "ffd8" + DIRECT + ALTERNATING;

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

    private static final String PROGRESSIVE = "ffc2 000b 08 0008 0028 01 011100";
    private static final String FIRSTS = "ffda 0008 01 0100 00 00 00";
    private static final String OTHERS = "ffda 0008 01 0100 01 3f 00";

    /** Five blocks: their first coefficients, then the others, of which ends may stand for several blocks. */
    @Test
    void anEndStandsForAsManyBlocksAsItSays() {
        // 0 is an end for two blocks and as many more as a bit says; 10 one for one.
        String ends = "ffc4 0015 10 01010000000000000000000000000000 10 00";

        // 0 1 is three blocks, 10 and 10 are two; 0 0 and 0 0 and 10 are two, two and one.
        assertWhole(bytes("ffd8", DIRECT, ends, PROGRESSIVE, FIRSTS, "07", OTHERS, bits("01" + "10" + "10"), END));
        assertWhole(bytes("ffd8", DIRECT, ends, PROGRESSIVE, FIRSTS, "07", OTHERS, bits("00" + "00" + "10"), END));
        assertDamaged(
                bytes("ffd8", DIRECT, ends, PROGRESSIVE, FIRSTS, "07", OTHERS, bits("10" + "10" + "11"), END),
                "from 0 %");
        // 40 blocks of their own are ten bytes; of one that ends 32 at once eight of them are left over.
        String many = "ffc2 000b 08 0008 0140 01 011100";
        String long32 = "ffc4 0015 10 01010000000000000000000000000000 50 00";
        assertWhole(bytes("ffd8", DIRECT, long32, many, FIRSTS, "0000000000", OTHERS, bits("10".repeat(40)), END));
        assertWhole(bytes(
                "ffd8", DIRECT, long32, many, FIRSTS, "0000000000", OTHERS, bits("000000" + "10".repeat(8)), END));
        assertWhole(bytes("ffd8", DIRECT, long32, many, FIRSTS, "0000000000", OTHERS, bits("000111" + "10"), END));
        assertDamaged(
                bytes(
                        "ffd8",
                        DIRECT,
                        long32,
                        many,
                        FIRSTS,
                        "0000000000",
                        OTHERS,
                        bits("000000" + "10".repeat(40)),
                        END),
                "left over");
        assertDamaged(
                bytes(
                        "ffd8",
                        DIRECT,
                        long32,
                        many,
                        FIRSTS,
                        "0000000000",
                        OTHERS,
                        bits("000110" + "10".repeat(20) + "11"),
                        END),
                "left over");
    }

    @Test
    void aBandEndsWithItsLastCoefficient() {
        // 0 is three zeros and a bit; 10 the end.
        String codes = "ffc4 0015 10 01010000000000000000000000000000 31 00";
        String frame = "ffc2 000b 08 0008 0008 01 011100";
        String band = "ffda 0008 01 0100 01 08 00";

        assertWhole(bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", band, bits("01" + "01"), END));
        assertWhole(bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", band, bits("01" + "10"), END));
        // Of seven coefficients the second run has but three.
        assertDamaged(
                bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", "ffda 0008 01 0100 01 07 00", bits("01" + "01"), END),
                "from 0 %");
    }

    /** The fourth and the eighth coefficient were begun; a refining scan has a bit for each, besides its codes. */
    @Test
    void refiningTakesABitForEachCoefficientThatIsThere() {
        String codes = "ffc4 0015 10 01010000000000000000000000000000 31 00";
        String frame = "ffc2 000b 08 0008 0008 01 011100";
        String begun = "ffda 0008 01 0100 01 08 01";
        String refined = "ffda 0008 01 0100 01 08 10";
        String before = bits("01" + "01");

        // The end at once: a bit for each of the two.
        assertWhole(bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", begun, before, refined, bits("10" + "11"), END));
        // Three zeros, one new value with its sign first: at the fifth, the fourth has a bit on the way; then the end.
        assertWhole(bytes(
                "ffd8",
                DIRECT,
                codes,
                frame,
                FIRSTS,
                "7f",
                begun,
                before,
                refined,
                bits("01" + "1" + "10" + "1"),
                END));
        // A code that is none.
        assertDamaged(
                bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", begun, before, refined, bits("11"), END), "from 0 %");
        // New values are of one bit.
        String two = "ffc4 0015 10 01010000000000000000000000000000 32 00";
        assertDamaged(
                bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", begun, before, two, refined, bits("01"), END),
                "from 0 %");
        // The first coefficient is refined by a bit of its own.
        assertWhole(bytes("ffd8", DIRECT, codes, frame, FIRSTS, "7f", "ffda 0008 01 0100 00 00 10", "7f", END));
    }

    @ParameterizedTest
    @CsvSource({"02 01 00", "01 40 00", "00 01 00"})
    void aBandThatIsNoneIsDamage(String band) {
        assertDamaged(
                bytes("ffd8", DIRECT, ALTERNATING, PROGRESSIVE, FIRSTS, "07", "ffda 0008 01 0100" + band, "07", END),
                "a header in its JPEG data is none");
    }

    @Test
    void othersBeforeTheFirstCoefficientsAreDamage() {
        assertDamaged(
                bytes("ffd8", DIRECT, ALTERNATING, PROGRESSIVE, OTHERS, "07", END),
                "a part of its JPEG data is missing");
    }

    private static String frame(int width, int height) {
        return String.format(Locale.ROOT, "ffc0 000b 08 %04x %04x 01 011100", height, width);
    }

    private static byte[] file(String... parts) {
        return bytes(HEAD, String.join("", parts), END);
    }

    /** Filled up with ones. */
    private static String bits(String bits) {
        StringBuilder hex = new StringBuilder();
        String all = bits + "1".repeat((8 - bits.length() % 8) % 8);
        for (int i = 0; i < all.length(); i += 8) {
            hex.append(String.format(Locale.ROOT, "%02x", Integer.parseInt(all.substring(i, i + 8), 2)));
        }
        return hex.toString();
    }

    private static byte[] bytes(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            bytes.writeBytes(HexFormat.of().parseHex(part.replace(" ", "")));
        }
        return bytes.toByteArray();
    }

    private static void assertWhole(byte[] file) {
        assertThatCode(() -> JpegFile.check(file)).doesNotThrowAnyException();
    }

    private static void assertDamaged(byte[] file, String reason) {
        assertThatThrownBy(() -> JpegFile.check(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }

    private static void assertTruncated(byte[] file) {
        assertThatThrownBy(() -> JpegFile.check(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is truncated");
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

    /** A scan need not have the tables that it does not use, and must have those that it does. */
    @Test
    void onlyTheTablesThatAScanUsesAreNeeded() {
        String frame = "ffc2 000b 08 0008 0008 01 011100";

        assertWhole(bytes("ffd8", DIRECT, ALTERNATING, frame, FIRSTS, "7f", "ffda 0008 01 0110 00 00 10", "7f", END));
        assertWhole(bytes("ffd8", DIRECT, ALTERNATING, frame, FIRSTS, "7f", "ffda 0008 01 0110 01 3f 00", "7f", END));
        assertWhole(bytes("ffd8", DIRECT, frame, FIRSTS, "7f", END));
        assertDamaged(
                bytes("ffd8", DIRECT, ALTERNATING, frame, "ffda 0008 01 0110 00 00 00", "7f", END),
                "a table of its codes is missing");
        assertDamaged(
                bytes("ffd8", DIRECT, ALTERNATING, frame, FIRSTS, "7f", "ffda 0008 01 0101 01 3f 00", "7f", END),
                "a table of its codes is missing");
        assertDamaged(bytes("ffd8", DIRECT, ALTERNATING, frame, FIRSTS, "80", END), "from 0 %");
    }

    @Test
    void anEndThatStandsForTwoBlocksEndsThere() {
        String ends = "ffc4 0015 10 01010000000000000000000000000000 10 00";
        String many = "ffc2 000b 08 0008 0140 01 011100";

        assertWhole(bytes("ffd8", DIRECT, ends, many, FIRSTS, "0000000000", OTHERS, bits("00" + "10".repeat(38)), END));
        // In a scan that refines it is the same.
        assertWhole(bytes(
                "ffd8",
                DIRECT,
                ends,
                PROGRESSIVE,
                FIRSTS,
                "07",
                OTHERS,
                bits("01" + "10" + "10"),
                "ffda 0008 01 0100 01 3f 10",
                bits("01" + "10" + "10"),
                END));
    }
}
