package io.fovea.batch;

import io.fovea.task.ImagePredictor;
import io.fovea.task.Prediction;

/**
 * How many cores the run of an image takes: one, where there are images for all the others, and all cores where there are
 * not, or where the images are so large that those which go into the network at once would leave many cores idle. It depends
 * on the images and the machine alone, not on what else is in work at the time. Thread-safe.
 */
final class CoreChoice<P extends Prediction> {
    /** The share of the cores that must be busy: one core for each was measured to be 1.3 times as fast as all for each. */
    private static final double BUSY = 0.75;

    private final ImagePredictor<P> onAllCores;
    private final int files;
    private final int cores;
    private ImagePredictor<P> onOneCore;

    /**
     * For a folder.
     *
     * @param files of the share
     */
    CoreChoice(ImagePredictor<P> predictor, int files) {
        this(predictor, files, Runtime.getRuntime().availableProcessors());
    }

    /** The same on a machine with so many cores. */
    CoreChoice(ImagePredictor<P> predictor, int files, int cores) {
        this.onAllCores = predictor;
        this.files = files;
        this.cores = cores;
    }

    /**
     * Who is to be asked about an image. Blocks where the model is loaded for that.
     *
     * @param pages of its file
     */
    ImagePredictor<P> of(PagePixels image, int pages) {
        double atOnce = Math.floor(
                NetworkPixels.AT_ONCE / NetworkPixels.of(onAllCores.card().input(), image));
        boolean forAll = files - 1 + pages >= cores;
        return forAll && atOnce >= BUSY * cores ? onOneCore() : onAllCores;
    }

    private synchronized ImagePredictor<P> onOneCore() {
        if (onOneCore == null) {
            onOneCore = onAllCores.onOneCore();
        }
        return onOneCore;
    }
}
