package io.fovea.cli.benchmark;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfRect2d;
import org.opencv.core.Rect2d;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.imgproc.Imgproc;

/**
 * What one writes by hand with OpenCV around a network for grey or coloured images of 8 bits: the image made ready, and what
 * is read of the numbers that it answers with. Takes nothing of Fovea, so that other programs can be measured with it. Not
 * thread-safe.
 */
public final class HandSteps implements AutoCloseable {
    private static final double SCORE = 0.25;
    private static final double OVERLAP = 0.45;
    private static final double GREY = 114;
    private static final int[] STRIDES = {8, 16, 32};
    private static final int FIRST_CLASS = 5;

    private final Mat image;
    private final int planes;
    private final Size size;
    private final boolean boxes;

    /**
     * Steps for an image.
     *
     * @param image grey, or red, green and blue; is released with this
     * @param planes of the network's input
     * @param width of the same
     * @param height of the same
     * @param boxes whether the network is one like YOLOX, which wants the image as it is in the upper left corner, blue
     *     first, and answers with a row for each cell; otherwise with a score for each class, of the image or of its pixels
     */
    public HandSteps(Mat image, int planes, int width, int height, boolean boxes) {
        this.image = image;
        this.planes = planes;
        this.size = new Size(width, height);
        this.boxes = boxes;
    }

    /** The input's size. */
    Size size() {
        return size;
    }

    /** Of the size of the input, in single precision, its channels as the network has them. */
    Mat prepared() {
        Mat sized = new Mat();
        double scale = Math.min(size.width / image.cols(), size.height / image.rows());
        Size inner = boxes ? new Size(Math.round(image.cols() * scale), Math.round(image.rows() * scale)) : size;
        if (image.cols() == inner.width && image.rows() == inner.height) {
            image.copyTo(sized);
        } else {
            boolean shrinks = image.cols() > inner.width;
            Imgproc.resize(image, sized, inner, 0, 0, shrinks ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        }
        if (boxes) {
            int right = (int) (size.width - inner.width);
            int bottom = (int) (size.height - inner.height);
            Core.copyMakeBorder(sized, sized, 0, bottom, 0, right, Core.BORDER_CONSTANT, Scalar.all(GREY));
            Imgproc.cvtColor(sized, sized, Imgproc.COLOR_RGB2BGR);
        } else if (sized.channels() == 1 && planes == 3) {
            Imgproc.cvtColor(sized, sized, Imgproc.COLOR_GRAY2RGB);
        } else if (sized.channels() == 3 && planes == 1) {
            Imgproc.cvtColor(sized, sized, Imgproc.COLOR_RGB2GRAY);
        }
        sized.convertTo(sized, CvType.CV_32F);
        return sized;
    }

    /** Makes the image ready. */
    public void fill(FloatBuffer input) {
        Mat sized = prepared();
        ByHand.split(sized, input);
        sized.release();
    }

    /**
     * The class with the greatest score, of the image or of each pixel; of boxes the classes, the surest first.
     *
     * @param columns how many scores there are for an image or a pixel, or numbers in a row
     */
    public byte[] answer(float[] scores, int columns) {
        return boxes ? classesOfBoxes(scores, columns) : ByHand.mostProbable(scores, scores.length / columns);
    }

    private byte[] classesOfBoxes(float[] rows, int columns) {
        List<Rect2d> found = new ArrayList<>();
        float[] sure = new float[rows.length / columns];
        int[] classes = new int[sure.length];
        int row = 0;
        for (int stride : STRIDES) {
            for (int y = 0; y < size.height / stride; y++) {
                for (int x = 0; x < size.width / stride; x++, row += columns) {
                    int best = row + FIRST_CLASS;
                    for (int c = best + 1; c < row + columns; c++) {
                        best = rows[c] > rows[best] ? c : best;
                    }
                    float score = rows[row + FIRST_CLASS - 1] * rows[best];
                    if (score >= SCORE) {
                        double width = Math.exp(rows[row + 2]) * stride;
                        double height = Math.exp(rows[row + 3]) * stride;
                        sure[found.size()] = score;
                        classes[found.size()] = best - row - FIRST_CLASS;
                        double left = (x + rows[row]) * stride - width / 2;
                        found.add(new Rect2d(left, (y + rows[row + 1]) * stride - height / 2, width, height));
                    }
                }
            }
        }
        return found.isEmpty() ? new byte[0] : apart(found, sure, classes);
    }

    private static byte[] apart(List<Rect2d> found, float[] sure, int[] classes) {
        MatOfRect2d rectangles = new MatOfRect2d(found.toArray(Rect2d[]::new));
        MatOfFloat scores = new MatOfFloat(Arrays.copyOf(sure, found.size()));
        MatOfInt kinds = new MatOfInt(Arrays.copyOf(classes, found.size()));
        MatOfInt kept = new MatOfInt();
        Dnn.NMSBoxesBatched(rectangles, scores, kinds, (float) SCORE, (float) OVERLAP, kept);
        int[] indices = kept.toArray();
        byte[] answer = new byte[indices.length];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (byte) classes[indices[i]];
        }
        List.of(rectangles, scores, kinds, kept).forEach(Mat::release);
        return answer;
    }

    @Override
    public void close() {
        image.release();
    }
}
