package io.fovea.cli;

import io.fovea.train.History;
import io.fovea.train.TrainingMonitor;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows a training: a bar for the running epoch, a line for each that is done. */
final class TrainingDisplay implements TrainingMonitor, AutoCloseable {
    private final ConsoleMonitor bar;
    private final PrintWriter err;

    TrainingDisplay(ConsoleMonitor bar, PrintWriter err) {
        this.bar = bar;
        this.err = err;
    }

    @Override
    public void stepped(int epoch, int step, int steps, double loss) {
        bar.report((double) step / steps, String.format(Locale.ROOT, "epoch %d, loss %.4f", epoch, loss));
    }

    @Override
    public void epochEnded(History.Epoch epoch, boolean best) {
        bar.close();
        err.println(String.format(
                Locale.ROOT,
                "Epoch %d: loss %.4f, accuracy %.4f; validation: loss %.4f, accuracy %.4f%s (%.0f s)",
                epoch.epoch(),
                epoch.loss(),
                epoch.accuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy(),
                best ? ", the best so far" : "",
                epoch.seconds()));
        err.flush();
    }

    @Override
    public boolean isCancelled() {
        return bar.isCancelled();
    }

    @Override
    public void close() {
        bar.close();
    }
}
