package io.fovea.image;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Writes image files, encoded in memory: OpenCV itself cannot open every path on Windows. */
final class ImageFile {
    private ImageFile() {}

    static void write(Image image, Path file) {
        write(image, file, bytes -> bytes);
    }

    /**
     * Writes an image.
     *
     * @param finish makes of the encoded bytes those of the file
     */
    static void write(Image image, Path file, UnaryOperator<byte[]> finish) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean png = name.endsWith(".png");
        if (!png && !name.endsWith(".tif") && !name.endsWith(".tiff")) {
            throw new FoveaException("Cannot write image '" + file + "': its name must end in .png or .tif.");
        }
        if (png && image.depth() == Image.Depth.FLOAT32) {
            throw new FoveaException("Cannot write '" + file + "': PNG holds no 32-bit values; use .tif.");
        }
        byte[] bytes = finish.apply(encode(image, png ? ".png" : ".tif"));
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': check that its folder exists and can be written.", e);
        }
    }

    private static byte[] encode(Image image, String suffix) {
        Mat mat = Mats.of(image);
        MatOfByte encoded = new MatOfByte();
        try {
            Mats.swapRedAndBlue(mat);
            Imgcodecs.imencode(suffix, mat, encoded);
            return encoded.toArray();
        } finally {
            mat.release();
            encoded.release();
        }
    }
}
