package io.fovea.cli;

import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;
import io.fovea.image.Image;
import io.fovea.stroke.Strokes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.TermCriteria;
import org.opencv.ml.Ml;
import org.opencv.ml.RTrees;

/**
 * A random forest on the usual filters, as pixel classifiers have them: of each channel its values, Gaussians of 1, 2, 4
 * and 8 pixels, and of each of these the gradient's magnitude, both eigenvalues of the Hessian, and the difference from
 * the next finer one. OpenCV's forest of 100 trees.
 */
final class FilterForest {
    private static final double[] SIGMAS = {1, 2, 4, 8};
    private static final int TREES = 100;

    private final RTrees forest = RTrees.create();

    /** Learns from the strokes on one image. */
    FilterForest(List<float[]> features, Strokes strokes) {
        SortedMap<Integer, Integer> pixels = strokes.pixels();
        int[] of = pixels.values().stream().mapToInt(Integer::intValue).toArray();
        Mat classes = new Mat(of.length, 1, CvType.CV_32S);
        classes.put(0, 0, of);
        int[] places = pixels.keySet().stream().mapToInt(Integer::intValue).toArray();
        Mat rows = rows(features, places);
        Core.setRNGSeed(1);
        forest.setMaxDepth(25);
        forest.setMinSampleCount(2);
        forest.setActiveVarCount((int) Math.sqrt(features.size()));
        forest.setTermCriteria(new TermCriteria(TermCriteria.COUNT, TREES, 0));
        forest.train(rows, Ml.ROW_SAMPLE, classes);
    }

    /** The class of every pixel of an image. */
    byte[] classes(List<float[]> features) {
        int size = features.get(0).length;
        Mat rows = rows(features, IntStream.range(0, size).toArray());
        Mat answers = new Mat();
        forest.predict(rows, answers);
        float[] found = new float[size];
        answers.get(0, 0, found);
        byte[] classes = new byte[size];
        for (int i = 0; i < size; i++) {
            classes[i] = (byte) Math.round(found[i]);
        }
        return classes;
    }

    private static Mat rows(List<float[]> features, int[] pixels) {
        int width = features.size();
        float[] values = new float[pixels.length * width];
        for (int i = 0; i < pixels.length; i++) {
            for (int f = 0; f < width; f++) {
                values[i * width + f] = features.get(f)[pixels[i]];
            }
        }
        Mat rows = new Mat(pixels.length, width, CvType.CV_32F);
        rows.put(0, 0, values);
        return rows;
    }

    /** The filters of an image, each at every pixel. */
    static List<float[]> filter(Image image) {
        int width = image.width();
        int height = image.height();
        List<float[]> features = new ArrayList<>();
        for (int c = 0; c < image.channels(); c++) {
            float[] finer = new float[width * height];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = image.value(i % width, i / width, c);
            }
            features.add(finer);
            for (double sigma : SIGMAS) {
                FloatProcessor blurred =
                        new FloatProcessor(width, height, original(features, c).clone());
                new GaussianBlur().blurGaussian(blurred, sigma, sigma, 0.002);
                float[] smooth = (float[]) blurred.getPixels();
                features.add(smooth);
                derive(smooth, finer, width, height, features);
                finer = smooth;
            }
        }
        return features;
    }

    private static float[] original(List<float[]> features, int channel) {
        return features.get(channel * (1 + 5 * SIGMAS.length));
    }

    private static void derive(float[] smooth, float[] finer, int width, int height, List<float[]> features) {
        float[] gradient = new float[smooth.length];
        float[] larger = new float[smooth.length];
        float[] smaller = new float[smooth.length];
        float[] difference = new float[smooth.length];
        for (int i = 0; i < smooth.length; i++) {
            int x = Math.max(1, Math.min(width - 2, i % width));
            int y = Math.max(1, Math.min(height - 2, i / width));
            int at = y * width + x;
            float dx = (smooth[at + 1] - smooth[at - 1]) / 2;
            float dy = (smooth[at + width] - smooth[at - width]) / 2;
            float xx = smooth[at + 1] - 2 * smooth[at] + smooth[at - 1];
            float yy = smooth[at + width] - 2 * smooth[at] + smooth[at - width];
            float xy =
                    (smooth[at + width + 1] - smooth[at + width - 1] - smooth[at - width + 1] + smooth[at - width - 1])
                            / 4;
            double spread = Math.hypot((xx - yy) / 2, xy);
            gradient[i] = (float) Math.hypot(dx, dy);
            larger[i] = (float) ((xx + yy) / 2 + spread);
            smaller[i] = (float) ((xx + yy) / 2 - spread);
            difference[i] = finer[i] - smooth[i];
        }
        features.addAll(List.of(gradient, larger, smaller, difference));
    }
}
