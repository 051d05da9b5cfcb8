package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import java.awt.EventQueue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.scijava.log.LogService;

/**
 * Shows on an image what a command would do, as long as its dialog stands open. The work is done in a thread of its own, one
 * at a time; what was wanted before is cancelled. In the end the image's overlay is what it was. Thread-safe.
 */
final class LivePreview {
    /** What changes again within it is not looked at. */
    private static final long PAUSE_MILLIS = 200;

    private final ImagePlus image;
    private final Overlay before;
    private final boolean hidden;
    private PreviewMonitor monitor = new PreviewMonitor();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private List<Object> values = List.of();
    private boolean isOn;

    /** What was laid on the image; null where that is as it was. */
    private Overlay shown;

    /** Of an image with a window. */
    LivePreview(ImagePlus image) {
        this.image = image;
        before = image.getOverlay();
        hidden = image.getHideOverlay();
    }

    /** Shows what a call would do, which nobody else changes. Does not block. */
    synchronized void show(CommandCall call) {
        List<Object> now = call.keys().stream().map(CommandKey::value).toList();
        if (now.equals(values)) {
            return;
        }
        values = now;
        isOn = true;
        monitor.cancel();
        PreviewMonitor mine = new PreviewMonitor();
        monitor = mine;
        CompletableFuture<Void> previous = last;
        last = Patience.begin(() -> {
            work(call, mine, previous);
            return null;
        });
    }

    private void work(CommandCall call, PreviewMonitor mine, CompletableFuture<Void> previous) {
        try {
            mine.pause(PAUSE_MILLIS);
            previous.join();
            mine.report(0, "Preview...");
            call.settle(false);
            mine.check();
            Previews.Seen seen = ((Previews) call.command()).preview(mine);
            EventQueue.invokeLater(() -> lay(seen, mine));
        } catch (CancelledException e) {
            return; // another is shown, or none
        } catch (FoveaException e) {
            EventQueue.invokeLater(() -> fail(e.getMessage(), mine));
        } catch (RuntimeException | LinkageError e) {
            Scijava.context().service(LogService.class).error(call.name(), e);
            EventQueue.invokeLater(() -> fail(e.toString(), mine));
        }
    }

    private synchronized void lay(Previews.Seen seen, PreviewMonitor mine) {
        if (mine.isCancelled()) {
            return;
        }
        Overlay all = before == null || hidden ? new Overlay() : before.duplicate();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).getProperty(OutputDisplay.MARK) != null) {
                all.remove(i); // the next run takes it away too
            }
        }
        seen.overlay().forEach(all::add);
        shown = all;
        image.setOverlay(all);
        IJ.showProgress(1.0);
        IJ.showStatus("Preview: " + seen.report());
    }

    private synchronized void fail(String sentence, PreviewMonitor mine) {
        if (!mine.isCancelled()) {
            restore();
            IJ.showProgress(1.0);
            IJ.showStatus("No preview: " + sentence);
        }
    }

    /** Shows nothing for a reason. */
    synchronized void say(String sentence) {
        if (isOn) {
            stop();
            IJ.showStatus("No preview: " + sentence);
        }
    }

    /** Shows nothing any more, until something is to be shown again. */
    synchronized void stop() {
        if (isOn) {
            isOn = false;
            end();
            IJ.showStatus("");
        }
    }

    /** Ends what is being done, and leaves the image as it was. Once the dialog is closed. */
    synchronized void end() {
        monitor.cancel();
        values = List.of();
        restore();
        IJ.showProgress(1.0);
    }

    private void restore() {
        if (shown != null && image.getOverlay() == shown) {
            image.setOverlay(before);
            image.setHideOverlay(hidden);
        }
        shown = null;
    }
}
