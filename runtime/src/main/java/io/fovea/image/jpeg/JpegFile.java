package io.fovea.image.jpeg;

import io.fovea.image.sample.Exif;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JPEG file (ITU T.81) that is whole: every code of its every scan is one, and none is missing.
 *
 * <p>Baseline, extended and progressive Huffman coding of 8 bits are understood; other kinds are refused by name.
 */
public final class JpegFile {
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int QUANTISATION = 0xdb;
    private static final int LINES = 0xdc;
    private static final int INTERVAL = 0xdd;
    private static final int HUFFMAN = 0xc4;
    private static final int ARITHMETIC = 0xcc;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;

    /** Bytes that are no sign of damage behind a scan. */
    private static final int SPARE = 2;

    private final byte[] file;
    /** The segments and scans that a decoder needs. */
    private final ByteArrayOutputStream needed;

    private final Huffman[] direct = new Huffman[4];
    private final Huffman[] alternating = new Huffman[4];

    /** Of every component that a scan has had: in progressive files, which coefficients of each block are not zero. */
    private final Map<Component, long[]> seen = new HashMap<>();

    private Optional<Frame> frame = Optional.empty();
    private Orientation orientation = Orientation.UPRIGHT;
    private int interval;
    private boolean jfif;
    private int adobe = -1;

    private JpegFile(byte[] file, int size) {
        this.file = file;
        needed = new ByteArrayOutputStream(size);
    }

    /** Reads the header of a file: size, channels, orientation. Throws a {@link FormatException} if there is none. */
    public static JpegFile header(byte[] file) throws FormatException {
        JpegFile jpeg = new JpegFile(file, 0);
        jpeg.walk(false);
        return jpeg;
    }

    /**
     * Walks through a whole file. Takes about a third of the time that decoding does.
     *
     * @throws FormatException if something is wrong or missing
     */
    public static JpegFile check(byte[] file) throws FormatException {
        JpegFile jpeg = new JpegFile(file, file.length);
        jpeg.walk(true);
        return jpeg;
    }

    /** In pixels, as stored. */
    public int width() {
        return frame.orElseThrow().width();
    }

    /** In pixels, as stored. */
    public int height() {
        return frame.orElseThrow().height();
    }

    /** 1 (grey), 3 (colour) or 4 (inks). */
    public int channels() {
        return frame.orElseThrow().components().size();
    }

    /** As Exif says. */
    public Orientation orientation() {
        return orientation;
    }

    /** The colour transform that Adobe's marker names, 0 for none; -1 without that marker. */
    public int adobeTransform() {
        return adobe;
    }

    /**
     * The same image without what decoders stumble over or do not need: comments, thumbnails, profiles, filling.
     *
     * @return a JPEG file, if this was made by {@link #check}
     */
    public byte[] plain() {
        return file(jfif, adobe);
    }

    /**
     * The same for decoders that shall not guess.
     *
     * @param transformed whether three channels are luminance and chroma
     */
    public byte[] plain(boolean transformed) {
        return file(false, transformed ? 1 : 0);
    }

