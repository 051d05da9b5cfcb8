package io.fovea.imagej;

import ij.IJ;
import io.fovea.task.Monitor;
import java.util.function.Supplier;

/** Shows progress in ImageJ's status bar and cancels when the user presses Escape. */
public class EscapeMonitor implements Monitor {
    private static final double LEAST_SECONDS = 3;

    private final int steps;
    private int step = -1;
    private String doing = "";
    private long begun;

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
    public final void next(String what) {
        check();
        step++;
        begun = step == 0 ? System.nanoTime() : begun;
        doing = what + left();
        report(0, "");
    }

    /** How long the rest takes if it goes on like that, where that is long enough to be of interest. */
    private String left() {
        double seconds = step == 0 ? 0 : (System.nanoTime() - begun) / 1e9 / step * (steps - step);
        return seconds < LEAST_SECONDS ? "" : ", " + PlanePace.about(seconds) + " left";
    }

    /**
     * Does work that cannot be cancelled, and does not wait for its end once the user presses Escape. Blocks.
     *
     * @param work that changes nothing which others see
     * @throws io.fovea.session.CancelledException if the user has pressed Escape
     */
    final <T> T await(Supplier<T> work) {
        return Patience.await(Patience.begin(work), this);
    }

    /** Whether what there is to note is read by anybody. */
    boolean isHeard() {
        return true;
    }

    /** Says in the log what is to be known of the work when it is done. */
    final void note(String sentence) {
        if (isHeard()) {
            IJ.log(sentence);
        }
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
