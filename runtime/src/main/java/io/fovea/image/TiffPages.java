package io.fovea.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Counts the pages of a TIFF file by its chain of directories (TIFF 6.0 and BigTIFF). */
final class TiffPages {
    private TiffPages() {}

    /** The number of pages; 0 if the chain leads out of the file, that is, its end is missing. */
    static int count(byte[] file) {
        if (file.length < 16) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = bytes.getShort(2) == 43;
        int countSize = big ? 8 : 2;
        int entrySize = big ? 20 : 12;
        int linkSize = big ? 8 : 4;
        long at = big ? bytes.getLong(8) : bytes.getInt(4) & 0xffffffffL;
        int pages = 0;
        while (at != 0) {
            if (at < 8 || at + countSize > file.length || pages > file.length / (countSize + linkSize)) {
                return 0; // outside the file, or a chain that bites its tail
            }
            long entries = big ? bytes.getLong((int) at) : bytes.getShort((int) at) & 0xffff;
            long link = at + countSize + entries * entrySize;
            if (entries < 0 || entries > 0xffff || link + linkSize > file.length) {
                return 0;
            }
            pages++;
            at = big ? bytes.getLong((int) link) : bytes.getInt((int) link) & 0xffffffffL;
        }
        return pages;
    }
}
