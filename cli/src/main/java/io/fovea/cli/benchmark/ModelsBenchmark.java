package io.fovea.cli.benchmark;

import io.fovea.image.Image;
import io.fovea.image.OpenCv;
import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
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
import java.util.function.Supplier;

/**
 * An image in memory to an answer, whole: preparation, network, classes or boxes. Fovea against what one would write by hand with OpenCV
 * and ONNX Runtime for that very model, against OpenCV's own runtime behind the same preparation, and against DJL's engine for
 * ONNX Runtime behind the same; all on the CPU, in turns. A side that answers otherwise is not measured.
 */
final class ModelsBenchmark implements Benchmark {
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

    private static List<Measurement> classified(String name, Image image, Optional<Djl> djl, Monitor monitor) {
        Model model = ModelLibrary.find(name);
        AnswerSides.Subject subject = new AnswerSides.Subject(
                "classify, " + name,
                model,
                image,
                model.card().input().width().getAsInt(),
                model.card().input().height().getAsInt(),
                scores(model));
        try (Classifier classifier = Classifier.open(model, Device.CPU)) {
            Supplier<byte[]> ours = () -> new byte[] {
                (byte) classifier.classify(image, Cancellation.NONE).best().index()
            };
            return AnswerSides.compared(subject, ours, djl, monitor);
        }
    }

    /** The shape of a classifier's answer, of which two classes may be one score. */
    private static List<Long> scores(Model model) {
        long[] declared = model.graph().outputs().get(0).shape().sizes();
        boolean known = declared.length == 2 && declared[1] > 0;
        return List.of(1L, known ? declared[1] : model.card().labels().size());
    }

    private static List<Measurement> segmented(String name, Image image, Optional<Djl> djl, Monitor monitor) {
        // Percentiles are measured by Fovea alone, so no side stretches the image.
        Model model = ModelLibrary.find(name).with(CardFacts.NONE.with("stretch", "none"));
        long classes = model.card().labels().size();
        int width = image.width();
        int height = image.height();
        AnswerSides.Subject subject = new AnswerSides.Subject(
                "segment, " + name, model, image, width, height, List.of(1L, classes, (long) height, (long) width));
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            return AnswerSides.compared(
                    subject, () -> segmenter.segment(image, Monitor.NONE).classes(), djl, monitor);
        }
    }

    private static List<Measurement> detected(Image image, Optional<Djl> djl, Monitor monitor) {
        Model model = SmallDetector.model();
        int side = SmallDetector.SIDE;
        AnswerSides.Subject subject =
                new AnswerSides.Subject("detect, untrained", model, image, side, side, SmallDetector.ANSWER);
        try (Detector detector = Detector.open(model, Device.CPU)) {
            Supplier<byte[]> ours = () -> classes(detector.detect(image, Monitor.NONE));
            return AnswerSides.compared(subject, ours, djl, monitor);
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
}
