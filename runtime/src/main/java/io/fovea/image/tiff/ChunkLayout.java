package io.fovea.image.tiff;

import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import java.io.IOException;

/**
 * How a page lies in its file, checked: chunks (strips, or tiles) of some rows and columns, each compressed by itself.
 *
 * @param planar whether each channel has chunks of its own, those of the first channel first
 * @param tiled whether chunks at the right and lower edge are as large as the others
 * @param offsets where each chunk begins
 * @param sizes its bytes in the file
 * @param predictor 1 for none, 2 for differences, 3 for differences of floats
 * @param reversed whether a byte's lowest bit comes first
 */
record ChunkLayout(
        int width,
        int height,
        Coding coding,
        Meaning meaning,
        Compression compression,
        int predictor,
        boolean planar,
        boolean tiled,
        int chunkWidth,
        int chunkHeight,
        long[] offsets,
        long[] sizes,
        boolean reversed,
        Orientation orientation,
        byte[] jpegTables) {
    private static final int LARGEST_CHUNK = Integer.MAX_VALUE - 8;

    /** Small files need not keep to what a compression can do at most. */
    private static final int SLACK = 4096;

    static ChunkLayout of(Directory directory, TiffInput input) throws IOException {
        long width = directory.number(Tags.WIDTH, 0);
        long height = directory.number(Tags.HEIGHT, 0);
        Compression compression = Compression.of(directory.number(Tags.COMPRESSION, 1));
        Coding coding = Coding.of(directory);
        Meaning meaning = Meaning.of(directory, coding, compression);
        Capacity.requireSides(width, height);
        boolean planar = meaning.stored() > 1 && directory.number(Tags.PLANAR, 1) == 2;
        boolean ofJpeg = planar || meaning.stored() == 1 || meaning.stored() == 3;
        if (compression == Compression.JPEG && (coding.bits() != 8 || meaning.hasInks() || !ofJpeg)) {
            throw new FormatException("is a TIFF compressed with JPEG of " + coding.bits() + " bits and "
                    + meaning.stored() + " channels, which is not read; save it with LZW or Deflate");
        }
        boolean tiled = directory.has(Tags.TILE_OFFSETS);
        long chunkWidth = tiled ? directory.number(Tags.TILE_WIDTH, 0) : width;
        long chunkHeight = tiled
                ? directory.number(Tags.TILE_HEIGHT, 0)
                : Math.min(height, directory.number(Tags.ROWS_PER_STRIP, height));
        if (chunkWidth < 1 || chunkHeight < 1 || chunkWidth * chunkHeight > Integer.MAX_VALUE) {
            throw new FormatException(
                    "is damaged: it says that its parts have " + chunkWidth + "x" + chunkHeight + " pixels");
        }
        long chunks = ((width + chunkWidth - 1) / chunkWidth)
                * ((height + chunkHeight - 1) / chunkHeight)
                * (planar ? meaning.stored() : 1);
        long[] offsets = directory.numbers(tiled ? Tags.TILE_OFFSETS : Tags.STRIP_OFFSETS, chunks);
        if (offsets.length < chunks) {
            // A size that is no image's explains more than what is missing to it.
            Capacity.require(width, height, meaning.kept(), coding.type().bytes());
            throw new FormatException("is damaged: of its " + chunks + (tiled ? " tiles " : " strips ")
                    + (chunks - offsets.length) + " are missing");
        }
        ChunkLayout layout = new ChunkLayout(
                (int) width,
                (int) height,
                coding,
                meaning,
                compression,
                predictor(directory, coding, compression),
                planar,
                tiled,
                (int) chunkWidth,
                (int) chunkHeight,
                offsets,
                new long[offsets.length],
                directory.number(Tags.FILL_ORDER, 1) == 2,
                Orientation.of(directory.number(Tags.ORIENTATION, 1)),
                directory.bytes(Tags.JPEG_TABLES));
        layout.measure(directory, input);
        return layout;
    }

    private static int predictor(Directory directory, Coding coding, Compression compression) throws IOException {
        if (compression == Compression.NONE
                || compression == Compression.PACK_BITS
                || compression == Compression.JPEG) {
            return 1;
        }
        long predictor = directory.number(Tags.PREDICTOR, 1);
        boolean real = coding.half() || coding.type().isReal();
        if (predictor == 1 || predictor == 2 && !coding.isPacked() || predictor == 3 && real) {
            return (int) predictor;
        }
        throw new FormatException("is a TIFF with predictor " + predictor + " on " + coding.bits()
                + "-bit values, which is not read; save it without a predictor");
    }

    /** Finds the size of every chunk, and looks whether it is in the file and can hold its pixels. */
    private void measure(Directory directory, TiffInput input) throws IOException {
        long[] said = directory.numbers(tiled ? Tags.TILE_BYTES : Tags.STRIP_BYTES, offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            long needed = rowBytes() * rows(i);
            if (compression == Compression.NONE) {
                sizes[i] = needed;
            } else {
                // Old writers leave the sizes out.
                sizes[i] = i < said.length && said[i] > 0 ? said[i] : input.size() - offsets[i];
            }
            if (offsets[i] <= 0 || sizes[i] < 0 || sizes[i] > input.size() - offsets[i]) {
                throw FormatException.truncated();
            }
            if ((double) sizes[i] * compression.most() + SLACK < needed) {
                throw new FormatException("is damaged: " + sizes[i] + " bytes cannot hold a part of " + chunkWidth + "x"
                        + rows(i) + " pixels");
            }
            if (!isPlain() && Math.max(sizes[i], needed) > LARGEST_CHUNK) {
                throw new FormatException("has a part of " + chunkWidth + "x" + rows(i)
                        + " pixels, more than can be read at once; save it with more strips or tiles");
            }
        }
    }

    /** Values to a pixel in one chunk. */
    int samples() {
        return planar ? 1 : meaning.stored();
    }

    /** Bytes of one row of a chunk. */
    long rowBytes() {
        return ((long) chunkWidth * samples() * coding.bits() + 7) / 8;
    }

    /** How many chunks a plane has beside one another. */
    int across() {
        return (width + chunkWidth - 1) / chunkWidth;
    }

    /** How many chunks a plane has below one another. */
    int down() {
        return (height + chunkHeight - 1) / chunkHeight;
    }

    /** The first row of the image that a chunk holds. */
    int top(int chunk) {
        return chunk / across() % down() * chunkHeight;
    }

    /** The rows of a chunk, the last strip has fewer. */
    int rows(int chunk) {
        return tiled ? chunkHeight : Math.min(chunkHeight, height - top(chunk));
    }

    /** Bytes of a page that is not compressed. */
    long planeBytes() {
        return rowBytes() * height;
    }

    /** The same layout so many bytes further on in the file. */
    ChunkLayout moved(long bytes) {
        long[] places = offsets.clone();
        for (int i = 0; i < places.length; i++) {
            places[i] += bytes;
        }
        return with(height, chunkHeight, places, sizes);
    }

    /** The same kind of page with other rows, in other chunks. */
    ChunkLayout with(int newHeight, int newChunkHeight, long[] newOffsets, long[] newSizes) {
        return new ChunkLayout(
                width,
                newHeight,
                coding,
                meaning,
                compression,
                predictor,
                planar,
                tiled,
                chunkWidth,
                newChunkHeight,
                newOffsets,
                newSizes,
                reversed,
                orientation,
                jpegTables);
    }

    /** Whether the values lie in the file as they do in memory, one strip behind the other. */
    boolean isPlain() {
        return compression == Compression.NONE
                && !tiled
                && !planar
                && !reversed
                && !coding.half()
                && !coding.isPacked()
                && meaning.kept() == meaning.stored();
    }
}
