package io.fovea.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Counts the pages of a TIFF file by its chain of directories, and looks whether their pixels are all there (TIFF 6.0 and
 * BigTIFF).
 */
final class TiffPages {
    private static final int DESCRIPTION = 270;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SHORT = 3;
    private static final int LONG8 = 16;

    private final ByteBuffer bytes;
    private final boolean big;

    private TiffPages(byte[] file) {
        bytes = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = bytes.getShort(2) == 43;
    }

    /** The number of pages; 0 if something leads out of the file, that is, its end is missing. */
    static int count(byte[] file) {
        try {
            return new TiffPages(file).count();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return 0;
        }
    }

    /** The text of the first page's description, if it has one. */
    static Optional<String> description(byte[] file) {
        TiffPages pages = new TiffPages(file);
        long at = pages.big ? pages.bytes.getLong(8) : pages.unsigned(4);
        long entries = pages.big ? pages.bytes.getLong(index(at)) : pages.bytes.getShort(index(at)) & 0xffff;
        for (long i = 0; i < entries; i++) {
            long entry = at + (pages.big ? 8 : 2) + i * (pages.big ? 20 : 12);
            if ((pages.bytes.getShort(index(entry)) & 0xffff) == DESCRIPTION) {
                int length = index(pages.length(entry));
                long field = entry + (pages.big ? 12 : 8);
                long start = length <= (pages.big ? 8 : 4)
                        ? field
                        : pages.big ? pages.bytes.getLong(index(field)) : pages.unsigned(field);
                String text = new String(file, index(start), length, StandardCharsets.UTF_8);
                return Optional.of(text.replaceAll("\0+$", ""));
            }
        }
        return Optional.empty();
    }

    private int count() {
        int pages = 0;
        long at = big ? bytes.getLong(8) : unsigned(4);
        while (at != 0) {
            if (pages++ > bytes.capacity() / 6) {
                return 0; // a chain that bites its own tail
            }
            long entries = big ? bytes.getLong(index(at)) : bytes.getShort(index(at)) & 0xffff;
            long first = at + (big ? 8 : 2);
            requirePixels(first, entries);
            long link = first + entries * (big ? 20 : 12);
            at = big ? bytes.getLong(index(link)) : unsigned(link);
        }
        return pages;
    }

    /** Throws an IndexOutOfBoundsException if a strip or tile does not end within the file. */
    private void requirePixels(long firstEntry, long entries) {
        long offsets = -1;
        long sizes = -1;
        for (long i = 0; i < entries; i++) {
            long entry = firstEntry + i * (big ? 20 : 12);
            int tag = bytes.getShort(index(entry)) & 0xffff;
            offsets = tag == STRIP_OFFSETS || tag == TILE_OFFSETS ? entry : offsets;
            sizes = tag == STRIP_BYTES || tag == TILE_BYTES ? entry : sizes;
        }
        if (offsets < 0 || sizes < 0) {
            return; // old writers leave the sizes out
        }
        long count = Math.min(length(offsets), length(sizes));
        for (long i = 0; i < count; i++) {
            if (element(offsets, i) + element(sizes, i) > bytes.capacity()) {
                throw new IndexOutOfBoundsException("pixels behind the end");
            }
        }
    }

    private long length(long entry) {
        return big ? bytes.getLong(index(entry + 4)) : unsigned(entry + 4);
    }

    /** Element {@code i} of an entry's values, which lie in the entry itself where they fit. */
    private long element(long entry, long i) {
        int type = bytes.getShort(index(entry + 2));
        int size = type == SHORT ? 2 : type == LONG8 ? 8 : 4;
        long field = entry + (big ? 12 : 8);
        boolean within = length(entry) * size <= (big ? 8 : 4);
        long at = (within ? field : big ? bytes.getLong(index(field)) : unsigned(field)) + i * size;
        return switch (size) {
            case 2 -> bytes.getShort(index(at)) & 0xffff;
            case 8 -> bytes.getLong(index(at));
            default -> unsigned(at);
        };
    }

    private long unsigned(long at) {
        return bytes.getInt(index(at)) & 0xffffffffL;
    }

    private static int index(long at) {
        return Math.toIntExact(at);
    }
}
