package io.fovea.counterfactual;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A way in which images of the same thing differ: light, colour, sharpness, distance. */
public enum Shift {
    /** Grey levels added, in percent of those of the image's depth; of floats, of what is between their least and greatest. */
    BRIGHTNESS("darker", "brighter", "%", 0, -100, 100) {
        @Override
        void change(Mat mat, Image image, double amount) {
            Mat values = mat.reshape(1);
            Core.add(values, Scalar.all(amount / 100 * range(image)), values);
            values.release();
        }
    },
    /** The distance of grey levels from the image's mean, which is one of all its channels, in percent. */
    CONTRAST("less contrast", "more contrast", "%", 100, 0, 300) {
        @Override
        void change(Mat mat, Image image, double amount) {
            Mat values = mat.reshape(1);
            double mean = Core.mean(values).val[0];
            values.convertTo(values, -1, amount / 100, mean * (1 - amount / 100));
            values.release();
        }
    },
    /** Colours turned about grey, brightness kept (W3C, Filter Effects: hueRotate), in degrees. */
    HUE("hue turned back", "hue turned on", "degrees", 0, -180, 180) {
        @Override
        void change(Mat mat, Image image, double amount) {
            Mat turn = new Mat(3, 3, CvType.CV_32F);
            try {
                turn.put(0, 0, hueRotation(Math.toRadians(amount)));
                Core.transform(mat, mat, turn);
            } finally {
                turn.release();
            }
        }

        @Override
        public boolean fits(Image image) {
            return image.isColor();
        }
    },
    /** The standard deviation of a Gaussian, in pixels of the image. */
    BLUR("", "blurred", "pixels", 0, 0, 10) {
        @Override
        void change(Mat mat, Image image, double amount) {
            inPlanes(mat, plane -> Imgproc.GaussianBlur(plane, plane, new Size(0, 0), amount));
        }
    },
    /** The size of what is seen, about the middle of the image, in percent; beyond the edges of the image they go on. */
    SCALE("smaller", "larger", "%", 100, 25, 400) {
        @Override
        void change(Mat mat, Image image, double amount) {
            double factor = amount / 100;
            Mat matrix = new Mat(2, 3, CvType.CV_64F);
            Mat moved = new Mat();
            try {
                double x = (image.width() - 1) / 2.0;
                double y = (image.height() - 1) / 2.0;
                matrix.put(0, 0, factor, 0, x - factor * x, 0, factor, y - factor * y);
                inPlanes(mat, plane -> {
                    Imgproc.warpAffine(plane, moved, matrix, plane.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
                    moved.copyTo(plane);
                });
            } finally {
                matrix.release();
                moved.release();
            }
        }

        @Override
        double at(double share) {
            return 100 * Math.pow(4, share);
        }
    };

    private static final int MOST_AT_ONCE = 4;
    private static final int WHITE = 255;
    private static final int DEEP_WHITE = 65535;

    private final String down;
    private final String up;
    private final String unit;
    private final double neutral;
    private final double low;
    private final double high;

    Shift(String down, String up, String unit, double neutral, double low, double high) {
        this.down = down;
        this.up = up;
        this.unit = unit;
        this.neutral = neutral;
        this.low = low;
        this.high = high;
    }

    /** Changes a float matrix of the image, of any number of channels, in place. */
    abstract void change(Mat mat, Image image, double amount);

    /** Whether an image has what is shifted: only colours have a hue. */
    public boolean fits(Image image) {
        return image.channels() > 0;
    }

    /** What the amount is counted in. */
    public String unit() {
        return unit;
    }

    /** The amount that leaves an image as it is. */
    public double neutral() {
        return neutral;
    }

    /** What a change to one side is called; empty where there is no such side. */
    String side(boolean upward) {
        return upward ? up : down;
    }

    /** The amount at a share of the way to the end of the range: -1 the lowest, 0 neutral, 1 the highest. */
    double at(double share) {
        return share < 0 ? neutral + share * (neutral - low) : neutral + share * (high - neutral);
    }

    /**
     * Amounts at equal steps over the range, the neutral one among them.
     *
     * @param perSide how many on each side of it
     */
    public List<Double> amounts(int perSide) {
        List<Double> amounts = new ArrayList<>();
        for (int i = down.isEmpty() ? 0 : -perSide; i <= perSide; i++) {
            amounts.add(at((double) i / perSide));
        }
        return List.copyOf(amounts);
    }

    /**
     * An image shifted, in its own depth, rounded and cut off there. Blocks.
     *
     * @param image one that the shift {@linkplain #fits fits}
     * @param amount in its unit; {@link #neutral} gives the image itself
     */
    public Image apply(Image image, double amount) {
        if (amount == neutral) {
            return image;
        }
        Mat mat = Mats.of(image);
        try {
            int depth = CvType.depth(mat.type());
            mat.convertTo(mat, CvType.CV_32F);
            change(mat, image, amount);
            mat.convertTo(mat, depth);
            return Mats.toImage(mat, image.isColor());
        } finally {
            mat.release();
        }
    }

    /** Changes all channels at once, or one after the other where there are more than OpenCV takes. */
    private static void inPlanes(Mat mat, Consumer<Mat> change) {
        if (mat.channels() <= MOST_AT_ONCE) {
            change.accept(mat);
            return;
        }
        List<Mat> planes = new ArrayList<>();
        try {
            Core.split(mat, planes);
            planes.forEach(change);
            Core.merge(planes, mat);
        } finally {
            planes.forEach(Mat::release);
        }
    }

    private static double range(Image image) {
        return switch (image.depth()) {
            case UINT8 -> WHITE;
            case UINT16 -> DEEP_WHITE;
            case FLOAT32 -> {
                float least = Float.POSITIVE_INFINITY;
                float most = Float.NEGATIVE_INFINITY;
                for (float v : image.floats()) {
                    least = Math.min(least, v);
                    most = Math.max(most, v);
                }
                yield (double) most - least;
            }
        };
    }

    private static float[] hueRotation(double angle) {
        double[] luma = {0.213, 0.715, 0.072};
        double[][] sine = {{-0.213, -0.715, 0.928}, {0.143, 0.140, -0.283}, {-0.787, 0.715, 0.072}};
        float[] rows = new float[9];
        for (int i = 0; i < 9; i++) {
            double same = i / 3 == i % 3 ? 1 : 0;
            double mean = luma[i % 3];
            rows[i] = (float) (mean + Math.cos(angle) * (same - mean) + Math.sin(angle) * sine[i / 3][i % 3]);
        }
        return rows;
    }

    /**
     * Reads what a user writes.
     *
     * @throws FoveaException that lists them
     */
    public static Shift parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new FoveaException("'" + text + "' is no shift of an image; give "
                        + Arrays.stream(values()).map(Shift::toString).collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
