package io.fovea.fuzz;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Small pictures in every format that is read, made without the code that is tried. */
final class ImageSeeds {
    private static final int WIDTH = 20;
    private static final int HEIGHT = 16;

    private ImageSeeds() {}

    /** Images of all formats. */
    static List<Seed> images() {
        List<Seed> seeds = new ArrayList<>();
        for (String format : List.of("png", "jpg", "bmp", "tif", "gif")) {
            seeds.add(new Seed("rgb-" + format, "." + format, drawn(format, BufferedImage.TYPE_INT_RGB)));
            seeds.add(new Seed("grey-" + format, "." + format, drawn(format, BufferedImage.TYPE_BYTE_GRAY)));
        }
        for (String format : List.of("png", "bmp", "tif", "gif")) {
            seeds.add(new Seed("palette-" + format, "." + format, drawn(format, BufferedImage.TYPE_BYTE_INDEXED)));
            seeds.add(new Seed("binary-" + format, "." + format, drawn(format, BufferedImage.TYPE_BYTE_BINARY)));
        }
        for (String format : List.of("png", "tif")) {
            seeds.add(new Seed("deep-" + format, "." + format, drawn(format, BufferedImage.TYPE_USHORT_GRAY)));
            seeds.add(new Seed("alpha-" + format, "." + format, drawn(format, BufferedImage.TYPE_INT_ARGB)));
        }
        seeds.add(new Seed("pages", ".tif", pages(3)));
        return seeds;
    }

    /** A PNG, of one brightness more or less. */
    static byte[] png(int brightness) {
        return drawn("png", BufferedImage.TYPE_INT_RGB, new Color(brightness, brightness, brightness));
    }

    private static byte[] drawn(String format, int type) {
        return drawn(format, type, Color.ORANGE);
    }

    private static byte[] drawn(String format, int type, Color color) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillOval(3, 3, WIDTH - 8, HEIGHT - 6);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("Java writes no such " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A TIFF of float pages, the directory of each behind its pixels. */
    private static byte[] pages(int count) {
        int pixels = 4 * WIDTH * HEIGHT;
        int directory = 2 + 9 * 12 + 4;
        ByteBuffer file = ByteBuffer.allocate(8 + count * (pixels + directory)).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8 + pixels);
        for (int page = 0; page < count; page++) {
            int start = file.position();
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                file.putFloat(i * page);
            }
            file.putShort((short) 9);
            int[][] tags = {
                {256, WIDTH},
                {257, HEIGHT},
                {258, 32},
                {259, 1},
                {262, 1},
                {273, start},
                {278, HEIGHT},
                {279, pixels},
                {339, 3}
            };
            for (int[] tag : tags) {
                file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
            }
            file.putInt(page == count - 1 ? 0 : file.position() + 4 + pixels);
        }
        return file.array();
    }

    /** Eight pictures and their classes in MNIST's format: the pictures plain, or the classes packed. */
    static byte[] idx(boolean labels) {
        ByteBuffer file = ByteBuffer.allocate(labels ? 8 + 8 : 16 + 8 * WIDTH * HEIGHT);
        file.putInt(labels ? 0x801 : 0x803).putInt(8);
        if (!labels) {
            file.putInt(HEIGHT).putInt(WIDTH);
        }
        while (file.hasRemaining()) {
            file.put((byte) (file.position() % 2));
        }
        return file.array();
    }

    /** The same, packed. */
    static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
