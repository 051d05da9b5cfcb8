package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.EDM;
import ij.plugin.filter.ParticleAnalyzer;
import ij.process.AutoThresholder;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.SharedData;
import io.fovea.data.Split;
import io.fovea.image.Image;
import io.fovea.model.ModelLibrary;
import io.fovea.score.InstanceMatching;
import io.fovea.session.Device;
import io.fovea.stroke.ImageFeatures;
import io.fovea.stroke.PixelNetwork;
import io.fovea.stroke.StrokeClasses;
import io.fovea.stroke.StrokeClassifier;
import io.fovea.stroke.StrokeTraining;
import io.fovea.stroke.Strokes;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten strokes on one stained image of the 2018 Data Science Bowl, applied to the other stained ones: against Otsu's
 * threshold, and against a random forest on the usual filters that learns from the same strokes. Of all images those alone
 * count that {@code nuclei-trimap}, whose layers are the features, was not trained on. Each mask is parted by ImageJ's
 * watershed.
 */
@Tag("shared-data")
class StrokesOnStainedTest {
    private static final int SMALLEST = 30;

    /** Mean difference of the largest and the least of red, green and blue. */
    private static final double COLOURED = 12;

    private static final int TRAINED_ON = 5;

    private record Field(String name, Image image, int[] truth) {}

    /** Sums of average precisions. */
    private static final class Scores {
        private double otsu;
        private double forest;
        private double strokes;
        private double own;
        private int count;
    }

    @Test
    void tenStrokesFindMoreNucleiThanAThresholdAndThanAForestOnFilters() {
        List<Field> fields = fields();
        List<List<float[]>> filtered =
                fields.stream().map(field -> FilterForest.filter(field.image)).toList();
        Scores all = new Scores();
        try (PixelNetwork network = PixelNetwork.open(ModelLibrary.find("nuclei-trimap"), Device.CPU)) {
            List<ImageFeatures> features =
                    fields.stream().map(field -> network.features(field.image)).toList();
            for (int t = 0; t < TRAINED_ON; t++) {
                int on = t * fields.size() / TRAINED_ON;
                Field field = fields.get(on);
                Strokes strokes = StrokesByRule.draw(field.image.width(), field.image.height(), field.truth);
                long start = System.nanoTime();
                StrokeTraining training = new StrokeTraining(network, StrokeClasses.of("background", "nucleus"));
                training.set(field.name, features.get(on), strokes);
                StrokeClassifier learnt = training.learn(Monitor.NONE);
                learnt.predict(features.get(on), Monitor.NONE);
                double seconds = (System.nanoTime() - start) * 1e-9;
                FilterForest forest = new FilterForest(filtered.get(on), strokes);
                Scores scores = new Scores();
                for (int i = 0; i < fields.size(); i++) {
                    if (i != on) {
                        Segmentation found = learnt.predict(features.get(i), Monitor.NONE);
                        add(scores, fields.get(i), found, forest.classes(filtered.get(i)));
                    }
                }
                print(field.name, scores, seconds);
                all.otsu += scores.otsu / scores.count;
                all.forest += scores.forest / scores.count;
                all.strokes += scores.strokes / scores.count;
                all.own += scores.own / scores.count;
                all.count++;
            }
        }
        print("mean", all, 0);
        assertThat(fields).hasSizeGreaterThan(10);
        assertThat(all.strokes).isGreaterThan(all.forest);
        assertThat(all.strokes).isGreaterThan(all.otsu);
    }

    private static void add(Scores scores, Field field, Segmentation found, byte[] forest) {
        byte[] classes = found.classes();
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (classes[i] == 0 ? 1 : 0);
        }
        scores.otsu += precision(field, parted(field.image, otsu(field.image)));
        scores.forest += precision(field, parted(field.image, forest));
        scores.strokes += precision(field, parted(field.image, classes));
        scores.own += precision(field, found.instances(SMALLEST).labels());
        scores.count++;
    }

    private static void print(String what, Scores scores, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%-22s strokes %.3f (own objects %.3f)  forest %.3f  Otsu %.3f  first overlay %.2f s%n",
                what,
                scores.strokes / scores.count,
                scores.own / scores.count,
                scores.forest / scores.count,
                scores.otsu / scores.count,
                seconds);
    }

    private static double precision(Field field, int[] found) {
        short[] truth = new short[field.truth.length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (short) field.truth[i];
        }
        return InstanceMatching.of(truth, found, 0.5).averagePrecision();
    }

    /** Dark is nucleus. */
    private static byte[] otsu(Image image) {
        ByteProcessor gray = new ByteProcessor(image.width(), image.height());
        byte[] rgb = image.bytes();
        for (int i = 0; i < gray.getPixelCount(); i++) {
            gray.set(i, Math.round(((rgb[3 * i] & 0xff) + (rgb[3 * i + 1] & 0xff) + (rgb[3 * i + 2] & 0xff)) / 3f));
        }
        gray.setAutoThreshold(AutoThresholder.Method.Otsu, false, ImageProcessor.NO_LUT_UPDATE);
        byte[] mask = new byte[gray.getPixelCount()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (gray.get(i) <= gray.getMaxThreshold() ? 1 : 0);
        }
        return mask;
    }

    /** The objects of a mask: ImageJ's watershed, then its particles. */
    private static int[] parted(Image image, byte[] mask) {
        ByteProcessor pixels = new ByteProcessor(image.width(), image.height());
        for (int i = 0; i < mask.length; i++) {
            pixels.set(i, mask[i] == 0 ? 0 : 255);
        }
        new EDM().toWatershed(pixels);
        pixels.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
        ParticleAnalyzer particles = new ParticleAnalyzer(
                ParticleAnalyzer.SHOW_ROI_MASKS | ParticleAnalyzer.FOUR_CONNECTED,
                Measurements.AREA,
                new ResultsTable(),
                SMALLEST,
                Double.POSITIVE_INFINITY);
        particles.setHideOutputImage(true);
        particles.analyze(new ImagePlus("mask", pixels), pixels);
        ImageProcessor labels = particles.getOutputImage().getProcessor();
        int[] found = new int[mask.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = labels.get(i);
        }
        return found;
    }

    /** The stained ones among those that the network was not trained on, by name. */
    private static List<Field> fields() {
        Path folder = SharedData.path("dsb2018");
        List<Path> images;
        try (Stream<Path> files = Files.list(folder.resolve("images"))) {
            images = files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // As models/recipes/nuclei-trimap.yaml splits them.
        List<Integer> unseen = Split.shuffled(images.size(), 1337, 0.1, 0.2).test();
        List<Field> fields = new ArrayList<>();
        for (int index : unseen.stream().sorted().toList()) {
            Image image = Image.read(images.get(index));
            if (image.isColor() && coloured(image.bytes()) > COLOURED) {
                String name = images.get(index).getFileName().toString();
                Image labels = Image.read(folder.resolve("labels").resolve(name));
                int[] truth = new int[image.width() * image.height()];
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = Math.round(labels.value(i % image.width(), i / image.width(), 0));
                }
                fields.add(new Field(name, image, truth));
            }
        }
        return fields;
    }

    private static double coloured(byte[] rgb) {
        double sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xff;
            int green = rgb[i + 1] & 0xff;
            int blue = rgb[i + 2] & 0xff;
            sum += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        }
        return 3 * sum / rgb.length;
    }
}
