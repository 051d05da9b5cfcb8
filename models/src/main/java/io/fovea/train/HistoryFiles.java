package io.fovea.train;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Keeps {@code history.csv} and {@code history.png} beside a model up to date after every epoch, so that one can look. */
final class HistoryFiles implements TrainingMonitor {

    private final Path output;
    private final String name;
    private final TrainingMonitor next;
    private final History history = new History();

    /**
     * Files beside {@code output}.
     *
     * @param name of what is trained
     * @param next is told everything too, after the files are written
     */
    HistoryFiles(Path output, String name, TrainingMonitor next) {
        this.output = output;
        this.name = name;
        this.next = next;
    }

    /** Every epoch so far, also those before a resumption. */
    History history() {
        return history;
    }

    @Override
    public void started(List<History.Epoch> before, int epochs) {
        before.forEach(history::add);
        next.started(before, epochs);
    }

    @Override
    public void stepped(int epoch, int step, int steps, double loss) {
        next.stepped(epoch, step, steps, loss);
    }

    @Override
    public void epochEnded(History.Epoch epoch, boolean best) {
        history.add(epoch);
        try {
            history.write(output.resolveSibling("history.csv"));
            HistoryPlot.of(history.epochs(), name).write(output.resolveSibling("history.png"));
        } catch (IOException e) {
            throw new FoveaException(
                    "The history beside '" + output + "' cannot be written: " + e.getMessage() + ".", e);
        }
        next.epochEnded(epoch, best);
    }

    @Override
    public boolean isCancelled() {
        return next.isCancelled();
    }
}
