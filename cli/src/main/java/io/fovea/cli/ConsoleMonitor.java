package io.fovea.cli;

import io.fovea.session.Cancellation;
import io.fovea.task.Monitor;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress as a bar on stderr where that is a terminal. Not thread-safe; close it before writing results. */
final class ConsoleMonitor implements Monitor, AutoCloseable {
    private static final int STEPS = 1000;

    private final Cancellation cancellation;
    private final PrintWriter err;
    private final boolean visible = isTerminal();
    private ProgressBar bar;

    ConsoleMonitor(Cancellation cancellation, PrintWriter err) {
        this.cancellation = cancellation;
        this.err = err;
    }

    /** The launcher knows; where there is none, a console means that nothing is redirected. */
    private static boolean isTerminal() {
        String told = System.getProperty("fovea.terminal");
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }

    @Override
    public void report(double fraction, String message) {
        if (!visible) {
            return;
        }
        if (bar == null) {
            err.flush();
            bar = new ProgressBarBuilder()
                    .setInitialMax(STEPS)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .hideEta()
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.setExtraMessage(" " + message);
        bar.stepTo(Math.round(STEPS * fraction));
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
