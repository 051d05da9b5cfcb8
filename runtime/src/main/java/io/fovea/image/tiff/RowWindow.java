package io.fovea.image.tiff;

import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.Samples;
import java.io.IOException;
import java.util.Objects;

/**
 * Some rows of a page, with the chunks that hold them.
 *
 * @param layout of these chunks alone
 * @param above rows of them that are not wanted, before those that are
 * @param rows that are wanted
 * @param isLast whether the page ends with these chunks
 */
record RowWindow(ChunkLayout layout, int above, int rows, boolean isLast) {
    /** Whether rows of a page can be read by themselves: it is upright, and cut into strips or tiles that are not too high. */
    static boolean isOf(ChunkLayout page) {
        double band = (double) page.width()
                * page.meaning().stored()
                * page.coding().type().bytes()
                * page.chunkHeight();
        return page.orientation() == Orientation.UPRIGHT && (page.isPlain() || Capacity.hasRoomForBand(band));
    }

    /** The chunks for some rows of a page. */
    static RowWindow of(ChunkLayout page, int top, int rows) {
        Objects.checkFromIndexSize(top, rows, page.height());
        return page.isPlain() ? plain(page, top, rows) : chunks(page, top, rows);
    }

    /** Of what lies in the file as in memory no more is read than is wanted. */
    private static RowWindow plain(ChunkLayout page, int top, int rows) {
        long[] offsets = new long[rows];
        long[] sizes = new long[rows];
        for (int y = 0; y < rows; y++) {
            int row = top + y;
            offsets[y] = page.offsets()[row / page.chunkHeight()] + row % page.chunkHeight() * page.rowBytes();
            sizes[y] = page.rowBytes();
        }
        return new RowWindow(page.with(rows, 1, offsets, sizes), 0, rows, top + rows == page.height());
    }

    private static RowWindow chunks(ChunkLayout page, int top, int rows) {
        int first = top / page.chunkHeight();
        int count = (top + rows - 1) / page.chunkHeight() - first + 1;
        int plane = page.across() * page.down();
        int each = count * page.across();
        int planes = page.offsets().length / plane;
        long[] offsets = new long[planes * each];
        long[] sizes = new long[offsets.length];
        for (int p = 0; p < planes; p++) {
            int from = p * plane + first * page.across();
            System.arraycopy(page.offsets(), from, offsets, p * each, each);
            System.arraycopy(page.sizes(), from, sizes, p * each, each);
        }
        int above = first * page.chunkHeight();
        int height = Math.min(page.height() - above, count * page.chunkHeight());
        return new RowWindow(
                page.with(height, page.chunkHeight(), offsets, sizes),
                top - above,
                rows,
                above + height == page.height());
    }

    /** Reads them. */
    Samples read(TiffInput input, JpegDecoder jpeg) throws IOException {
        Samples all = PageReader.ofRows(input, layout, isLast, jpeg).read();
        if (above == 0 && all.height() == rows) {
            return all;
        }
        int row = all.width() * all.channels();
        Object wanted = all.type().array(rows * row);
        System.arraycopy(all.data(), above * row, wanted, 0, rows * row);
        return new Samples(all.width(), rows, all.channels(), all.type(), wanted);
    }
}
