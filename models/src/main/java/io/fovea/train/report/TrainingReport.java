package io.fovea.train.report;

import io.fovea.data.Batches;
import io.fovea.data.Splits;
import io.fovea.data.Survey;
import io.fovea.fit.History;
import io.fovea.fit.Trainer;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.layers.Summary;
import io.fovea.page.Html;
import io.fovea.page.Page;
import io.fovea.page.Table;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.report.Fingerprint;
import io.fovea.score.Evaluation;
import io.fovea.score.HeldOut;
import io.fovea.torch.TorchDevice;
import io.fovea.transfer.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The page beside a model: all that a reader needs to judge a training, and to repeat it.
 */
public final class TrainingReport {

    private final Recipe recipe;
    private final Path data;
    private final Splits splits;
    private final Path output;
    private final Set<String> skipped = new LinkedHashSet<>();
    private TorchDevice placement = TorchDevice.CPU;
    private String ending = "";
    private String own = "";
    private Optional<Survey> survey = Optional.empty();
    private Optional<Fingerprint> fingerprint = Optional.empty();
    private String calibrated = "";
    private final String split;

    /**
     * The report of a training.
     *
     * @param recipe what is trained
     * @param data the folder that its paths begin in
     * @param splits the examples
     * @param output the model's file
     */
    public TrainingReport(Recipe recipe, Path data, Splits splits, Path output) {
        this.recipe = recipe;
        this.data = data;
        this.splits = splits;
        this.output = output;
        this.split = RecipeData.splitName(recipe, data);
    }

    /** Says that was trained in {@code place}; on the CPU where this is not called. */
    public TrainingReport on(TorchDevice place) {
        placement = place;
        return this;
    }

    /** Says what a Java program gave the training of its own, in words; nothing of it where these are empty. */
    public TrainingReport own(String words) {
        own = words;
        return this;
    }

    /** Says what the data was found to be; nothing of it where this is not called. */
    public TrainingReport surveyed(Survey found) {
        survey = Optional.of(found);
        skipped.addAll(found.leftOut());
        return this;
    }

    /** Says which data it was; nothing of it where this is not called. */
    public TrainingReport identified(Optional<Fingerprint> files) {
        fingerprint = files;
        return this;
    }

    /** Says what was measured of how far the model can be believed; nothing of it where the words are empty. */
    public TrainingReport calibrated(String words) {
        calibrated = words;
        return this;
    }

    /** Says why the training ended, a sentence; nothing of it where this is not called. */
    TrainingReport ended(String why) {
        ending = why;
        return this;
    }

    /**
     * Writes the report of a finished training; blocks.
     *
     * @param held what the model was measured on
     * @param evaluation what the held-out examples say
     * @param answers what the model answered to them
     */
    public void write(History history, HeldOut held, Evaluation evaluation, AnswerPage answers) throws IOException {
        Page page = page();
        page.add(Headline.toHtml(evaluation) + unseen(evaluation) + command());
        page.add("The model", facts(held.model().graph()).toHtml());
        page.add("How it learnt", charts(history));
        skipped.addAll(held.skipped().sentences());
        page.add("On held-out images", answers.scores());
        if (!calibrated.isEmpty()) {
            page.add("How far to believe it", believed(evaluation));
        }
        page.add("Held-out images beside the truth", answers.samples());
        finish(page, history);
    }

    /**
     * Trains, with the history and its curves kept up to date. Where the training is cancelled, the report says how far it
     * came.
     */
    public History during(Trainer trainer, Batches training, Batches validation, TrainingMonitor monitor)
            throws IOException {
        try {
            History history = trainer.fit(training, validation, new HistoryFiles(output, recipe, this, monitor));
            note(training, validation);
            ended(trainer.ending());
            return history;
        } catch (CancellationException e) {
            note(training, validation);
            writeUnfinished(trainer.history());
            throw e;
        }
    }

    private void note(Batches training, Batches validation) {
        skipped.addAll(training.skipped().sentences());
        skipped.addAll(validation.skipped().sentences());
    }

