package io.fovea.image;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the planes of labels as the pages of a TIFF file, one behind the other, each in strips that are compressed with Deflate.
 * One plane is in memory at a time, compressed.
 */
final class TiffLabels {
    private static final long LARGEST = (1L << 32) - (1 << 16);

    private final LabelStack stack;
    private final int bits;
    private final String description;

    /**
     * Prepares it.
     *
     * @param bits of a value: 8, 16 or 32
     * @param description ASCII, of the first page
     */
    TiffLabels(LabelStack stack, int bits, String description) {
        this.stack = stack;
        this.bits = bits;
        this.description = description;
    }

    /** What was written has no room in a TIFF file of 4 GB. */
    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Writes the file: BigTIFF if it has 4 GB. */
    void writeTo(OutputStream out) throws IOException {
        writeTo(out, !fits());
    }

    /** Tried only where it may not: planes of labels are a small part of their size once they are compressed. */
    private boolean fits() throws IOException {
        if ((double) stack.width() * stack.height() * stack.planes().size() * bits / 8 < LARGEST / 2.) {
            return true;
        }
        try {
            writeTo(OutputStream.nullOutputStream(), false);
            return true;
        } catch (TooLargeException e) {
            return false;
        }
    }

    /**
     * Writes the file.
     *
     * @param big whether as BigTIFF
     * @throws TooLargeException if it is none, and has 4 GB
     */
    void writeTo(OutputStream out, boolean big) throws IOException {
        out.write(TiffStrips.header(big, TiffStrips.headerBytes(big)));
        long at = TiffStrips.headerBytes(big);
        int last = stack.planes().size() - 1;
        for (int plane = 0; plane <= last; plane++) {
            PackedImage packed = new PackedImage(stack.width(), stack.height());
            stack.eachRow(plane, packed::add);
            TiffStrips page = packed.strips(bits, plane == 0 ? description : "", stack.size());
            long end = page.writePage(out, at, big, plane == last);
            if (!big && end > LARGEST) {
                throw new TooLargeException();
            }
            at = end;
        }
    }
}
