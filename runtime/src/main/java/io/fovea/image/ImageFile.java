package io.fovea.image;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Writes image files, encoded in memory: OpenCV itself cannot open every path on Windows. */
final class ImageFile {
    private ImageFile() {}

    static void write(Image image, Path file) {
        write(image, file, Optional.empty());
    }

    /**
     * Writes an image.
     *
     * @param origin what it was made from, noted in the file
     */
    static void write(Image image, Path file, Optional<String> origin) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean png = name.endsWith(".png");
        if (!png && !name.endsWith(".tif") && !name.endsWith(".tiff")) {
            throw new FoveaException("Cannot write image '" + file + "': its name must end in .png or .tif.");
        }
        if (png && image.depth() == Image.Depth.FLOAT32) {
            throw new FoveaException("Cannot write '" + file + "': PNG holds no 32-bit values; use .tif.");
        }
        if (image.channels() > 1 && !image.isColor()) {
            writeChannels(image, file, png, origin);
            return;
        }
        byte[] encoded = encode(image, png ? ".png" : ".tif");
        byte[] bytes = origin.map(from -> Origin.note(encoded, from)).orElse(encoded);
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': check that its folder exists and can be written.", e);
        }
    }

    /** As ImageJ does: a page for each channel, shown as a composite. */
    private static void writeChannels(Image image, Path file, boolean png, Optional<String> origin) {
        int channels = image.channels();
        if (png) {
            throw new FoveaException(
                    "Cannot write '" + file + "': PNG holds grey or RGB, not " + channels + " channels; use .tif.");
        }
        List<Object> planes = IntStream.range(0, channels)
                .mapToObj(c -> image.channel(c).values())
                .toList();
        String lines = "channels=" + channels + "\nhyperstack=true\nmode=composite\nloop=false\n"
                + origin.map(Origin::line).orElse("");
        TiffStack.ofImageJ(image.width(), image.height(), image.depth(), planes, lines)
                .write(file);
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
