package io.fovea.cli;

import io.fovea.data.Survey;
import io.fovea.fit.History;
import io.fovea.fit.TrainingMonitor;
import io.fovea.report.Durations;
import io.fovea.session.Device;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Shows a training: a bar for the running epoch with the time left for all, a line for each that is done.
 * Thread-safe: files that are left out are told by the threads that read them.
 */
final class TrainingDisplay implements TrainingMonitor, AutoCloseable {
    private final ConsoleMonitor bar;
    private final PrintWriter err;
    private final Device device;
    private final Consumer<History> curves;
    private final BooleanSupplier enough;
    private int epochs;
    private int best;
    private int leftOut;
    private Duration left = Duration.ZERO;

    /**
     * A display.
     *
     * @param device that is really trained on
     * @param curves is shown the history after every epoch
     * @param enough whether the user has asked for an end after the running epoch
     */
    TrainingDisplay(
            ConsoleMonitor bar, PrintWriter err, Device device, Consumer<History> curves, BooleanSupplier enough) {
        this.bar = bar;
        this.err = err;
        this.device = device;
        this.curves = curves;
        this.enough = enough;
    }

    @Override
    public synchronized void began(int epoch, int epochs) {
        this.epochs = epochs;
        say("Training on " + device + ".");
        if (epoch > 1) {
            say("Resuming after epoch " + (epoch - 1) + " of " + epochs + ".");
        }
    }

    @Override
    public synchronized void looked(int done, int of) {
        bar.report((double) done / of, "looking at the data");
    }

    @Override
    public synchronized void surveyed(Survey survey) {
        say(SurveyText.of(survey).stripTrailing());
    }

    @Override
    public synchronized void prepared(int done, int of) {
        bar.report((double) done / of, "features");
        if (done == of) {
            bar.close();
        }
    }

    @Override
    public synchronized void labelled(int done, int of) {
        bar.report((double) done / of, "labelling by the teacher");
        if (done == of) {
            bar.close();
        }
    }

    @Override
    public synchronized void skipped(String sentence) {
        leftOut++;
        say("Left out: " + sentence);
    }

    @Override
    public void noted(String sentence) {
        say(sentence);
    }

    @Override
    public synchronized void estimated(Duration left) {
        this.left = left;
    }

    @Override
    public synchronized void stepped(int epoch, int step, int steps, double loss) {
        bar.report(
                (double) step / steps,
                String.format(
                        Locale.ROOT, "epoch %d/%d, loss %.4f, %s left", epoch, epochs, loss, Durations.words(left)));
    }

    @Override
    public void progressed(History history) {
        curves.accept(history);
    }

    @Override
    public synchronized void epochEnded(History.Epoch epoch, boolean isBest) {
        best = isBest ? epoch.epoch() : best;
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "Epoch %d/%d: loss %.4f, accuracy %.4f; validation: loss %.4f, accuracy %.4f",
                epoch.epoch(),
                epochs,
                epoch.loss(),
                epoch.accuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy()));
        for (Map.Entry<String, Double> metric : epoch.metrics().entrySet()) {
            String name = metric.getKey().replaceFirst("^val_", "").replace('_', ' ');
            line.append(String.format(Locale.ROOT, ", %s %.4f", name, metric.getValue()));
        }
        line.append(isBest ? "; the best so far" : best > 0 ? "; best: epoch " + best : "");
        say(line + " (" + Durations.words(epoch.seconds()) + ")");
    }

    @Override
    public void ended(String reason) {
        say(reason);
    }

    private synchronized void say(String line) {
        bar.close();
        err.println(line);
        err.flush();
    }

    @Override
    public boolean isEnough() {
        return enough.getAsBoolean();
    }

    @Override
    public boolean isCancelled() {
        return bar.isCancelled();
    }

    @Override
    public synchronized void close() {
        bar.close();
        if (leftOut > 0) {
            say("Left out " + leftOut + (leftOut == 1 ? " file." : " files."));
        }
    }
}
