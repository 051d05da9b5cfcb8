package io.fovea.image;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Small pictures of large ones, as JPEG. */
public final class Thumbnail {
    private static final int QUALITY = 75;

    private Thumbnail() {}

    /**
     * The picture as JPEG, for the eye: shrunk first where its longer side is above {@code side} pixels, and dark or deep images
     * stretched as in {@link Overlays#shown}.
     */
    public static byte[] of(Image image, int side) {
        double factor = Math.min(1, (double) side / Math.max(image.width(), image.height()));
        int width = (int) Math.max(1, Math.round(factor * image.width()));
        int height = (int) Math.max(1, Math.round(factor * image.height()));
        return jpeg(Image.rgb8(width, height, Overlays.shown(image.resized(width, height))));
    }

    /** The same of a picture that {@link #of} made. */
    public static byte[] shrunk(byte[] jpeg, int side) {
        OpenCv.load();
        MatOfByte encoded = new MatOfByte(jpeg);
        Mat mat = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
        try {
            Mats.swapRedAndBlue(mat);
            Image image = Mats.toImage(mat);
            double factor = Math.min(1, (double) side / Math.max(image.width(), image.height()));
            return jpeg(image.resized((int) Math.max(1, Math.round(factor * image.width())), (int)
                    Math.max(1, Math.round(factor * image.height()))));
        } finally {
            mat.release();
            encoded.release();
        }
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