    private byte[] file(boolean withJfif, int adobeTransform) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(needed.size() + 64);
        all.writeBytes(bytes(0xff, START));
        if (withJfif) {
            all.writeBytes(bytes(0xff, JFIF, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0));
        }
        if (adobeTransform >= 0) {
            all.writeBytes(bytes(0xff, ADOBE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, adobeTransform));
        }
        all.writeBytes(needed.toByteArray());
        all.writeBytes(bytes(0xff, END));
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private void walk(boolean whole) throws FormatException {
        int at = 2;
        while (true) {
            int marker = byteAt(at + 1);
            if (byteAt(at) != 0xff || marker == 0) {
                throw new FormatException("is damaged: there is something between the parts of its JPEG data");
            }
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == END || marker == START || marker >= 0xd0 && marker < 0xd8 || marker == 1) {
                if (marker == END) {
                    end();
                    return;
                }
                at += 2;
                continue;
            }
            int length = byteAt(at + 2) << 8 | byteAt(at + 3);
            int next = at + 2 + length;
            if (length < 2 || next > file.length) {
                throw FormatException.truncated();
            }
            boolean kept = segment(marker, at + 4, next);
            if (!whole && frame.isPresent() && marker == SCAN) {
                return;
            }
            if (kept) {
                needed.write(file, at, next - at);
            }
            at = marker == SCAN ? scan(at, next) : next;
        }
    }

    private void end() throws FormatException {
        if (frame.isEmpty() || !seen.keySet().containsAll(frame.get().components())) {
            throw FormatException.truncated();
        }
    }

    /** Takes in a segment; whether a decoder needs it. */
    private boolean segment(int marker, int from, int to) throws FormatException {
        switch (marker) {
            case HUFFMAN -> {
                tables(from, to);
                return true;
            }
            case QUANTISATION -> {
                return true;
            }
            case INTERVAL -> {
                interval = byteAt(from) << 8 | byteAt(from + 1);
                return true;
            }
            case SCAN -> {
                if (frame.isEmpty()) {
                    throw new FormatException("is damaged: its JPEG header is missing");
                }
                return false; // written with its data
            }
            case JFIF -> {
                jfif |= startsWith(from, "JFIF\0");
                return false;
            }
            case EXIF -> {
                if (startsWith(from, "Exif\0")) {
                    orientation = Exif.orientation(file, from + 6, to);
                }
                return false;
            }
            case ADOBE -> {
                if (adobe < 0 && startsWith(from, "Adobe") && to - from >= 12) {
                    adobe = Math.min(2, byteAt(from + 11));
                }
                return false;
            }
            case LINES, ARITHMETIC ->
                throw Frame.refused(marker == LINES ? "a height that comes last" : "arithmetic coding");
            default -> {
                if (marker < 0xc0 || marker > 0xcf) {
                    return false; // comments, and what applications put in
                }
                if (frame.isPresent()) {
                    throw Frame.refused("several frames");
                }
                frame = Optional.of(Frame.of(marker, file, from, to));
                return true;
            }
        }
    }

    private void tables(int from, int to) throws FormatException {
        int at = from;
        while (at < to) {
            int kind = byteAt(at++);
            int[] counts = new int[16];
            int sum = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = byteAt(at++);
                sum += counts[i];
            }
            if (sum > 256 || at + sum > to || (kind & 0xec) != 0) {
                throw new FormatException("is damaged: a table of its codes is no table");
            }
            byte[] symbols = new byte[sum];
            System.arraycopy(file, at, symbols, 0, sum);
            at += sum;
            (kind < 16 ? direct : alternating)[kind & 3] = Huffman.of(counts, symbols);
        }
    }

    /** Walks through a scan's header and the data behind it; returns where they end. */
    private int scan(int at, int start) throws FormatException {
        int from = at + 4;
        Frame all = frame.orElseThrow();
        int count = byteAt(from);
        if (count < 1 || count > 4 || start - from != 4 + 2 * count) {
            throw new FormatException("is damaged: a header in its JPEG data is none");
        }
        int first = byteAt(start - 3);
        int last = byteAt(start - 2);
        int high = byteAt(start - 1) >> 4;
        boolean progressive = all.progressive();
        if (!progressive) {
            first = 0;
            last = 63;
        } else if (first > last || last > 63 || first == 0 && last != 0 || first > 0 && count > 1) {
            throw new FormatException("is damaged: a header in its JPEG data is none");
        }
        List<Component> components = new ArrayList<>();
        Huffman[] firsts = new Huffman[count];
        Huffman[] others = new Huffman[count];
        for (int i = 0; i < count; i++) {
            Component component = all.component(byteAt(from + 1 + 2 * i));
            components.add(component);
            if (first == 0 && !seen.containsKey(component)) {
                seen.put(component, new long[progressive ? component.stride() * all.unitRows() * component.down() : 0]);
            }
            if (!seen.containsKey(component)) {
                throw new FormatException("is damaged: a part of its JPEG data is missing");
            }
            int tables = byteAt(from + 2 + 2 * i);
            firsts[i] = table(direct, tables >> 4, first == 0 && !(progressive && high > 0));
            others[i] = table(alternating, tables & 15, last > 0);
        }
        int end = new Scan(
                        file,
                        start,
                        components,
                        firsts,
                        others,
                        first,
                        last,
                        progressive,
                        high > 0,
                        seen.get(components.get(0)))
                .walk(all.unitColumns(), all.unitRows(), interval);
        if (progressive) {
            needed.write(file, at, start - at);
        } else {
            needed.write(file, at, start - at - 3);
            needed.writeBytes(bytes(0, 63, 0)); // what some writers leave out, as it means nothing here
        }
        needed.write(file, start, end - start);
        return marker(end);
    }

    /**
     * Where the next marker is. Some writers fill up before it, with one value; anything else that is left over tells
     * that codes before it are not those that were written.
     */
    private int marker(int from) throws FormatException {
        int at = from;
        boolean filling = true;
        while (at + 1 < file.length && (file[at] != -1 || file[at + 1] == 0 || file[at + 1] == -1)) {
            filling &= file[at] == file[from];
            at++;
        }
        if (!filling && at - from > SPARE) {
            throw new FormatException("is damaged: its JPEG data is wrong, " + (at - from)
                    + " bytes of it are left over behind the last row");
        }
        return at;
    }

    private static Huffman table(Huffman[] tables, int index, boolean needed) throws FormatException {
        Huffman table = tables[index & 3];
        if (needed && table == null) {
            throw new FormatException("is damaged: a table of its codes is missing");
        }
        return table;
    }

    private boolean startsWith(int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (from + i >= file.length || file[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int byteAt(int at) throws FormatException {
        if (at >= file.length) {
            throw FormatException.truncated();
        }
        return file[at] & 0xff;
    }
}
