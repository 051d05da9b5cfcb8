package io.fovea.data;

import io.fovea.ArrayLength;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Moves pixels to where one draw of an augmentation has them. Holds native memory until closed. */
final class Warp implements AutoCloseable {

    /** Nodes of the net that is pulled, each way; between them the shift changes smoothly. */
    private static final int NODES = 6;

    /** OpenCV moves no more channels in one call. */
    private static final int MOST_AT_ONCE = 4;

    private final Size size;
    private final int border;
    private final AffineMap map;
    private final Mat matrix;
    private final Mat fromX = new Mat();
    private final Mat fromY = new Mat();

    /**
     * A warp to an image of a size.
     *
     * @param map where pixels come from, up to the elastic part, which is drawn here
     */
    Warp(Augmentation settings, SplittableRandom random, AffineMap map, int width, int height) {
        this.map = map;
        this.matrix = map.toMat();
        this.size = new Size(width, height);
        this.border = switch (settings.fill()) {
            case REFLECT -> Core.BORDER_REFLECT_101;
            case NEAREST -> Core.BORDER_REPLICATE;
            case CONSTANT -> Core.BORDER_CONSTANT;
        };
        if (settings.elastic() > 0) {
            pull(settings.elastic() * Math.max(width, height) * random.nextDouble(), random, width, height);
        }
    }

    /** Moves an image in place. */
    void image(Mat pixels) {
        apply(pixels, Imgproc.INTER_LINEAR, 0);
    }

    /** Moves a map of labels in place; {@code outside} is the label of what lies beyond a constant edge. */
    void labels(Mat labels, int outside) {
        apply(labels, Imgproc.INTER_NEAREST, outside);
    }

    private void apply(Mat pixels, int interpolation, int outside) {
        if (pixels.channels() > MOST_AT_ONCE) {
            List<Mat> channels = new ArrayList<>();
            Core.split(pixels, channels);
            channels.forEach(channel -> apply(channel, interpolation, outside));
            Core.merge(channels, pixels);
            channels.forEach(Mat::release);
            return;
        }
        if (fromX.empty()) {
            int flags = interpolation | Imgproc.WARP_INVERSE_MAP;
            Imgproc.warpAffine(pixels, pixels, matrix, size, flags, border, Scalar.all(outside));
        } else {
            Imgproc.remap(pixels, pixels, fromX, fromY, interpolation, border, Scalar.all(outside));
        }
    }

    /** Shifts the nodes of a net at random and the pixels between them by cubic interpolation. */
    private void pull(double reach, SplittableRandom random, int width, int height) {
        float[] shiftX = shifts(reach, random, width, height);
        float[] shiftY = shifts(reach, random, width, height);
        double[] m = map.matrix();
        float[] xs = new float[ArrayLength.of(width, height)];
        float[] ys = new float[width * height];
        for (int i = 0; i < xs.length; i++) {
            double x = i % width + shiftX[i];
            double y = i / width + shiftY[i];
            xs[i] = (float) (m[0] * x + m[1] * y + m[2]);
            ys[i] = (float) (m[3] * x + m[4] * y + m[5]);
        }
        fromX.create(height, width, CvType.CV_32F);
        fromY.create(height, width, CvType.CV_32F);
        fromX.put(0, 0, xs);
        fromY.put(0, 0, ys);
    }

    private static float[] shifts(double reach, SplittableRandom random, int width, int height) {
        float[] nodes = new float[NODES * NODES];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = (float) Framing.symmetric(random, reach);
        }
        Mat net = new Mat(NODES, NODES, CvType.CV_32F);
        try {
            net.put(0, 0, nodes);
            Imgproc.resize(net, net, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
            float[] shifts = new float[width * height];
            net.get(0, 0, shifts);
            return shifts;
        } finally {
            net.release();
        }
    }

    @Override
    public void close() {
        matrix.release();
        fromX.release();
        fromY.release();
    }
}
