package io.fovea.image.jpeg;

import io.fovea.image.sample.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header of an image.
 *
 * @param unitColumns units of interleaved scans beside one another
 * @param unitRows units below one another
 */
record Frame(int width, int height, boolean progressive, List<Component> components, int unitColumns, int unitRows) {
    private static final int PROGRESSIVE = 0xc2;

    /** Reads a frame's segment; throws what is not read by its name. */
    static Frame of(int marker, byte[] file, int from, int to) throws FormatException {
        if (marker > PROGRESSIVE) {
            throw refused(
                    switch (marker) {
                        case 0xc3 -> "lossless coding";
                        case 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf -> "arithmetic coding";
                        default -> "hierarchical coding";
                    });
        }
        if (to - from < 6 || to - from != 6 + 3 * (file[from + 5] & 0xff)) {
            throw new FormatException("is damaged: its JPEG header is none");
        }
        int bits = file[from];
        int height = (file[from + 1] & 0xff) << 8 | file[from + 2] & 0xff;
        int width = (file[from + 3] & 0xff) << 8 | file[from + 4] & 0xff;
        int count = file[from + 5] & 0xff;
        if (bits != 8) {
            throw refused(bits + "-bit values");
        }
        if (count != 1 && count != 3 && count != 4) {
            throw refused(count + " channels");
        }
        if (width == 0 || height == 0) {
            throw height == 0
                    ? refused("a height that comes last")
                    : new FormatException("is damaged: it has no width");
        }
        return of(width, height, marker == PROGRESSIVE, count, file, from + 6);
    }

    private static Frame of(int width, int height, boolean progressive, int count, byte[] file, int from)
            throws FormatException {
        int most = 1;
        int highest = 1;
        for (int i = 0; i < count; i++) {
            int sampling = file[from + 3 * i + 1] & 0xff;
            most = Math.max(most, sampling >> 4);
            highest = Math.max(highest, sampling & 15);
        }
        int unitColumns = ceil(width, 8 * most);
        int unitRows = ceil(height, 8 * highest);
        List<Component> components = new ArrayList<>();
        long blocks = 0;
        for (int i = 0; i < count; i++) {
            int across = (file[from + 3 * i + 1] & 0xff) >> 4;
            int down = file[from + 3 * i + 1] & 15;
            if (across < 1 || across > 4 || down < 1 || down > 4) {
                throw new FormatException("is damaged: its JPEG header is none");
            }
            // A single channel is never interleaved, whatever its sampling says.
            int columns = ceil(ceil(width * across, most), 8);
            int rows = ceil(ceil(height * down, highest), 8);
            blocks += (long) columns * rows;
            components.add(new Component(file[from + 3 * i] & 0xff, across, down, columns, rows, unitColumns * across));
        }
        // A block takes two codes of a bit, and one in progressive files, whose other codes stand for many blocks.
        if (blocks / (progressive ? 8 : 4) > file.length) {
            throw new FormatException(String.format(
                    Locale.ROOT, "is damaged: %,d bytes cannot hold %dx%d pixels", file.length, width, height));
        }
        return new Frame(width, height, progressive, components, unitColumns, unitRows);
    }

    static FormatException refused(String what) {
        return new FormatException("is a JPEG with " + what + ", which is not read; save it as a usual JPEG or a PNG");
    }

    /** The component that a scan names. */
    Component component(int id) throws FormatException {
        for (Component component : components) {
            if (component.id() == id) {
                return component;
            }
        }
        throw new FormatException("is damaged: a header in its JPEG data is none");
    }

    private static int ceil(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }
}
