package io.fovea.data;

import io.fovea.image.Image;
import io.fovea.image.Mats;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Varies the values of an image; no pixel moves. Colours vary together. Channels that are no colours vary each by itself, as
 * stains take and cameras see them, and have no hue.
 */
final class Recolouring {

    /** Narrower Gaussians than this, in pixels, change nothing to speak of. */
    private static final double LEAST_BLUR = 0.3;

    private Recolouring() {}

    /** One variation of {@code image}, the image itself where nothing is drawn that would change it. */
    static Image of(Image image, Augmentation settings, SplittableRandom random) {
        if (image.channels() > 1 && !image.isColor()) {
            return Image.ofChannels(IntStream.range(0, image.channels())
                    .mapToObj(c -> varied(image.channel(c), settings, random))
                    .toList());
        }
        return varied(image, settings, random);
    }

    private static Image varied(Image image, Augmentation settings, SplittableRandom random) {
        double gain = 1 + Framing.symmetric(random, settings.contrast());
        double offset = 255 * Framing.symmetric(random, settings.brightness());
        double gamma = Math.exp(Framing.symmetric(random, Math.log1p(settings.gamma())));
        double sigma = random.nextDouble() * settings.blur();
        double noise = random.nextDouble() * settings.noise() * 255;
        double hue = Math.toRadians(Framing.symmetric(random, settings.hue()));
        double saturation = 1 + Framing.symmetric(random, settings.saturation());
        boolean turns = image.isColor() && (hue != 0 || saturation != 1);
        if (gain == 1 && offset == 0 && gamma == 1 && sigma < LEAST_BLUR && noise == 0 && !turns) {
            return image;
        }
        Mat pixels = Mats.of(image);
        try {
            int depth = pixels.type();
            pixels.convertTo(pixels, CvType.CV_32F);
            if (turns) {
                turn(pixels, hue, saturation);
            }
            if (sigma >= LEAST_BLUR) {
                Imgproc.GaussianBlur(pixels, pixels, new Size(0, 0), sigma);
            }
            if (gamma != 1) {
                bend(pixels, gamma);
            }
            double mean = mean(pixels);
            pixels.convertTo(pixels, -1, gain, mean * (1 - gain) + offset);
            if (noise > 0) {
                addNoise(pixels, noise, random);
            }
            pixels.convertTo(pixels, depth);
            return Mats.toImage(pixels, image.isColor());
        } finally {
            pixels.release();
        }
    }

    /** Turns the colours about the line of greys and moves them from or to it; the mean of the channels stays. */
    private static void turn(Mat image, double hue, double saturation) {
        double same = saturation * Math.cos(hue);
        double grey = (1 - same) / 3;
        double twist = saturation * Math.sin(hue) / Math.sqrt(3);
        Mat matrix = new Mat(3, 3, CvType.CV_32F);
        matrix.put(
                0,
                0,
                same + grey,
                grey - twist,
                grey + twist,
                grey + twist,
                same + grey,
                grey - twist,
                grey - twist,
                grey + twist,
                same + grey);
        Core.transform(image, image, matrix);
        matrix.release();
    }

    private static void bend(Mat image, double gamma) {
        Core.multiply(image, Scalar.all(1 / 255.0), image);
        Core.max(image, Scalar.all(0), image);
        Core.pow(image, gamma, image);
        Core.multiply(image, Scalar.all(255), image);
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
