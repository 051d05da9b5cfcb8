package io.fovea.train.report;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.report.EventSummary;
import io.fovea.score.Evaluation;
import io.fovea.score.PixelTruth;
import io.fovea.session.Device;
import io.fovea.task.Classification;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import io.fovea.task.Score;
import io.fovea.task.Segmentation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some images of a data set beside what they truly are and what a model takes them for: of answers to images in words below
 * them, of answers to pixels as pictures beside them.
 *
 * @param examples of which up to six are shown, always the same
 * @param contour width in pixels of the contour of trimaps made from instances
 * @param device to run on
 */
public record ValidationPictures(Dataset examples, int contour, Device device) {

    private static final int MOST = 6;

    /** Adds them; blocks while the model answers. Files that cannot be read, and images that the model cannot take, are left out. */
    void addTo(EventSummary summary, Model model) {
        Skipped skipped = new Skipped();
        List<Integer> chosen =
                AnswerCards.spread(IntStream.range(0, examples.size()).boxed().toList(), MOST);
        try (ImagePredictor<?> predictor = Jobs.of(model).open(model, device)) {
            for (int index : chosen) {
                // Files of several folders may have one name.
                String number = String.format(Locale.ROOT, "validation/%04d ", index);
                skipped.read(examples, index)
                        .flatMap(example ->
                                answer(predictor, example.image()).flatMap(answer -> picture(example, answer, model)))
                        .ifPresent(picture -> summary.picture(
                                number + picture.name(), picture.png(), picture.width(), picture.height()));
            }
        }
    }

    private static Optional<Prediction> answer(ImagePredictor<?> predictor, Image image) {
        try {
            return Optional.of(predictor.predict(image, Monitor.NONE));
        } catch (FoveaException e) {
            return Optional.empty(); // that it cannot take this one is told when it is measured
        }
    }

    private Optional<CaptionedPicture> picture(Example example, Prediction answer, Model model) {
        List<String> labels = model.card().labels();
        if (answer instanceof Classification classes) {
            return Optional.of(CaptionedPicture.of(
                    example.name(),
                    List.of(ClassColors.forTheEye(example.image())),
                    "truth: " + truth(example.target(), labels),
                    "answer: " + answer(example.target(), classes, labels)));
        }
        if (answer instanceof Segmentation pixels) {
            Image image = example.image();
            ClassColors colors = new ClassColors(model.card().task(), labels.size());
            byte[] truth = PixelTruth.of(example.target(), contour, model.card().task());
            return Optional.of(CaptionedPicture.of(
                    example.name(),
                    List.of(
                            ClassColors.forTheEye(image),
                            colors.map(truth, image.width(), image.height()),
                            colors.map(pixels.classes(), image.width(), image.height())),
                    "image, truth, answer"));
        }
        return Optional.empty();
    }

    private static String truth(Target target, List<String> labels) {
        if (target instanceof Target.ClassIndex one) {
            return labels.get(one.index());
        }
        if (target instanceof Target.Labels several) {
            boolean[] present = several.present();
            return words(IntStream.range(0, present.length)
                    .filter(label -> present[label])
                    .mapToObj(labels::get)
                    .toList());
        }
        return "unknown";
    }

    private static String answer(Target target, Classification classes, List<String> labels) {
        if (!(target instanceof Target.Labels)) {
            return words(List.of(words(classes.best(), labels)));
        }
        return words(classes.scores().stream()
                .filter(score -> score.probability() >= Evaluation.FOUND)
                .map(score -> words(score, labels))
                .toList());
    }

    private static String words(Score score, List<String> labels) {
        return String.format(Locale.ROOT, "%s %.2f", labels.get(score.index()), score.probability());
    }

    private static String words(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
    }
}
