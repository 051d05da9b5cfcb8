package io.fovea.train.report;

import io.fovea.FoveaException;
import io.fovea.fit.History;
import io.fovea.fit.TrainingMonitor;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.TrainingOptions;
import io.fovea.report.Letters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps the history beside a model, its curves and the report up to date after every epoch, so that one can look, and has
 * them however the training ends.
 */
final class HistoryFiles implements TrainingMonitor {

    private final TrainingFiles files;
    private final TrainingOptions options;
    private final String name;
    private final TrainingReport report;
    private final TrainingMonitor next;

    /**
     * Files beside the model {@code output}.
     *
     * @param recipe what is trained
     * @param report is kept up to date as well
     * @param next is told everything too, after the files are written
     */
    HistoryFiles(Path output, Recipe recipe, TrainingReport report, TrainingMonitor next) {
        this.files = new TrainingFiles(output);
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
            history.write(files.history());
            if (Letters.areDrawableFor("Curves as pictures are")) {
                HistoryPlot.of(history, options.monitor(), name).write(files.curves());
            }
            report.writeSoFar(history);
        } catch (IOException e) {
            throw new FoveaException(
                    "The history beside '" + files.model() + "' cannot be written: " + e.getMessage() + ".", e);
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
    public boolean isEnough() {
        return next.isEnough();
    }

    @Override
    public boolean isCancelled() {
        return next.isCancelled();
    }
}
