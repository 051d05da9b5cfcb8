package io.fovea.image;

import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Small pictures of large ones, as JPEG. */
public final class Thumbnail {
    private static final int QUALITY = 75;

    /** In pixels. */
    private static final int[] SIDES = {256, 192, 128, 96, 64, 48, 32, 24, 16};

    private Thumbnail() {}

    /**
     * The picture as JPEG, for the eye: shrunk first where its longer side is above {@code side} pixels, and dark or deep images
     * stretched as in {@link Overlays#shown}.
     */
    public static byte[] of(Image image, int side) {
        return jpeg(seen(image.shrunk(side)));
    }

    /**
     * A picture that {@link #of} made as a JPEG of at most so many bytes, shrunk as far as that takes; empty where even a very small
     * one would have more.
     */
    public static Optional<byte[]> within(int most, byte[] jpeg) {
        if (jpeg.length <= most) {
            return Optional.of(jpeg);
        }
        Image image = decoded(jpeg);
        int longer = Math.max(image.width(), image.height());
        for (int side : SIDES) {
            if (side < longer) {
                byte[] shrunk = jpeg(image.shrunk(side));
                if (shrunk.length <= most) {
                    return Optional.of(shrunk);
                }
            }
        }
        return Optional.empty();
    }

    private static Image decoded(byte[] jpeg) {
        OpenCv.load();
        MatOfByte encoded = new MatOfByte(jpeg);
        Mat mat = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
        try {
            Mats.swapRedAndBlue(mat);
            return Mats.toImage(mat);
        } finally {
            mat.release();
            encoded.release();
        }
    }

    private static Image seen(Image image) {
        return Image.rgb8(image.width(), image.height(), Overlays.shown(image));
    }

    private static byte[] jpeg(Image rgb) {
        Mat mat = Mats.of(rgb);
        MatOfByte encoded = new MatOfByte();
        MatOfInt parameters = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
        try {
            Mats.swapRedAndBlue(mat);
            Imgcodecs.imencode(".jpg", mat, encoded, parameters);
            return encoded.toArray();
        } finally {
            mat.release();
            encoded.release();
            parameters.release();
        }
    }
}
