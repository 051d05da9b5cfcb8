package io.fovea.imagej;

import ij.IJ;
import io.fovea.task.Monitor;

/** Shows progress in ImageJ's status bar and cancels when the user presses Escape. */
public final class EscapeMonitor implements Monitor {
    private final int steps;
    private int step;

    /** Follows work in as many equal steps. */
    public EscapeMonitor(int steps) {
        this.steps = steps;
        // In a macro an Escape of a moment ago was meant for the macro, which ImageJ may not have ended yet.
        if (!IJ.isMacro()) {
            IJ.resetEscape();
        }
    }

    /** Goes on to the next step. */
    public void next() {
        step++;
    }

    @Override
    public void report(double fraction, String message) {
        IJ.showStatus(message);
        IJ.showProgress((step + fraction) / steps);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
