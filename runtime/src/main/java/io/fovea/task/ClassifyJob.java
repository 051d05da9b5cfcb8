package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what images show: the most probable classes of each, in a table. */
public final class ClassifyJob implements Job<Classification> {
    /** How many classes are told. */
    public static final JobOption TOP = JobOption.count("top", "N", "How many classes to give for each image", 5, 1);

    private static final List<String> COLUMNS = List.of("rank", "label", "probability");

    ClassifyJob() {}

    @Override
    public String verb() {
        return "classify";
    }

    @Override
    public String purpose() {
        return "Says what images show, as CSV: image,rank,label,probability.";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public List<JobOption> options() {
        return List.of(TOP, Views.OPTION);
    }

    @Override
    public boolean writesFolder() {
        return false;
    }

    @Override
    public Classifier open(Model model, Device device) {
        return Classifier.open(model, device);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public List<String> charts() {
        return List.of("probability");
    }

    @Override
    public Outcome outcome(Classification prediction, Image image, JobSettings settings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Score score : prediction.top(settings.whole(TOP))) {
            rows.add(List.of(rows.size() + 1, score.label(), score.probability()));
        }
        Score best = prediction.best();
        Findings findings = new Findings(
                COLUMNS,
                rows,
                List.of("label", "probability", "seconds"),
                List.of(
                        best.label(),
                        String.format(Locale.ROOT, "%.3f", best.probability()),
                        String.format(Locale.ROOT, "%.2f", prediction.seconds())));
        return new Outcome(findings, Map.of());
    }
}
