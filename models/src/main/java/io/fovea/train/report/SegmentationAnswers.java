package io.fovea.train.report;

import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.page.Html;
import io.fovea.page.InlinePicture;
import io.fovea.report.HeatTable;
import io.fovea.score.ConfusionMatrix;
import io.fovea.score.HeldOut;
import io.fovea.score.InstanceMatching;
import io.fovea.score.PixelTruth;
import io.fovea.score.Reliability;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** What a segmenter answers to held-out images, for a report: which pixels are taken for what, and samples. */
final class SegmentationAnswers implements AnswerPage {

    private static final int OF_EACH = 2;
    private static final int SIDE = 320;

    private final HeldOut held;
    private final List<String> labels;
    private final ConfusionMatrix matrix;
    private final double[] overlaps;
    private final Reliability calibration = new Reliability();

    /** Of nothing yet. */
    SegmentationAnswers(HeldOut held) {
        this.held = held;
        this.labels = held.model().card().labels();
        this.matrix = new ConfusionMatrix(labels.size());
        this.overlaps = new double[held.examples().size()];
        Arrays.fill(overlaps, Double.NaN);
    }

    @Override
    public void answered(int index, Example example, Prediction answer) {
        add(index, example, (Segmentation) answer);
    }

    private void add(int index, Example example, Segmentation answer) {
        byte[] truth = truth(example);
        byte[] classes = answer.classes();
        float[] certainty = certainty(answer);
        ConfusionMatrix one = new ConfusionMatrix(labels.size());
        for (int p = 0; p < truth.length; p++) {
            if (truth[p] != Target.ClassMap.IGNORED) {
                one.add(truth[p] & 0xff, classes[p] & 0xff);
                matrix.add(truth[p] & 0xff, classes[p] & 0xff);
                calibration.add(certainty[p], truth[p] == classes[p]);
            }
        }
        overlaps[index] = one.meanIntersectionOverUnion();
    }

    /** The probability of the most probable class of every pixel. */
    private float[] certainty(Segmentation answer) {
        float[] most = answer.probability(0);
        for (int label = 1; label < labels.size(); label++) {
            float[] other = answer.probability(label);
            for (int p = 0; p < most.length; p++) {
                most[p] = Math.max(most[p], other[p]);
            }
        }
        return most;
    }

    private byte[] truth(Example example) {
        return PixelTruth.of(
                example.target(), held.contour(), held.model().card().task());
    }

    @Override
    public String scores() {
        return new HeatTable(labels, matrix.counts(), "pixels").toHtml()
                + ScoreTables.toHtml(matrix, labels, "pixels")
                + ReliabilityChart.toHtml(calibration, "pixels", "the most probable class");
    }

    @Override
    public String samples() {
        List<Integer> sorted = IntStream.range(0, overlaps.length)
                .boxed()
                .filter(i -> !Double.isNaN(overlaps[i]))
                .sorted(Comparator.comparingDouble(i -> overlaps[i]))
                .toList();
        if (sorted.isEmpty()) {
            return "";
        }
        ClassColors colors = new ClassColors(held.model().card().task(), labels.size());
        StringBuilder html = new StringBuilder("<p class=\"note\">")
                .append(String.format(
                        Locale.ROOT,
                        "The %,d images in the order of their mean intersection over union of the classes, which runs from"
                                + " %.3f to %.3f: the worst, those in the middle and the best.",
                        sorted.size(),
                        overlaps[sorted.get(0)],
                        overlaps[sorted.get(sorted.size() - 1)]))
                .append("</p>\n")
                .append(colors.legend(labels));
        int middle = Math.max(0, sorted.size() / 2 - OF_EACH / 2);
        Set<Integer> shown = new LinkedHashSet<>();
        try (Segmenter segmenter = Segmenter.open(held.model(), held.device())) {
            html.append(strips("Worst", part(sorted, 0, shown), segmenter, colors));
            html.append(strips("Median", part(sorted, middle, shown), segmenter, colors));
            html.append(strips("Best", part(sorted, sorted.size() - OF_EACH, shown), segmenter, colors));
        }
        return html.toString();
    }

    /** Some from {@code from} on that are not shown yet. */
    private static List<Integer> part(List<Integer> sorted, int from, Set<Integer> shown) {
        int first = Math.max(0, from);
        return sorted.subList(first, Math.min(sorted.size(), first + OF_EACH)).stream()
                .filter(shown::add)
                .toList();
    }

    private String strips(String heading, List<Integer> chosen, Segmenter segmenter, ClassColors colors) {
        if (chosen.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<h3>" + heading + "</h3>\n<div class=\"strips\">\n");
        chosen.forEach(index -> html.append(strip(index, segmenter, colors)));
        return html.append("</div>\n").toString();
    }

    private String strip(int index, Segmenter segmenter, ClassColors colors) {
        Example example = held.examples().get(index);
        Image image = example.image();
        byte[] truth = truth(example);
        Segmentation answer = segmenter.segment(image, Monitor.NONE);
        return "<figure><div class=\"strip\">"
                + cell(ClassColors.forTheEye(image), "image")
                + cell(colors.map(truth, image.width(), image.height()), "truth")
                + cell(colors.map(answer.classes(), image.width(), image.height()), "prediction")
                + cell(ClassColors.difference(image, truth, answer.classes()), "difference")
                + "</div><figcaption>"
                + Html.escaped(caption(example, answer, overlaps[index]))
                + "</figcaption></figure>\n";
    }

    private static String cell(Image image, String what) {
        return "<div>" + InlinePicture.of(image, SIDE, what) + "<span>" + what + "</span></div>";
    }

    private static String caption(Example example, Segmentation answer, double overlap) {
        String words = String.format(
                Locale.ROOT,
                "%s, %d × %d pixels: mean IoU %.3f",
                example.name(),
                answer.width(),
                answer.height(),
                overlap);
        if (!answer.hasInstances() || !(example.target() instanceof Target.Instances truth)) {
            return words + ".";
        }
        int[] found = answer.instances(Segmentation.DEFAULT_MIN_SIZE).labels();
        InstanceMatching match = InstanceMatching.of(truth.labels(), found, 0.5);
        int objects = match.truePositives() + match.falseNegatives();
        return words
                + String.format(
                        Locale.ROOT,
                        "; %d of %d objects found (IoU above 0.5), %d false ones.",
                        match.truePositives(),
                        objects,
                        match.falsePositives());
    }
}
