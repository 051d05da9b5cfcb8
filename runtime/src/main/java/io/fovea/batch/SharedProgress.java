package io.fovea.batch;

import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes one progress of that of many pages that are in work at once, and cancels them together. Thread-safe. */
final class SharedProgress {
    private final Monitor whole;
    private final int files;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Part> parts = new ArrayList<>();
    private double finished;

    /** Of so many files, told to {@code whole} by one thread at a time. */
    SharedProgress(Monitor whole, int files) {
        this.whole = whole;
        this.files = files;
    }

    /** Ends what is in work, and lets nothing begin. */
    void stop() {
        stopped.set(true);
    }

    /** @throws CancelledException if this is stopped, or cancelled by whoever follows it */
    void check() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /**
     * Follows the work on a page.
     *
     * @param name told with what is reported
     * @param share of the page in its file, 0..1
     */
    synchronized Part begin(String name, double share) {
        Part part = new Part(name, share);
        parts.add(part);
        return part;
    }

    /** Follows work that is no share of a page, such as what is made of all pages of a file together. */
    Monitor beside(String name) {
        return Monitor.of(
                (fraction, message) -> {
                    synchronized (this) {
                        tell(name + ", " + message);
                    }
                },
                this::isCancelled);
    }

    /** Counts a file, or the share of one, that takes no work, or no more. */
    synchronized void finish(double share, String name) {
        finished += share;
        tell(name);
    }

    private boolean isCancelled() {
        return stopped.get() || whole.isCancelled();
    }

    private void tell(String message) {
        double inWork =
                parts.stream().mapToDouble(part -> part.share * part.fraction).sum();
        whole.report(Math.min(1, (finished + inWork) / files), message);
    }

    /** The work on a page. */
    final class Part implements Monitor {
        private final String name;
        private final double share;
        private double fraction;

        private Part(String name, double share) {
            this.name = name;
            this.share = share;
        }

        @Override
        public void report(double done, String message) {
            synchronized (SharedProgress.this) {
                fraction = Math.max(fraction, Math.min(1, done));
                tell(name + ", " + message);
            }
        }

        @Override
        public boolean isCancelled() {
            return SharedProgress.this.isCancelled();
        }

        /** Ends the work, however it went. */
        void end() {
            synchronized (SharedProgress.this) {
                parts.remove(this);
                finish(share, name);
            }
        }
    }
}
