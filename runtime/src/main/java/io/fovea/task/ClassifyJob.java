package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
    public List<String> columns(Card card) {
        return Stream.concat(COLUMNS.stream(), Believed.columns(card).stream()).toList();
    }

    @Override
    public Set<String> wholeNumbers(Card card) {
        return Set.of("rank");
    }

    @Override
    public Set<String> numbers(Card card) {
        return Set.of("probability", Believed.UNLIKE);
    }

    @Override
    public List<String> remarks(List<FolderFile.Entry> images, ScaleNote.Place place) {
        return Believed.remarks(images);
    }

    @Override
    public List<String> charts() {
        return List.of("probability");
    }

    @Override
    public Outcome outcome(Classification prediction, Image image, JobSettings settings) {
        List<List<Object>> rows = new ArrayList<>();
        List<String> columns = new ArrayList<>(COLUMNS);
        Believed believed = Believed.of(prediction.likeness());
        for (Score score : prediction.top(settings.whole(TOP))) {
            List<Object> row = new ArrayList<>(List.of(rows.size() + 1, score.label(), score.probability()));
            believed.addTo(rows.isEmpty() ? columns : new ArrayList<>(), row);
            rows.add(row);
        }
        Score best = prediction.best();
        Findings findings = new Findings(
                columns,
                rows,
                List.of("label", "probability", "seconds"),
                List.of(
                        best.label(),
                        String.format(Locale.ROOT, "%.3f", best.probability()),
                        String.format(Locale.ROOT, "%.2f", prediction.seconds())));
        return new Outcome(findings, Map.of());
    }
}
