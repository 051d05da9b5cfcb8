package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.Image;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Grey images and class numbers in MNIST's IDX format, plain or gzipped; all in memory. */
public final class IdxDataset implements Dataset {

    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final int width;
    private final int height;
    private final byte[] pixels;
    private final byte[] labels;
    private final List<Path> files;

    private IdxDataset(int width, int height, byte[] pixels, byte[] labels, List<Path> files) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.labels = labels;
        this.files = files;
    }

    /**
     * Reads a pair of files.
     *
     * @param images unsigned bytes {@code [N, height, width]}
     * @param labels unsigned bytes {@code [N]}
     * @throws FoveaException when a file is missing, damaged, or the two do not belong together
     */
    public static IdxDataset read(Path images, Path labels) {
        int[] shape = new int[3];
        byte[] pixels = read(images, shape);
        int[] count = new int[1];
        byte[] classes = read(labels, count);
        if (count[0] != shape[0]) {
            throw new FoveaException("'" + images + "' holds " + shape[0] + " images, but '" + labels + "' holds "
                    + count[0] + " labels; they do not belong together.");
        }
        return new IdxDataset(shape[2], shape[1], pixels, classes, List.of(images, labels));
    }

    private static byte[] read(Path file, int[] shape) {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw)) {
            int magic = in.readInt();
            if (magic != (0x0800 | shape.length)) {
                throw new FoveaException("'" + file + "' is not an IDX file of bytes with " + shape.length
                        + " dimensions; its first number is " + magic + ".");
            }
            double size = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = in.readInt();
                size *= shape[i];
                if (shape[i] < 1 || size > LARGEST) {
                    throw new FoveaException("'" + file + "' is damaged: it says that it has "
                            + Arrays.toString(Arrays.copyOf(shape, i + 1)) + " bytes.");
                }
            }
            HeapLimit.require("The data in '" + file + "'", size);
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                throw new EOFException();
            }
            return bytes;
        } catch (OutOfMemoryError e) {
            throw HeapLimit.exceeded(
                    "The data in '" + file + "'", Runtime.getRuntime().maxMemory());
        } catch (NoSuchFileException e) {
            throw new FoveaException(
                    "There is no data file '" + file + "'; give the folder that has MNIST's four files.", e);
        } catch (IOException e) {
            throw new FoveaException(
                    "The data file '" + file + "' cannot be read or is damaged; download it again.", e);
        }
    }

    /** The class of every example. */
    public int[] classes() {
        int[] classes = new int[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[i] & 0xff;
        }
        return classes;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public Example get(int index) {
        int area = width * height;
        Image image = Image.gray8(width, height, Arrays.copyOfRange(pixels, index * area, (index + 1) * area));
        return new Example("#" + index, image, new Target.ClassIndex(labels[index] & 0xff));
    }
}
