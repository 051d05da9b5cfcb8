package io.fovea.batch;

import io.fovea.task.ImagePredictor;
import io.fovea.task.Prediction;

/**
 * How many cores the run of an image takes: one, where there are images for all the others, and all cores where there are
 * not, or where the images are so large that no more than a few go into the network at once. It depends on the images and the
 * machine alone, not on what else is in work at the time. Thread-safe.
 */
final class CoreChoice<P extends Prediction> {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final ImagePredictor<P> onAllCores;
    private final int files;
    private ImagePredictor<P> onOneCore;

    /**
     * For a folder.
     *
     * @param files that there are, of all shares
     */
    CoreChoice(ImagePredictor<P> predictor, int files) {
        this.onAllCores = predictor;
        this.files = files;
    }

    /**
     * Who is to be asked about an image. Blocks where the model is loaded for that.
     *
     * @param pages of its file
     */
    ImagePredictor<P> of(PagePixels image, int pages) {
        double most = NetworkPixels.AT_ONCE / CORES;
        boolean forAll = files - 1 + pages >= CORES;
        return forAll && NetworkPixels.of(onAllCores.card().input(), image) <= most ? onOneCore() : onAllCores;
    }

    private synchronized ImagePredictor<P> onOneCore() {
        if (onOneCore == null) {
            onOneCore = onAllCores.onOneCore();
        }
        return onOneCore;
    }
}
