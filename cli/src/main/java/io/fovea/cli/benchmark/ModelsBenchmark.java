package io.fovea.cli.benchmark;

import ai.onnxruntime.OrtException;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.OpenCv;
import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Detection;
import io.fovea.task.Detections;
import io.fovea.task.Detector;
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
 * An image in memory to an answer, whole: preparation, network, classes or boxes. Fovea against what one would write by hand with OpenCV
 * and ONNX Runtime for that very model, against OpenCV's own runtime behind the same preparation, and against DJL's engine for
 * ONNX Runtime behind the same; all on the CPU, in turns. A side that answers otherwise is not measured.
 */
final class ModelsBenchmark implements Benchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ModelsBenchmark.class);
    private static final Rounds ROUNDS = new Rounds(5, 25);
    private static final double ALIKE = 0.99;

    @Override
    public String name() {
        return "models";
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        OpenCv.load();
        Optional<Djl> djl = Djl.forImages(monitor);
        List<Measurement> all = new ArrayList<>();
        Image digit = Image.read(Checkout.file("test-images/digits/font-7.png"));
        Image nuclei = Image.read(Checkout.file("test-images/nuclei/02-dense.png"));
        all.addAll(classified("digits", digit, djl, monitor));
        all.addAll(classified("cats-dogs", photo(), djl, monitor));
        all.addAll(segmented("nuclei-trimap", nuclei, djl, monitor));
        all.addAll(detected(photo(), djl, monitor));
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

    /** An image for a network with an input of a size that answers in a shape. */
    private record Subject(String what, Model model, Image image, int width, int height, long... answer) {
        int columns() {
            return (int) answer[model.card().task() == Task.DETECTION ? 2 : 1];
        }
    }

    private static List<Measurement> classified(String name, Image image, Optional<Djl> djl, Monitor monitor) {
        Model model = ModelLibrary.find(name);
        Subject subject = new Subject(
                "classify, " + name,
                model,
                image,
                model.card().input().width().getAsInt(),
                model.card().input().height().getAsInt(),
                scores(model, 1, model.card().labels().size()));
        try (Classifier classifier = Classifier.open(model, Device.CPU)) {
            Supplier<byte[]> ours = () -> new byte[] {
                (byte) classifier.classify(image, Cancellation.NONE).best().index()
            };
            return compared(subject, ours, djl, monitor);
        }
    }

    /** The shape of a classifier's answer, of which two classes may be one score. */
    private static long[] scores(Model model, long... otherwise) {
        long[] declared = model.graph().outputs().get(0).shape().sizes();
        return declared.length == 2 && declared[1] > 0 ? new long[] {1, declared[1]} : otherwise;
    }

    private static List<Measurement> segmented(String name, Image image, Optional<Djl> djl, Monitor monitor) {
        // Percentiles are measured by Fovea alone, so no side stretches the image.
        Model model = ModelLibrary.find(name).with(CardFacts.NONE.with("stretch", "none"));
        long classes = model.card().labels().size();
        int width = image.width();
        int height = image.height();
        Subject subject = new Subject("segment, " + name, model, image, width, height, 1, classes, height, width);
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            return compared(
                    subject, () -> segmenter.segment(image, Monitor.NONE).classes(), djl, monitor);
        }
    }

    private static List<Measurement> detected(Image image, Optional<Djl> djl, Monitor monitor) {
        Model model = SmallDetector.model();
        int side = SmallDetector.SIDE;
        Subject subject = new Subject(
                "detect, untrained", model, image, side, side, 1, SmallDetector.ROWS, SmallDetector.COLUMNS);
        try (Detector detector = Detector.open(model, Device.CPU)) {
            Supplier<byte[]> ours = () -> classes(detector.detect(image, Monitor.NONE));
            return compared(subject, ours, djl, monitor);
        }
    }

    private static byte[] classes(Detections detections) {
        List<Detection> found = detections.found(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP);
        byte[] classes = new byte[found.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) found.get(i).index();
        }
        return classes;
    }

    /** The sides that are measured, Fovea first. */
    private static final class Sides {
        private final String what;
        private final byte[] expected;
        private final boolean oneScore;
        private final List<String> names = new ArrayList<>();
        private final List<DoubleSupplier> speeds = new ArrayList<>();

        Sides(String what, Supplier<byte[]> ours, boolean oneScore) {
            this.what = what;
            this.expected = ours.get();
            this.oneScore = oneScore;
            speeds.add(() -> Pace.of(ours));
        }

        /** Adds one that answers alike; the log says of another that it is left out. */
        void add(String name, byte[] answer, DoubleSupplier speed) {
            if (isAlike(answer)) {
                names.add(name);
                speeds.add(speed);
            } else {
                LOG.warn("{}: {} is left out: it answers otherwise.", what, name);
            }
        }

        /** Whether nearly all answers are the same; of one score for two classes no one is the greatest. */
        boolean isAlike(byte[] others) {
            int same = 0;
            for (int i = 0; i < expected.length && i < others.length; i++) {
                same += expected[i] == others[i] ? 1 : 0;
            }
            return expected.length == others.length && (oneScore || same >= ALIKE * expected.length);
        }

        List<Measurement> measure(Monitor monitor) {
            List<Side> measured = ROUNDS.measure(speeds, monitor);
            List<Measurement> lines = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                String aim = i == 0 ? "at least 0.95" : "at least 1";
                lines.add(new Measurement(what, "images/s", measured.get(0), measured.get(i + 1), names.get(i), aim));
            }
            return lines;
        }
    }

    private static List<Measurement> compared(
            Subject subject, Supplier<byte[]> ours, Optional<Djl> djl, Monitor monitor) {
        try (ImagesByHand hand =
                new ImagesByHand(subject.model, subject.image, subject.width, subject.height, subject.answer)) {
            Sides sides = new Sides(subject.what, ours, hand.hasOneScore());
            byte[] answer = hand.byOnnxRuntime();
            if (!sides.isAlike(answer)) {
                throw new FoveaException("The hand-written loop of '" + subject.what
                        + "' answers otherwise than Fovea; what they take cannot be compared.");
            }
            sides.add("OpenCV and ONNX Runtime by hand", answer, () -> Pace.of(hand::byOnnxRuntime));
            Optional<Net> net = openCv(subject.model);
            if (net.isPresent()) {
                try {
                    sides.add(
                            "OpenCV's own runtime",
                            hand.byOpenCv(net.get()),
                            () -> Pace.of(() -> hand.byOpenCv(net.get())));
                } catch (CvException e) {
                    LOG.warn("{}: OpenCV's own runtime is left out: {}", subject.what, e.getMessage());
                }
            }
            return measured(subject, sides, djl, monitor);
        } catch (OrtException e) {
            throw new FoveaException("The hand-written ONNX Runtime loop failed: " + e.getMessage(), e);
        }
    }

    private static List<Measurement> measured(Subject subject, Sides sides, Optional<Djl> djl, Monitor monitor) {
        if (djl.isEmpty()) {
            return sides.measure(monitor);
        }
        try (DjlAnswers answers = new DjlAnswers(
                djl.get(), subject.model, subject.image, subject.width, subject.height, subject.columns(), monitor)) {
            String name = "DJL " + djl.get().version() + " on ONNX Runtime, a process of its own";
            sides.add(name, answers.first(), answers.speed());
            return sides.measure(monitor);
        }
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
}