    /** What there is to say after a cancellation. */
    void writeUnfinished(History history) throws IOException {
        int epochs = history.epochs().size();
        write(
                history,
                "This training was cancelled: it was stopped after " + epochs + " of "
                        + recipe.training().epochs() + " epochs. No model was written; "
                        + (epochs == 0 ? "nothing was kept" : "the checkpoint beside this report lets it go on") + ".");
    }

    /** What there is to say between two epochs; all that stays where the process ends without a word. */
    void writeSoFar(History history) throws IOException {
        write(
                history,
                "This training has not ended: " + history.epochs().size() + " of "
                        + recipe.training().epochs()
                        + " epochs are done. If it runs no longer, the checkpoint beside this report lets it go on.");
    }

    /** Without a model; quick, so the data is not read again. */
    private void write(History history, String warning) throws IOException {
        Page page = page();
        page.add("<p class=\"warning\">" + warning + "</p>\n");
        page.add("How it learnt", charts(history));
        finish(page, history);
    }

    private String charts(History history) {
        return (ending.isEmpty() ? "" : Html.paragraph(ending))
                + new HistoryCharts(history, recipe.training().monitor(), recipe.classes()).toHtml();
    }

    private Page page() {
        String date = LocalDate.now().format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK));
        Page page = new Page(recipe.name(), "Training report, " + date);
        if (!recipe.description().isBlank()) {
            page.add("<p class=\"lead\">" + Html.escaped(recipe.description()) + "</p>\n");
        }
        return page;
    }

    private void finish(Page page, History history) throws IOException {
        page.add(
                "Data",
                TrainingRecord.data(recipe, split, splits, skipped, fingerprint).toHtml()
                        + survey.map(TrainingRecord::survey).orElse(""));
        page.add("Recipe", Html.listing(TrainingRecord.readable(recipe)));
        page.add("Made with", TrainingRecord.making(recipe, history, placement).toHtml());
        page.write(new TrainingFiles(output).report());
    }

    /** What validation said, and whether held-out images agree. */
    private String believed(Evaluation evaluation) {
        Table table = Table.ofNumbers("", List.of("on held-out images"));
        evaluation.metrics().forEach((name, value) -> {
            if (name.startsWith("calibration_error") || name.startsWith("object_score") || name.startsWith("count_")) {
                table.row(name.replace('_', ' '), String.format(Locale.ROOT, "%.4f", value));
            }
        });
        return Html.paragraph(calibrated) + table.toHtml();
    }

    private static String unseen(Evaluation evaluation) {
        return evaluation.unseen().isEmpty()
                ? ""
                : Html.paragraph("None of the held-out images shows " + String.join(", ", evaluation.unseen())
                        + "; the scores say nothing of that.");
    }

    private String command() {
        return "<p class=\"note\">Measured as a user runs the model: the written file, whole images, ONNX Runtime."
                + " To repeat it:</p>\n"
                + Html.listing(
                        "./fovea evaluate --model " + quoted(output) + " --data " + quoted(data) + " --split test");
    }

    private static String quoted(Path path) {
        String words = path.toString();
        return words.matches("[\\w./\\\\:~-]+") ? words : '"' + words + '"';
    }

    private Table facts(Graph graph) throws IOException {
        Table table = Table.ofWords("");
        recipe.architecture().ifPresent(name -> table.row("Architecture", name));
        if (recipe.base().isPresent()) {
            BaseSpec base = recipe.requireBase();
            String mode = base.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
            String license = graph.metadata().getOrDefault(Transfer.BASE_LICENSE_KEY, "");
            table.row("Base", base.model() + ", " + mode + (license.isEmpty() ? "" : "; license " + license));
        }
        if (!own.isEmpty()) {
            table.row("Of a Java program", own + ", of which the recipe does not tell");
        }
        table.row("Task", recipe.task().word());
        table.row("Classes", recipe.labels().size() + ": " + String.join(", ", recipe.labels()));
        if (!recipe.license().isEmpty()) {
            table.row("License", recipe.license());
        }
        table.row("Input", TrainingRecord.input(recipe.input()));
        table.row(
                "Parameters",
                String.format(Locale.ROOT, "%,d", Summary.of(graph).parameters()));
        table.row("File", output.getFileName() + ", " + TrainingRecord.bytes(Files.size(output)));
        return table;
    }
}
