package io.fovea.data;

import io.fovea.image.Image;
import io.fovea.image.Mats;
import java.util.SplittableRandom;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Varies an example as an {@link Augmentation} says and cuts it to a size; image and labels move together. Beyond the
 * image's edges lies its mirror image. Thread-safe.
 *
 * @param settings how
 * @param width of the result in pixels
 * @param height of the result in pixels
 */
public record Augmenter(Augmentation settings, int width, int height) {

    /** One variation of {@code example}, the same for the same state of {@code random}. */
    public Example vary(Example example, SplittableRandom random) {
        Image image = example.image();
        AffineMap map = settings.drawMap(random, image.width(), image.height(), width, height);
        Mat matrix = map.toMat();
        Mat pixels = Mats.of(image);
        try {
            warp(pixels, matrix, Imgproc.INTER_LINEAR);
            recolour(pixels, random);
            return new Example(example.name(), Mats.toImage(pixels), move(example.target(), matrix));
        } finally {
            pixels.release();
            matrix.release();
        }
    }

    private void warp(Mat image, Mat matrix, int interpolation) {
        Imgproc.warpAffine(
                image,
                image,
                matrix,
                new Size(width, height),
                interpolation | Imgproc.WARP_INVERSE_MAP,
                Core.BORDER_REFLECT_101);
    }

    private Target move(Target target, Mat matrix) {
        if (!(target instanceof Target.Instances instances)) {
            return target;
        }
        Mat labels = new Mat(instances.height(), instances.width(), CvType.CV_16U);
        try {
            labels.put(0, 0, instances.labels());
            warp(labels, matrix, Imgproc.INTER_NEAREST);
            short[] moved = new short[width * height];
            labels.get(0, 0, moved);
            return new Target.Instances(width, height, moved);
        } finally {
            labels.release();
        }
    }

    private void recolour(Mat image, SplittableRandom random) {
        double gain = 1 + Augmentation.symmetric(random, settings.contrast());
        double offset = 255 * Augmentation.symmetric(random, settings.brightness());
        double gamma = Math.exp(Augmentation.symmetric(random, Math.log1p(settings.gamma())));
        double sigma = random.nextDouble() * settings.blur();
        double noise = random.nextDouble() * settings.noise() * 255;
        if (gain == 1 && offset == 0 && gamma == 1 && sigma < 0.3 && noise == 0) {
            return;
        }
        int depth = image.type();
        image.convertTo(image, CvType.CV_32F);
        if (sigma >= 0.3) {
            Imgproc.GaussianBlur(image, image, new Size(0, 0), sigma);
        }
        if (gamma != 1) {
            Core.multiply(image, Scalar.all(1 / 255.0), image);
            Core.pow(image, gamma, image);
            Core.multiply(image, Scalar.all(255), image);
        }
        double mean = mean(image);
        image.convertTo(image, -1, gain, mean * (1 - gain) + offset);
        if (noise > 0) {
            addNoise(image, noise, random);
        }
        image.convertTo(image, depth);
    }

    private static double mean(Mat image) {
        Scalar means = Core.mean(image);
        return image.channels() == 1 ? means.val[0] : (means.val[0] + means.val[1] + means.val[2]) / 3;
    }

    /** Drawn in Java: OpenCV's generator is one for all threads, and runs would not repeat. */
    private static void addNoise(Mat image, double sigma, SplittableRandom random) {
        float[] values = new float[(int) image.total() * image.channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (sigma * random.nextGaussian());
        }
        Mat noise = new Mat(image.rows(), image.cols(), image.type());
        noise.put(0, 0, values);
        Core.add(image, noise, image);
        noise.release();
    }
}
