package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Measures images: {@code measure.csv} with a row for each and a column for each number. */
public final class MeasureJob implements Job<MeasuredValues> {
    /** Whether the numbers of an image are divided by their length. */
    public static final JobOption UNIT_LENGTH = JobOption.flag(
            "unit-length", "Divides the numbers of each image by their Euclidean length, as embeddings are compared");

    /** Numbers beyond which a line would be wider than a terminal. */
    private static final int MOST_COLUMNS = 6;

    /** Zeros at the end of a number beyond which they are written as an exponent. */
    private static final int MOST_ZEROS = 10;

    MeasureJob() {}

    @Override
    public String verb() {
        return "measure";
    }

    @Override
    public String purpose() {
        return "Measures images by what a model learnt, as a regression or an embedding: writes measure.csv with a row of"
                + " numbers for each.";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.MEASURE);
    }

    /** Also lets classifiers pass: the probabilities of classes are numbers, too. */
    @Override
    public Model fitted(Model model) {
        return model.card().task().scored() == Scored.IMAGES ? model : Job.super.fitted(model);
    }

    @Override
    public List<JobOption> options() {
        return List.of(UNIT_LENGTH, Views.OPTION);
    }

    @Override
    public boolean writesFolder() {
        return true;
    }

    @Override
    public Measurer open(Model model, Device device) {
        return Measurer.open(model, device);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public List<String> columns(Card card) {
        return card.labels();
    }

    @Override
    public Set<String> numbers(Card card) {
        return Set.copyOf(card.labels());
    }

    @Override
    public Outcome outcome(MeasuredValues prediction, Image image, JobSettings settings) {
        boolean unit = settings.whole(UNIT_LENGTH) == 1;
        MeasuredValues measured = unit ? prediction.ofUnitLength() : prediction;
        List<Object> row =
                measured.values().stream().<Object>map(MeasureJob::exact).toList();
        List<String> headings = new ArrayList<>();
        List<Object> line = new ArrayList<>();
        if (row.size() <= MOST_COLUMNS) {
            headings.addAll(measured.names());
            measured.values().forEach(value -> line.add(String.format(Locale.ROOT, "%.5g", value)));
        } else {
            headings.addAll(List.of("numbers", "length"));
            line.addAll(List.of(row.size(), String.format(Locale.ROOT, "%.5g", measured.length())));
        }
        headings.add("seconds");
        line.add(String.format(Locale.ROOT, "%.2f", measured.seconds()));
        return new Outcome(new Findings(measured.names(), List.of(row), headings, line), Map.of());
    }

    /** As many digits as the float has: what is measured may be of any size. */
    private static BigDecimal exact(float value) {
        BigDecimal exact = new BigDecimal(Float.toString(value));
        if (exact.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal shortest = exact.stripTrailingZeros();
        boolean isPlain = shortest.scale() < 0 && shortest.scale() > -MOST_ZEROS;
        return isPlain ? shortest.setScale(0) : shortest;
    }
}
