package io.fovea.imagej;

import ij.IJ;
import io.fovea.task.Monitor;
import java.util.function.Supplier;

/** Shows progress in ImageJ's status bar and cancels when the user presses Escape. */
public final class EscapeMonitor implements Monitor {
    private final int steps;
    private int step = -1;
    private String doing = "";

    /** Follows work in as many equal steps. */
    public EscapeMonitor(int steps) {
        this.steps = steps;
        // In a macro an Escape of a moment ago was meant for the macro, which ImageJ may not have ended yet.
        if (!IJ.isMacro()) {
            IJ.resetEscape();
        }
    }

    /**
     * Begins the next step.
     *
     * @param what is done in it, which is said before all that is reported of it
     * @throws io.fovea.session.CancelledException if the user has pressed Escape
     */
    public void next(String what) {
        check();
        step++;
        doing = what;
        report(0, "");
    }

    /**
     * Does work that cannot be cancelled, and does not wait for its end once the user presses Escape. Blocks.
     *
     * @param work that changes nothing which others see
     * @throws io.fovea.session.CancelledException if the user has pressed Escape
     */
    <T> T await(Supplier<T> work) {
        return Patience.await(Patience.begin(work), this);
    }

    @Override
    public void report(double fraction, String message) {
        IJ.showStatus(doing + (doing.isEmpty() || message.isEmpty() ? "" : ": ") + message);
        IJ.showProgress((Math.max(step, 0) + fraction) / steps);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
