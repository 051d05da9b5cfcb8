package io.fovea.image;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The labels of a stack, whose planes lie in files of their own until they are written as one. No more than a plane is in memory.
 * Blocks on the disk.
 *
 * @param width of each plane, in pixels
 * @param height of each plane, in pixels
 * @param slices of each frame, at least 1
 * @param frames at least 1
 * @param planes depth first, as many as slices and frames make; one that has no file is background
 * @param size of a pixel, where it is known
 * @param scale how far planes lie apart
 * @param numbers in place of the labels of the planes; empty where these stay
 * @param check told each plane, from 0, before it is read, of which there may be many: ends the work, by what it throws, if nobody
 *     wants it any more
 */
public record LabelStack(
        int width,
        int height,
        int slices,
        int frames,
        List<Optional<Path>> planes,
        Optional<PixelSize> size,
        StackScale scale,
        Optional<LabelNumbers> numbers,
        IntConsumer check) {
    private static final int ROWS_AT_ONCE = 256;
    private static final int LARGEST_16_BIT = 65_535;

    /** Copies the list. */
    public LabelStack {
        planes = List.copyOf(planes);
        if (planes.size() != slices * frames) {
            throw new IllegalArgumentException(planes.size() + " planes for " + slices + " x " + frames);
        }
    }

    /** With the labels that the planes have. */
    public LabelStack(
            int width,
            int height,
            int slices,
            int frames,
            List<Optional<Path>> planes,
            Optional<PixelSize> size,
            StackScale scale) {
        this(width, height, slices, frames, planes, size, scale, Optional.empty(), plane -> {});
    }

    /** The same with something that is told each plane before it is read. */
    public LabelStack checking(IntConsumer other) {
        return new LabelStack(width, height, slices, frames, planes, size, scale, numbers, other);
    }

    /** The same with numbers in place of the labels of the planes. */
    public LabelStack with(LabelNumbers others) {
        return new LabelStack(width, height, slices, frames, planes, size, scale, Optional.of(others), check);
    }

    /**
     * The labels of a plane, row by row: 0 for background. Blocks on the disk.
     *
     * @param plane from 0, depth first
     * @throws FoveaException if it cannot be read
     */
    public int[] labels(int plane) {
        int[] labels = new int[ArrayLength.of(width, height)];
        int[] at = {0};
        try {
            eachRow(plane, row -> {
                System.arraycopy(row, 0, labels, at[0], width);
                at[0] += width;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return labels;
    }

    /** The letters of its axes, of {@code tzyx}: of time and depth those with more than one place. */
    String axes() {
        return (frames > 1 ? "t" : "") + (slices > 1 ? "z" : "") + "yx";
    }

    /** The sizes of its axes. */
    List<Integer> shape() {
        List<Integer> shape = new ArrayList<>();
        if (frames > 1) {
            shape.add(frames);
        }
        if (slices > 1) {
            shape.add(slices);
        }
        shape.addAll(List.of(height, width));
        return shape;
    }

    /** Where a plane lies on the axes before y and x. */
    List<Integer> place(int plane) {
        int slice = plane % slices;
        int frame = plane / slices;
        if (frames > 1) {
            return slices > 1 ? List.of(frame, slice) : List.of(frame);
        }
        return slices > 1 ? List.of(slice) : List.of();
    }

    /**
     * How many bits the values of all planes have room in: 8, 16 or 32.
     *
     * @throws FoveaException if a plane cannot be read, or is of another size
     */
    int bits() {
        int largest = numbers.map(LabelNumbers::count).orElse(0);
        int bits = largest > LARGEST_16_BIT ? 32 : 8;
        for (int i = 0; i < planes.size(); i++) {
            Optional<Path> plane = planes.get(i);
            if (plane.isPresent()) {
                check.accept(i);
                try (Pages pages = Pages.open(plane.get())) {
                    Header header = pages.header(0);
                    if (header.width() != width || header.height() != height) {
                        throw new FoveaException("'" + plane.get() + "' has " + header.width() + "x" + header.height()
                                + " pixels, and is to be a plane of " + width + "x" + height
                                + "; give the command again without --resume.");
                    }
                    bits = Math.max(bits, 8 * header.depth().bytes());
                }
            }
        }
        return bits;
    }

    /** Gives all rows of a plane, from the top. */
    void eachRow(int plane, ZarrWriter.RowSink sink) throws IOException {
        check.accept(plane);
        int[] row = new int[width];
        if (planes.get(plane).isEmpty()) {
            for (int y = 0; y < height; y++) {
                sink.add(row);
            }
            return;
        }
        try (Pages pages = Pages.open(planes.get(plane).get())) {
            Optional<ImageRows> rows = pages.rows(0);
            Optional<Image> whole = rows.isPresent() ? Optional.empty() : Optional.of(pages.read(0));
            for (int top = 0; top < height; top += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, height - top);
                Image band = rows.isPresent() ? rows.get().read(top, count) : whole.get();
                int first = rows.isPresent() ? 0 : top;
                for (int y = 0; y < count; y++) {
                    for (int x = 0; x < width; x++) {
                        int label = (int) band.value(x, first + y, 0);
                        row[x] = numbers.isEmpty() ? label : numbers.get().number(plane, label);
                    }
                    sink.add(row);
                }
            }
        }
    }
}
