package io.fovea.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Between images on the heap and OpenCV's matrices, which hold native memory until released. */
public final class Mats {
    private Mats() {}

    /** A copy with the image's channel order. The caller releases it. */
    public static Mat of(Image image) {
        OpenCv.load();
        int channels = image.channels();
        Mat mat =
                switch (image.depth()) {
                    case UINT8 -> new Mat(image.height(), image.width(), CvType.CV_8UC(channels));
                    case UINT16 -> new Mat(image.height(), image.width(), CvType.CV_16UC(channels));
                    case FLOAT32 -> new Mat(image.height(), image.width(), CvType.CV_32FC(channels));
                };
        switch (image.depth()) {
            case UINT8 -> mat.put(0, 0, image.bytes());
            case UINT16 -> mat.put(0, 0, image.shorts());
            case FLOAT32 -> mat.put(0, 0, image.floats());
        }
        return mat;
    }

    /** A copy of a matrix of 1 channel, or of 3 that are red, green and blue. */
    public static Image toImage(Mat mat) {
        if (mat.channels() != 1 && mat.channels() != 3) {
            throw new IllegalArgumentException(mat.channels() + " channels are neither grey nor RGB");
        }
        return toImage(mat, mat.channels() == 3);
    }

    /**
     * A copy of a matrix.
     *
     * @param color whether its channels are red, green and blue
     */
    public static Image toImage(Mat mat, boolean color) {
        int depth = CvType.depth(mat.type());
        if (!isKept(depth)) {
            Mat floats = new Mat();
            try {
                mat.convertTo(floats, CvType.CV_32F);
                return toImage(floats, color);
            } finally {
                floats.release();
            }
        }
        return Image.of(mat.cols(), mat.rows(), mat.channels(), color, values(mat, depth));
    }

    private static Object values(Mat mat, int depth) {
        int length = Math.multiplyExact(Math.multiplyExact(mat.cols(), mat.rows()), mat.channels());
        if (depth == CvType.CV_8U) {
            byte[] pixels = new byte[length];
            mat.get(0, 0, pixels);
            return pixels;
        }
        if (depth == CvType.CV_16U) {
            short[] pixels = new short[length];
            mat.get(0, 0, pixels);
            return pixels;
        }
        float[] pixels = new float[length];
        mat.get(0, 0, pixels);
        return pixels;
    }

    /** Whether images keep values of a depth as they are; of others they keep floats. */
    private static boolean isKept(int depth) {
        return depth == CvType.CV_8U || depth == CvType.CV_16U || depth == CvType.CV_32F;
    }

    /** Swaps red and blue in place, in a depth that images keep; OpenCV's codecs keep blue first. */
    static void swapRedAndBlue(Mat mat) {
        if (!isKept(CvType.depth(mat.type()))) {
            mat.convertTo(mat, CvType.CV_32F);
        }
        if (mat.channels() == 3) {
            Imgproc.cvtColor(mat, mat, Imgproc.COLOR_BGR2RGB);
        }
    }
}
