package io.fovea.cli.benchmark;

import ai.onnxruntime.OrtException;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.DetectorHead;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.opencv.core.CvException;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the ways in which one image gets its answer from one model, those that answer alike. */
final class AnswerSides {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerSides.class);
    private static final Rounds ROUNDS = new Rounds(3, 61);
    private static final long WARM_NANOS = 3_000_000_000L;
    private static final double ALIKE = 0.99;

    private AnswerSides() {}

    /**
     * An image for a network.
     *
     * @param width of the network's input
     * @param height of the same
     * @param answer the shape of its output
     */
    record Subject(String what, Model model, Image image, int width, int height, List<Long> answer) {
        int columns() {
            return answer.get(model.card().head() == DetectorHead.YOLOX ? 2 : 1).intValue();
        }

        long[] shape() {
            return answer.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Fovea first. */
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

        /** Java translates what is called some ten thousand times, anew and better; that belongs to no turn. */
        private static void warm(DoubleSupplier speed, Monitor monitor) {
            long end = System.nanoTime() + WARM_NANOS;
            double most = 0;
            while (System.nanoTime() < end) {
                monitor.check();
                most = Math.max(most, speed.getAsDouble());
            }
            LOG.debug("At most {} images a second in the warm-up", most);
        }

        List<Measurement> measure(Monitor monitor) {
            speeds.forEach(speed -> warm(speed, monitor));
            List<Side> measured = ROUNDS.measure(speeds, monitor);
            List<Measurement> lines = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                String aim = i == 0 ? "at least 0.95" : "at least 1";
                lines.add(new Measurement(what, "images/s", measured.get(0), measured.get(i + 1), names.get(i), aim));
            }
            return lines;
        }
    }

    /** Fovea's way against each of the others. Blocks for seconds. */
    static List<Measurement> compared(Subject subject, Supplier<byte[]> ours, Optional<Djl> djl, Monitor monitor) {
        try (ImagesByHand hand =
                new ImagesByHand(subject.model, subject.image, subject.width, subject.height, subject.shape())) {
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
        Optional<DjlAnswers> started = started(subject, djl.get(), monitor);
        if (started.isEmpty()) {
            return sides.measure(monitor);
        }
        try (DjlAnswers answers = started.get()) {
            String name = "DJL " + djl.get().version() + " on ONNX Runtime, a process of its own";
            sides.add(name, answers.first(), answers.speed());
            return sides.measure(monitor);
        }
    }

    private static Optional<DjlAnswers> started(Subject subject, Djl djl, Monitor monitor) {
        try {
            return Optional.of(new DjlAnswers(
                    djl, subject.model, subject.image, subject.width, subject.height, subject.columns(), monitor));
        } catch (CancelledException e) {
            throw e;
        } catch (FoveaException e) {
            LOG.warn("{}: DJL is left out: {}", subject.what, e.getMessage());
            return Optional.empty();
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
