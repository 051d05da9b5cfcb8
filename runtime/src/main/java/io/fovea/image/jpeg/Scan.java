package io.fovea.image.jpeg;

import io.fovea.image.sample.FormatException;
import java.util.List;
import java.util.Locale;

/**
 * Walks through the codes of one scan (ITU T.81, annexes F and G), without computing a sample, to see whether each is one
 * and all are there.
 */
final class Scan {
    /** Zeros behind one another that are none of an image's. */
    private static final int HOLE = 64;

    private final byte[] file;
    private final List<Component> components;
    private final Huffman[] direct;
    private final Huffman[] alternating;
    private final int first;
    private final int last;
    private final boolean progressive;
    private final boolean refines;
    private final long[] nonzero;
    private final Bits bits;
    private int bandRun;

    /**
     * A scan.
     *
     * @param direct the table of each component's first coefficients; null where the scan has none
     * @param alternating the table of the others; null where the scan has none
     * @param first coefficient, 0..63
     * @param last coefficient, 0..63
     * @param refines whether it adds a bit to coefficients that earlier scans began
     * @param nonzero of every block of the first component, which coefficients are not zero so far; changed
     */
    Scan(
            byte[] file,
            int start,
            List<Component> components,
            Huffman[] direct,
            Huffman[] alternating,
            int first,
            int last,
            boolean progressive,
            boolean refines,
            long[] nonzero) {
        this.file = file;
        this.components = components;
        this.direct = direct;
        this.alternating = alternating;
        this.first = first;
        this.last = last;
        this.progressive = progressive;
        this.refines = refines;
        this.nonzero = nonzero;
        bits = new Bits(file, start);
    }

    /**
     * Walks to its end.
     *
     * @param unitColumns units of interleaved scans beside one another
     * @param unitRows units below one another
     * @param interval units between two restarts; 0 for none
     * @return where its last byte ends
     */
    int walk(int unitColumns, int unitRows, int interval) throws FormatException {
        boolean alone = components.size() == 1;
        int columns = alone ? components.get(0).columns() : unitColumns;
        int rows = alone ? components.get(0).rows() : unitRows;
        int untilRestart = interval;
        int restarts = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                if (interval > 0 && untilRestart-- == 0) {
                    restart(restarts++ & 7, y, rows);
                    untilRestart = interval - 1;
                }
                boolean whole = alone ? block(y * components.get(0).stride() + x) : unit();
                if (bits.isPastEnd() && bits.isAtEndOfFile()) {
                    throw FormatException.truncated();
                }
                if (!whole || bits.isPastEnd() || isHole()) {
                    throw damaged(y, rows);
                }
            }
        }
        return bits.place();
    }

    /** Where zeros stand for coefficients of one negative value, a disk has zeroed them, and no camera. */
    private boolean isHole() {
        return bits.hadZeros(HOLE) && !progressive && !alternating[0].zerosAreZeros();
    }

    private boolean unit() {
        for (int c = 0; c < components.size(); c++) {
            int blocks = components.get(c).across() * components.get(c).down();
            for (int i = 0; i < blocks; i++) {
                if (!beginning(c)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void restart(int number, int y, int rows) throws FormatException {
        int at = bits.place();
        while (at + 1 < file.length && file[at] == -1 && file[at + 1] == -1) {
            at++;
        }
        if (at + 1 >= file.length || file[at] != -1 || (file[at + 1] & 0xff) != 0xd0 + number) {
            throw damaged(y, rows);
        }
        bits.restart(at + 2);
        bandRun = 0;
    }

    private static FormatException damaged(int y, int rows) {
        return new FormatException(String.format(
                Locale.ROOT,
                "is damaged: its JPEG data is wrong or missing from %.0f %% of its height on",
                Math.floor(100.0 * y / rows)));
    }

    /** Walks through a block of the only component; false where the codes are none. */
    private boolean block(int index) {
        if (first == 0) {
            return beginning(0);
        }
        return refines ? refine(alternating[0], index) : band(alternating[0], index);
    }

    /** Walks through what a scan from the first coefficient on has of a block; false where the codes are none. */
    private boolean beginning(int c) {
        if (!progressive) {
            return first(direct[c]) && others(alternating[c]);
        }
        if (!refines) {
            return first(direct[c]);
        }
        bits.fill();
        bits.skip(1);
        return true;
    }

    private boolean first(Huffman table) {
        int size = table.read(bits);
        if (size < 0 || size > 15) {
            return false;
        }
        bits.skip(size);
        return true;
    }

    private boolean others(Huffman table) {
        int[] pairs = table.pairs();
        long held = bits.held;
        int count = bits.count;
        int k = 1;
        while (k < 64) {
            if (count < 32) {
                bits.count = count;
                bits.fill();
                held = bits.held;
                count = bits.count;
            }
            int step = k <= 64 - Huffman.LONGEST_PAIR
                    ? pairs[(int) (held >>> (count - Huffman.AHEAD)) & (1 << Huffman.AHEAD) - 1]
                    : 0;
            if (step == 0) {
                bits.count = count;
                step = k <= 64 - Huffman.LONGEST_PAIR ? table.pair(bits) : table.single(bits);
                if (step == 0) {
                    return false;
                }
            }
            count -= step & 0xff;
            k += step >> 8;
        }
        bits.count = count;
        return k == 64 || k > Huffman.END_OF_BLOCK;
    }

    private boolean band(Huffman table, int index) {
        if (bandRun > 0) {
            bandRun--;
            return true;
        }
        for (int k = first; k <= last; k++) {
            int symbol = table.read(bits);
            int size = symbol & 15;
            int run = symbol >> 4;
            if (symbol < 0) {
                return false;
            }
            if (size == 0 && run < 15) {
                bandRun = (1 << run) - 1 + (run > 0 ? bits.read(run) : 0);
                return true;
            }
            k += run;
            if (k > last) {
                return false;
            }
            if (size > 0) {
                nonzero[index] |= 1L << k;
                bits.skip(size);
            }
        }
        return true;
    }

    private boolean refine(Huffman table, int index) {
        int k = first;
        if (bandRun == 0) {
            for (; k <= last; k++) {
                int symbol = table.read(bits);
                int size = symbol & 15;
                int run = symbol >> 4;
                if (symbol < 0 || size > 1) {
                    return false;
                }
                if (size == 0 && run < 15) {
                    bandRun = (1 << run) + (run > 0 ? bits.read(run) : 0);
                    break;
                }
                bits.skip(size);
                k = pass(index, k, run);
                if (size > 0) {
                    if (k > last) {
                        return false;
                    }
                    nonzero[index] |= 1L << k;
                }
            }
        }
        if (bandRun > 0) {
            pass(index, k, Integer.MAX_VALUE);
            bandRun--;
        }
        return true;
    }

    /** Takes a bit for each coefficient that is not zero, up to the zero behind so many others. */
    private int pass(int index, int k, int zeros) {
        int left = zeros;
        for (; k <= last; k++) {
            if ((nonzero[index] >>> k & 1) != 0) {
                bits.fill();
                bits.skip(1);
            } else if (--left < 0) {
                return k;
            }
        }
        return k;
    }
}
