package io.fovea.image.jpeg;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** A table of codes of 1 to 16 bits for symbols of 8 (ITU T.81, annex C). */
final class Huffman {
    /** Bits that are looked at to find the step from one coefficient to the next but one. */
    static final int AHEAD = 12;

    /** What the end of a block goes on by; more than any two runs. */
    static final int END_OF_BLOCK = 128;

    /** By how much two runs may go on at most. */
    static final int LONGEST_PAIR = 32;

    private static final int QUICK = 9;
    private static final int LONGEST = 16;

    /** Of every start of so many bits: the code's length times 256 plus its symbol, or 0 where the code is longer. */
    private final short[] quick = new short[1 << QUICK];

    /** Filled when first needed, as most of it never is: see {@link #pair}. */
    private final int[] pairs = new int[1 << AHEAD];

    /** Of every length: the first code that is too large for it, aligned to 16 bits. */
    private final int[] limits = new int[LONGEST + 1];

    /** Of every length: what to add to a code to find its symbol. */
    private final int[] offsets = new int[LONGEST + 1];

    private final int[] counts;
    private final byte[] symbols;

    /** The tables that the standard suggests and most files have, ready for use by all threads. */
    private static final List<Huffman> USUAL = Stream.of(
                    JPEGHuffmanTable.StdACLuminance,
                    JPEGHuffmanTable.StdACChrominance,
                    JPEGHuffmanTable.StdDCLuminance,
                    JPEGHuffmanTable.StdDCChrominance)
            .map(Huffman::usual)
            .toList();

    private Huffman(int[] counts, byte[] symbols) throws FormatException {
        this.counts = counts;
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsets[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++, index++, code++) {
                if (code >= 1 << length) {
                    throw new FormatException("is damaged: a table of its codes is no table");
                }
                if (length <= QUICK) {
                    int start = code << QUICK - length;
                    short entry = (short) (length << 8 | symbols[index] & 0xff);
                    for (int k = 0; k < 1 << QUICK - length; k++) {
                        quick[start + k] = entry;
                    }
                }
            }
            limits[length] = code << LONGEST - length;
            code <<= 1;
        }
    }

    /**
     * The table of a file.
     *
     * @param counts how many codes there are of each length from 1 to 16
     */
    static Huffman of(int[] counts, byte[] symbols) throws FormatException {
        for (Huffman usual : USUAL) {
            if (Arrays.equals(usual.counts, counts) && Arrays.equals(usual.symbols, symbols)) {
                return usual;
            }
        }
        return new Huffman(counts, symbols);
    }

    private static Huffman usual(JPEGHuffmanTable table) {
        int[] counts = new int[LONGEST];
        for (int i = 0; i < table.getLengths().length; i++) {
            counts[i] = table.getLengths()[i];
        }
        byte[] symbols = new byte[table.getValues().length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) table.getValues()[i];
        }
        try {
            Huffman usual = new Huffman(counts, symbols);
            for (int ahead = 0; ahead < usual.pairs.length; ahead++) {
                usual.learn(ahead);
            }
            return usual;
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether bits that are zero stand for zeros. */
    boolean zerosAreZeros() {
        return (quick[0] & 15) == 0;
    }

    /** The next symbol, which is taken; negative if there is none of that code. */
    int read(Bits bits) {
        bits.fill();
        int entry = quick[bits.peek(QUICK)];
        int found = entry != 0 ? entry : find(bits.peek(LONGEST));
        if (found == 0) {
            return -1;
        }
        bits.skip(found >> 8);
        return found & 0xff;
    }

    /** {@link #pair} by the bits that are looked at; 0 where it is not known yet, or the code is longer. */
    int[] pairs() {
        return pairs;
    }

    /**
     * The step over the next two symbols, each a run of zeros and the size of the coefficient behind it, as far as they
     * can be told from the bits that are looked at: the bits of codes and coefficients, plus 256 times by how many
     * coefficients they go on; 0 if the code is none.
     */
    int pair(Bits bits) {
        int step = learn(bits.peek(AHEAD));
        return step == 0 ? single(bits) : step;
    }

    private int learn(int ahead) {
        int one = quick[ahead >> AHEAD - QUICK];
        if (one == 0) {
            return 0;
        }
        int step = step(one);
        int used = step & 0xff;
        if (step >> 8 != END_OF_BLOCK && used < AHEAD) {
            int two = quick[(ahead << used & (1 << AHEAD) - 1) >> AHEAD - QUICK];
            step += two == 0 || two >> 8 > AHEAD - used ? 0 : step(two);
        }
        pairs[ahead] = step;
        return step;
    }

    /** The step over the next symbol alone. */
    int single(Bits bits) {
        int entry = quick[bits.peek(QUICK)];
        int found = entry != 0 ? entry : find(bits.peek(LONGEST));
        return found == 0 ? 0 : step(found);
    }

    private static int step(int found) {
        int size = found & 15;
        int run = found >> 4 & 15;
        int on = size == 0 && run != 15 ? END_OF_BLOCK : run + 1;
        return on << 8 | (found >> 8) + size;
    }

    /** The length times 256 plus the symbol of a code that is not quickly found; 0 if there is none. */
    private int find(int start) {
        for (int length = QUICK + 1; length <= LONGEST; length++) {
            if (start < limits[length]) {
                int index = (start >> LONGEST - length) + offsets[length];
                return length << 8 | symbols[index] & 0xff;
            }
        }
        return 0;
    }
}
