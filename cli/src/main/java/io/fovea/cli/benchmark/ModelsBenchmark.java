package io.fovea.cli.benchmark;

import ai.onnxruntime.OrtException;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.OpenCv;
import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.opencv.core.CvException;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An image in memory to an answer, whole: preparation, network, classes. Fovea against what one would write by hand with OpenCV
 * and ONNX Runtime for that very model, and against OpenCV's own runtime behind the same preparation; all on the CPU, in turns,
 * in one process. A side that answers otherwise is not measured.
 */
final class ModelsBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ModelsBenchmark.class);
    private static final Rounds ROUNDS = new Rounds(5, 25);
    private static final double TURN_SECONDS = 0.02;
    private static final double ALIKE = 0.99;

    @Override
    public String name() {
        return "models";
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        OpenCv.load();
        List<Measurement> all = new ArrayList<>();
        Image digit = Image.read(Checkout.file("test-images/digits/font-7.png"));
        Image nuclei = Image.read(Checkout.file("test-images/nuclei/02-dense.png"));
        all.addAll(classified("digits", digit, monitor));
        all.addAll(classified("cats-dogs", photo(), monitor));
        all.addAll(segmented("nuclei-trimap", nuclei, monitor));
        return all;
    }

    /** Of the size of a photo on a page; how long a network takes does not depend on what it shows. */
    private static Image photo() {
        int width = 400;
        int height = 300;
        byte[] pixels = new byte[3 * width * height];
        new Random(1).nextBytes(pixels);
        return Image.rgb8(width, height, pixels);
    }

    private static List<Measurement> classified(String name, Image image, Monitor monitor) {
        Model model = ModelLibrary.find(name);
        long[] answer = {1, model.card().labels().size()};
        try (Classifier classifier = Classifier.open(model, Device.CPU);
                ImagesByHand hand = new ImagesByHand(
                        model,
                        image,
                        model.card().input().width().getAsInt(),
                        model.card().input().height().getAsInt(),
                        scores(model, answer))) {
            Supplier<byte[]> ours = () -> new byte[] {
                (byte) classifier.classify(image, Cancellation.NONE).best().index()
            };
            return compared("classify, " + name, model, ours, hand, monitor);
        } catch (OrtException e) {
            throw new FoveaException("The hand-written ONNX Runtime loop failed: " + e.getMessage(), e);
        }
    }

    /** The shape of a classifier's answer, of which two classes may be one score. */
    private static long[] scores(Model model, long... otherwise) {
        long[] declared = model.graph().outputs().get(0).shape().sizes();
        return declared.length == 2 && declared[1] > 0 ? new long[] {1, declared[1]} : otherwise;
    }

    private static List<Measurement> segmented(String name, Image image, Monitor monitor) {
        // Percentiles are measured by Fovea alone, so no side stretches the image.
        Model model = ModelLibrary.find(name).with(CardFacts.NONE.with("stretch", "none"));
        long[] answer = {1, model.card().labels().size(), image.height(), image.width()};
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU);
                ImagesByHand hand = new ImagesByHand(model, image, image.width(), image.height(), answer)) {
            Supplier<byte[]> ours = () -> segmenter.segment(image, Monitor.NONE).classes();
            return compared("segment, " + name, model, ours, hand, monitor);
        } catch (OrtException e) {
            throw new FoveaException("The hand-written ONNX Runtime loop failed: " + e.getMessage(), e);
        }
    }

    private static List<Measurement> compared(
            String what, Model model, Supplier<byte[]> ours, ImagesByHand hand, Monitor monitor) {
        byte[] expected = ours.get();
        List<String> others = new ArrayList<>(List.of("OpenCV and ONNX Runtime by hand"));
        List<DoubleSupplier> sides = new ArrayList<>(List.of(speed(ours), speed(hand::byOnnxRuntime)));
        if (!areAlike(hand, expected, hand.byOnnxRuntime())) {
            throw new FoveaException("The hand-written loop of '" + what
                    + "' answers otherwise than Fovea; what they take cannot be compared.");
        }
        Optional<Net> net = openCv(model);
        if (net.isPresent()) {
            try {
                if (areAlike(hand, expected, hand.byOpenCv(net.get()))) {
                    others.add("OpenCV's own runtime");
                    sides.add(speed(() -> hand.byOpenCv(net.get())));
                } else {
                    LOG.warn("{}: OpenCV's own runtime is left out: it answers otherwise.", what);
                }
            } catch (CvException e) {
                LOG.warn("{}: OpenCV's own runtime is left out: {}", what, e.getMessage());
            }
        }
        List<Side> speeds = ROUNDS.measure(sides, monitor);
        List<Measurement> lines = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            String aim = i == 0 ? "at least 0.95" : "at least 1";
            lines.add(new Measurement(what, "images/s", speeds.get(0), speeds.get(i + 1), others.get(i), aim));
        }
        return lines;
    }

    private static Optional<Net> openCv(Model model) {
        try (MatBytes bytes = new MatBytes(model.onnx())) {
            return Optional.of(Dnn.readNetFromONNX(bytes.mat));
        } catch (CvException e) {
            LOG.warn("'{}': OpenCV's own runtime is left out: {}", model.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private record MatBytes(MatOfByte mat) implements AutoCloseable {
        MatBytes(byte[] bytes) {
            this(new MatOfByte(bytes));
        }

        @Override
        public void close() {
            mat.release();
        }
    }

    /** Whether nearly all answers are the same; of one score for two classes no one is the greatest. */
    private static boolean areAlike(ImagesByHand hand, byte[] ours, byte[] others) {
        int same = 0;
        for (int i = 0; i < ours.length && i < others.length; i++) {
            same += ours[i] == others[i] ? 1 : 0;
        }
        return ours.length == others.length && (hand.hasOneScore() || same >= ALIKE * ours.length);
    }

    /** Images per second, of as many as fill a little time. */
    private static DoubleSupplier speed(Supplier<byte[]> run) {
        return () -> {
            int count = 0;
            long answers = 0;
            long begin = System.nanoTime();
            double seconds = 0;
            while (seconds < TURN_SECONDS) {
                answers += run.get().length;
                count++;
                seconds = (System.nanoTime() - begin) / 1e9;
            }
            if (answers < count) {
                throw new FoveaException("A side of the benchmark does not answer.");
            }
            return count / seconds;
        };
    }
}
