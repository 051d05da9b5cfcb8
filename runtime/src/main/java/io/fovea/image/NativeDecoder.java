package io.fovea.image;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes PNG, JPEG and WebP with the libraries in OpenCV, which are the fastest there are. They get nothing but files
 * that have been looked through: of damaged ones they give what they have, and mutter on the terminal.
 */
final class NativeDecoder {
    private static final int AS_STORED =
            Imgcodecs.IMREAD_ANYDEPTH | Imgcodecs.IMREAD_ANYCOLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION;

    /** OpenCV's own limit; it takes no more. */
    static final long MOST_PIXELS = 1L << 30;

    private NativeDecoder() {}

    /**
     * Decodes a file.
     *
     * @param channels that the file has without transparency: 1 or 3
     */
    static Picture decode(byte[] file, String name, int channels, Orientation orientation) throws FormatException {
        OpenCv.load();
        MatOfByte encoded = new MatOfByte(file);
        Mat mat = new Mat();
        try {
            mat = Imgcodecs.imdecode(encoded, AS_STORED);
            int depth = CvType.depth(mat.type());
            if (mat.empty() || mat.channels() < channels || depth != CvType.CV_8U && depth != CvType.CV_16U) {
                throw undecodable(name, null);
            }
            if (channels == 1 && mat.channels() > 1) {
                Core.extractChannel(mat, mat, 0); // grey with transparency comes as three equal channels
            } else if (channels == 3) {
                Imgproc.cvtColor(mat, mat, Imgproc.COLOR_BGR2RGB);
            }
            turn(mat, orientation);
            return Picture.of(samples(mat), Orientation.UPRIGHT);
        } catch (CvException e) {
            throw undecodable(name, e);
        } finally {
            encoded.release();
            mat.release();
        }
    }

    /** A pixel count that OpenCV takes. */
    static void requireFew(int width, int height) throws FormatException {
        if ((long) width * height > MOST_PIXELS) {
            throw new FormatException(
                    "has " + width + "x" + height + " pixels, more than the 1,073,741,824 that are read"
                            + " of its format; cut it into parts, or save it as TIFF");
        }
    }

    private static void turn(Mat mat, Orientation orientation) {
        if (orientation.fromRight() || orientation.fromBottom()) {
            Core.flip(mat, mat, orientation.fromRight() ? orientation.fromBottom() ? -1 : 1 : 0);
        }
        if (orientation.swapsSides()) {
            Core.transpose(mat, mat);
        }
    }

    private static Samples samples(Mat mat) {
        boolean deep = CvType.depth(mat.type()) == CvType.CV_16U;
        SampleType type = deep ? SampleType.UINT16 : SampleType.UINT8;
        Object data = type.array(mat.cols() * mat.rows() * mat.channels());
        if (data instanceof short[] shorts) {
            mat.get(0, 0, shorts);
        } else {
            mat.get(0, 0, (byte[]) data);
        }
        return new Samples(mat.cols(), mat.rows(), mat.channels(), type, data);
    }

    private static FormatException undecodable(String name, CvException cause) {
        return new FormatException(
                "is a " + name + " image that cannot be decoded: it is damaged, or of a kind that is not read", cause);
    }
}
