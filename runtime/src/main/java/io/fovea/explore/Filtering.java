package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.OpenCv;
import java.util.Locale;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/**
 * Passes an image through a filter as a convolution layer does: correlation, the kernel not mirrored.
 *
 * @param stride from one answer to the next, in pixels, at least 1
 * @param padding what the filter sees beyond the edges
 */
public record Filtering(int stride, Padding padding) {
    /** What a filter sees beyond the edges. */
    public enum Padding {
        /** Zeros, as in convolution layers; the answer is as large as the image, divided by the stride and rounded up. */
        ZERO,
        /** The image mirrored, the edge pixels not repeated; the same size. */
        MIRROR,
        /** Nothing: there are answers only where the whole kernel lies in the image. */
        NONE;

        /** The word for it, in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The padding of a word; throws a {@link FoveaException} if there is none. */
        public static Padding parse(String word) {
            return EnumWords.find(values(), word, "padding");
        }
    }

    /** Throws a {@link FoveaException} for a stride out of range. */
    public Filtering {
        if (stride < 1) {
            throw new FoveaException("The stride is " + stride + "; give 1 or more.");
        }
    }

    /**
     * The pixels of an image as real numbers, colour as the mean of its channels.
     *
     * @throws FoveaException if some are no numbers
     */
    public static Response gray(Image image) {
        NonFinite.refuse(image);
        float[] values = new float[image.width() * image.height()];
        for (int i = 0; i < values.length; i++) {
            float sum = 0;
            for (int c = 0; c < image.channels(); c++) {
                sum += image.value(i % image.width(), i / image.width(), c);
            }
            values[i] = sum / image.channels();
        }
        return new Response("image", image.width(), image.height(), values);
    }

    /**
     * The answers of a filter, {@code side / stride} wide and high, rounded up; without padding, of the side that is left
     * where the whole kernel sees the image. An even kernel is centred on the pixel above and to the left of its middle.
     *
     * @throws FoveaException if the kernel is larger than the image and nothing pads it
     */
    public Response of(Response image, FilterKernel kernel) {
        int width = image.width();
        int height = image.height();
        if (padding == Padding.NONE && (kernel.columns() > width || kernel.rows() > height)) {
            throw new FoveaException("The kernel of " + kernel.columns() + "x" + kernel.rows()
                    + " does not fit into the image of " + width + "x" + height
                    + "; take a smaller one, or padding zero or mirror.");
        }
        float[] all = correlate(image, kernel);
        boolean inside = padding == Padding.NONE;
        int left = inside ? (kernel.columns() - 1) / 2 : 0;
        int top = inside ? (kernel.rows() - 1) / 2 : 0;
        int across = ((inside ? width - kernel.columns() + 1 : width) + stride - 1) / stride;
        int down = ((inside ? height - kernel.rows() + 1 : height) + stride - 1) / stride;
        float[] taken = new float[across * down];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                taken[y * across + x] = all[(top + y * stride) * width + left + x * stride];
            }
        }
        return new Response(kernel.name(), across, down, taken);
    }

    private float[] correlate(Response image, FilterKernel kernel) {
        OpenCv.load();
        Mat source = new Mat(image.height(), image.width(), CvType.CV_32F);
        Mat weights = new Mat(kernel.rows(), kernel.columns(), CvType.CV_32F);
        Mat target = new Mat();
        try {
            source.put(0, 0, image.values());
            weights.put(0, 0, kernel.flat());
            Point centre = new Point((kernel.columns() - 1) / 2, (kernel.rows() - 1) / 2);
            int border = padding == Padding.MIRROR ? Core.BORDER_REFLECT_101 : Core.BORDER_CONSTANT;
            Imgproc.filter2D(source, target, CvType.CV_32F, weights, centre, 0, border);
            float[] answers = new float[image.values().length];
            target.get(0, 0, answers);
            return answers;
        } finally {
            source.release();
            weights.release();
            target.release();
        }
    }
}
