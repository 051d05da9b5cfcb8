package io.fovea.image;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Image files, decoded and encoded in memory: OpenCV itself cannot open every path on Windows. */
final class ImageFile {
    private static final int AS_IT_IS = Imgcodecs.IMREAD_ANYDEPTH | Imgcodecs.IMREAD_ANYCOLOR;
    private static final int TEXT_SAMPLE = 512;

    private ImageFile() {}

    static Image read(Path file) {
        byte[] bytes = load(file);
        return decode(file, bytes, false).get(0);
    }

    static List<Image> readPages(Path file) {
        byte[] bytes = load(file);
        boolean many = Format.of(bytes) == Format.TIFF;
        List<Image> pages = decode(file, bytes, many);
        if (many && pages.size() < TiffPages.count(bytes)) {
            throw truncated(file);
        }
        return pages;
    }

    static Optional<String> description(Path file) {
        byte[] bytes = load(file);
        return Format.of(bytes) == Format.TIFF ? TiffPages.description(bytes) : Optional.empty();
    }

    static void write(Image image, Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean png = name.endsWith(".png");
        if (!png && !name.endsWith(".tif") && !name.endsWith(".tiff")) {
            throw new FoveaException("Cannot write image '" + file + "': its name must end in .png or .tif.");
        }
        if (png && image.depth() == Image.Depth.FLOAT32) {
            throw new FoveaException("Cannot write '" + file + "': PNG holds no 32-bit values; use .tif.");
        }
        byte[] bytes = encode(image, png ? ".png" : ".tif");
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': check that its folder exists and can be written.", e);
        }
    }

    private static byte[] load(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0) {
                throw new FoveaException("'" + file + "' is empty (0 bytes).");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new FoveaException("There is no file '" + file + "'.", e);
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "it is a folder" : "check that it is a file that you may read";
            throw new FoveaException("Cannot read '" + file + "': " + what + ".", e);
        } catch (OutOfMemoryError e) {
            throw new FoveaException("'" + file + "' is too large to be read.", e);
        }
    }

    private static List<Image> decode(Path file, byte[] bytes, boolean allPages) {
        Format format = Format.of(bytes);
        if (!format.isComplete(bytes)) {
            throw truncated(file);
        }
        if (format == Format.OTHER && isText(bytes)) {
            throw new FoveaException("'" + file + "' is not an image but a text file.");
        }
        OpenCv.load();
        List<Mat> mats = new ArrayList<>();
        MatOfByte encoded = new MatOfByte(bytes);
        try {
            if (allPages) {
                Imgcodecs.imdecodemulti(encoded, AS_IT_IS, mats);
            } else {
                mats.add(Imgcodecs.imdecode(encoded, AS_IT_IS));
            }
            if (mats.isEmpty() || mats.get(0).empty()) {
                throw undecodable(file, format, null);
            }
            List<Image> images = new ArrayList<>();
            for (Mat mat : mats) {
                Mats.swapRedAndBlue(mat);
                images.add(Mats.toImage(mat));
                mat.release();
            }
            return images;
        } catch (CvException e) {
            throw undecodable(file, format, e);
        } finally {
            encoded.release();
            mats.forEach(Mat::release);
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

    private static FoveaException truncated(Path file) {
        return new FoveaException("'" + file + "' is truncated: the end of the image is missing.");
    }

    private static FoveaException undecodable(Path file, Format format, CvException cause) {
        return format == Format.OTHER
                ? new FoveaException("'" + file + "' is not an image that can be read: PNG, TIFF, JPEG or BMP.", cause)
                : new FoveaException(
                        "'" + file + "' is a " + format + " image that cannot be decoded: damaged, truncated or of a"
                                + " kind that is not supported.",
                        cause);
    }

    /** Whether the beginning is printable ASCII: surely text, and no image format that is read here. */
    private static boolean isText(byte[] bytes) {
        int length = Math.min(bytes.length, TEXT_SAMPLE);
        for (int i = 0; i < length; i++) {
            boolean blank = bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t';
            if (!blank && (bytes[i] < ' ' || bytes[i] == 127)) {
                return false;
            }
        }
        return true;
    }
}
