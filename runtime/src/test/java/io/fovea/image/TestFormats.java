package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Makes the bytes of small files of every format but TIFF, also such as no library writes. */
final class TestFormats {
    private TestFormats() {}

    static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    /** Indices that run through a palette. */
    static BufferedImage indexed(int bits, int[] colors) {
        int size = colors.length;
        byte[][] rgb = new byte[3][size];
        for (int i = 0; i < size; i++) {
            rgb[0][i] = (byte) (colors[i] >> 16);
            rgb[1][i] = (byte) (colors[i] >> 8);
            rgb[2][i] = (byte) colors[i];
        }
        IndexColorModel model = new IndexColorModel(bits, size, rgb[0], rgb[1], rgb[2]);
        BufferedImage image = new BufferedImage(
                5, 4, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, model);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 5; x++) {
                image.getRaster().setSample(x, y, 0, (x + 2 * y) % size);
            }
        }
        return image;
    }

    static void write(BufferedImage image, String kind, Path file) throws IOException {
        if (!kind.equals("bmp")) {
            if (!ImageIO.write(image, kind, file.toFile())) {
                throw new IllegalStateException("Java writes no " + kind);
            }
            return;
        }
        IndexColorModel model = (IndexColorModel) image.getColorModel();
        int bits = model.getPixelSize();
        int[] colors = new int[model.getMapSize()];
        model.getRGBs(colors);
        int rowBytes = (image.getWidth() * bits + 31) / 32 * 4;
        byte[] rows = new byte[rowBytes * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            int row = (image.getHeight() - 1 - y) * rowBytes;
            for (int x = 0; x < image.getWidth(); x++) {
                int index = image.getRaster().getSample(x, y, 0);
                rows[row + x * bits / 8] |= (byte) (index << 8 - bits - x * bits % 8);
            }
        }
        Files.write(file, bmp(image.getWidth(), image.getHeight(), bits, 0, colors, rows));
    }

    /** Rows from the bottom, unless the height is negative. */
    static byte[] bmp(int width, int height, int bits, int compression, int[] colors, byte[] rows) {
        int start = 54 + 4 * colors.length;
        ByteBuffer file = ByteBuffer.allocate(start + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B')
                .put((byte) 'M')
                .putInt(start + rows.length)
                .putInt(0)
                .putInt(start);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(compression)
                .putInt(rows.length)
                .putLong(0)
                .putInt(colors.length)
                .putInt(0);
        for (int color : colors) {
            file.putInt(color & 0xffffff);
        }
        return file.put(rows).array();
    }

    static byte[] encoded(String suffix, Mat mat, MatOfInt options) {
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(suffix, mat, bytes, options);
        return bytes.toArray();
    }

    /** A block with nothing but an orientation. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] segment(byte[] exif) {
        return ByteBuffer.allocate(exif.length + 10)
                .putShort((short) 0xffe1)
                .putShort((short) (exif.length + 8))
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(exif)
                .array();
    }

    static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(data);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) checksum.getValue()).array();
    }

    static byte[] png(int width, int height, int bits, int kind, byte[] rows) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) kind)
                .array();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(chunk("IHDR", header));
        file.writeBytes(chunk("IDAT", deflated(rows)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A simple WebP in the extended form, which can say its orientation. */
    static byte[] webp(byte[] simple, int width, int height, byte[] exif) {
        ByteBuffer file =
                ByteBuffer.allocate(simple.length + 18 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(simple, 0, 12)
                .put("VP8X".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(10);
        file.putInt(8).put(new byte[] {(byte) (width - 1), 0, 0, (byte) (height - 1), 0, 0});
        file.put(simple, 12, simple.length - 12);
        file.put("EXIF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(exif.length)
                .put(exif);
        return file.putInt(4, file.capacity() - 8).array();
    }

    static byte[] inserted(byte[] bytes, int at, byte[] more) {
        List<byte[]> parts =
                new ArrayList<>(List.of(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length)));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Requires that a file is refused with its name and such words. */
    static void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> Image.read(file))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("'" + file + "' ")
                .hasMessageContaining(sentence);
    }
}
