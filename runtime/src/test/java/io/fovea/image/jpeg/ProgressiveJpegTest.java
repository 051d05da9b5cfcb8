package io.fovea.image.jpeg;

import static io.fovea.image.jpeg.HandMadeJpeg.ALTERNATING;
import static io.fovea.image.jpeg.HandMadeJpeg.DIRECT;
import static io.fovea.image.jpeg.HandMadeJpeg.END;
import static io.fovea.image.jpeg.HandMadeJpeg.assertDamaged;
import static io.fovea.image.jpeg.HandMadeJpeg.assertWhole;
import static io.fovea.image.jpeg.HandMadeJpeg.bits;
import static io.fovea.image.jpeg.HandMadeJpeg.bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in several scans, bit by bit. */
class ProgressiveJpegTest {
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
}
