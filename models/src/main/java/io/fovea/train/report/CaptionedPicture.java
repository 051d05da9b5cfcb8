package io.fovea.train.report;

import io.fovea.image.Image;
import io.fovea.report.Letters;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Images beside each other with words below, where letters can be drawn, as PNG. */
final class CaptionedPicture {

    private static final int LEAST = 192;
    private static final int MOST = 320;
    private static final int GAP = 4;
    private static final int LINE = 18;
    private static final Font LETTERS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private final String name;
    private final byte[] png;
    private final int width;
    private final int height;

    private CaptionedPicture(String name, BufferedImage drawn) {
        this.name = name;
        this.width = drawn.getWidth();
        this.height = drawn.getHeight();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawn, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        this.png = bytes.toByteArray();
    }

    /**
     * Draws it.
     *
     * @param images 8-bit RGB, of one size; small ones are enlarged by whole numbers, large ones shrunk
     */
    static CaptionedPicture of(String name, List<Image> images, String... lines) {
        Image first = images.get(0).shrunk(MOST);
        int times = Math.max(1, LEAST / Math.max(first.width(), first.height()));
        int width = first.width() * times;
        int height = first.height() * times;
        int whole = Math.max(LEAST, images.size() * (width + GAP) - GAP);
        BufferedImage canvas = new BufferedImage(whole, height + GAP + LINE * lines.length, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = canvas.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < images.size(); i++) {
            pen.drawImage(buffered(images.get(i).shrunk(MOST)), i * (width + GAP), 0, width, height, null);
        }
        if (Letters.areDrawableFor("Words below pictures are")) {
            pen.setColor(Color.BLACK);
            pen.setFont(LETTERS);
            for (int i = 0; i < lines.length; i++) {
                pen.drawString(lines[i], 2, height + GAP + LINE * i + LINE - GAP);
            }
        }
        pen.dispose();
        return new CaptionedPicture(name, canvas);
    }

    private static BufferedImage buffered(Image image) {
        byte[] pixels = image.bytes();
        int[] colors = new int[pixels.length / 3];
        Arrays.setAll(
                colors, i -> (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff);
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        buffered.setRGB(0, 0, image.width(), image.height(), colors, 0, image.width());
        return buffered;
    }

    String name() {
        return name;
    }

    /** The file. */
    byte[] png() {
        return png.clone();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
