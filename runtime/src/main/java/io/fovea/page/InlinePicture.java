package io.fovea.page;

import io.fovea.image.Image;
import io.fovea.image.Overlays;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images inside a page. */
public final class InlinePicture {

    /** Below this size a reader wants to see pixels as squares. */
    private static final int TINY = 64;

    private InlinePicture() {}

    /**
     * An {@code img} element that holds the image as PNG.
     *
     * @param image shrunk where its longer side is above {@code most} pixels; 16 and 32 bit are shown as in {@link
     *     Overlays#shown}, 8 bit as they are
     * @param words what it shows, for those who do not see it; plain text
     */
    public static String of(Image image, int most, String words) {
        Image small = inBytes(image).shrunk(most);
        return "<img" + (Math.max(small.width(), small.height()) < TINY ? " class=\"tiny\"" : "") + " width=\""
                + small.width() + "\" height=\"" + small.height() + "\" alt=\"" + Html.escaped(words)
                + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png(small)) + "\">";
    }

    private static Image inBytes(Image image) {
        return image.depth() == Image.Depth.UINT8
                ? Overlays.forTheEye(image)
                : Image.rgb8(image.width(), image.height(), Overlays.shown(image));
    }

    private static byte[] png(Image image) {
        boolean gray = image.channels() == 1;
        BufferedImage buffered = new BufferedImage(
                image.width(), image.height(), gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        byte[] pixels = image.bytes();
        if (gray) {
            buffered.getRaster().setDataElements(0, 0, image.width(), image.height(), pixels);
        } else {
            for (int i = 0; i < pixels.length / 3; i++) {
                int rgb = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff;
                buffered.setRGB(i % image.width(), i / image.width(), rgb);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(buffered, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
