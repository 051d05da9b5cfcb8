package io.fovea.train;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps {@code history.csv}, {@code history.png} and the report beside a model up to date after every epoch, so that one
 * can look, and has them however the training ends.
 */
final class HistoryFiles implements TrainingMonitor {

    private final Path output;
    private final TrainingOptions options;
    private final String name;
    private final TrainingReport report;
    private final TrainingMonitor next;

    /**
     * Files beside {@code output}.
     *
     * @param recipe what is trained
     * @param report is kept up to date as well
     * @param next is told everything too, after the files are written
     */
    HistoryFiles(Path output, Recipe recipe, TrainingReport report, TrainingMonitor next) {
        this.output = output;
        this.options = recipe.training();
        this.name = recipe.name();
        this.report = report;
        this.next = next;
    }

    @Override
    public void began(int epoch, int epochs) {
        next.began(epoch, epochs);
    }

    @Override
    public void estimated(Duration left) {
        next.estimated(left);
    }

    @Override
    public void stepped(int epoch, int step, int steps, double loss) {
        next.stepped(epoch, step, steps, loss);
    }

    @Override
    public void progressed(History history) {
        try {
            history.write(output.resolveSibling("history.csv"));
            HistoryPlot.of(history, options.monitor(), name).write(output.resolveSibling("history.png"));
            report.writeSoFar(history);
        } catch (IOException e) {
            throw new FoveaException(
                    "The history beside '" + output + "' cannot be written: " + e.getMessage() + ".", e);
        }
        next.progressed(history);
    }

    @Override
    public void epochEnded(History.Epoch epoch, boolean best) {
        next.epochEnded(epoch, best);
    }

    @Override
    public void ended(String reason) {
        next.ended(reason);
    }

    @Override
    public boolean isCancelled() {
        return next.isCancelled();
    }
}
