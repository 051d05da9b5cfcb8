package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.session.Device;

/**
 * A model that is open to be asked about images.
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public interface ImagePredictor<P extends Prediction> extends AutoCloseable {
    /**
     * Asks about an image of any size and depth. Of values that are no numbers (NaN, infinite) the least number is seen.
     *
     * @throws io.fovea.FoveaException if no value is a number
     * @throws io.fovea.session.CancelledException if cancelled
     */
    P predict(Image image, Monitor monitor);

    /**
     * Asks about an image that is brought to another scale before it goes in; whoever has no use for that looks at it as it is.
     *
     * @throws io.fovea.FoveaException as of {@link #predict(Image, Monitor)}, or if that cannot be done
     * @throws io.fovea.session.CancelledException if cancelled
     */
    default P predict(Image image, ScaleChoice how, Monitor monitor) {
        return predict(image, monitor);
    }

    /**
     * The same, which looks at each image in several ways and puts the answers together. It is closed with this one.
     *
     * @throws io.fovea.FoveaException if that makes no sense of the model
     */
    default ImagePredictor<P> seeing(Views views) {
        if (!views.isOne()) {
            throw new FoveaException("What '" + card().name()
                    + "' says cannot be put together from several views; leave" + " augment out.");
        }
        return this;
    }

    /**
     * The same for who asks about as many images at once as there are cores: each then takes one. It is closed with this one,
     * and gives the same answers. Blocks while the model is loaded for that, the first time.
     */
    default ImagePredictor<P> onOneCore() {
        return this;
    }

    /** What the model means. */
    Card card();

    /** What tells the network from every other: see {@link io.fovea.model.Model#fingerprint}. Blocks on the disk. */
    String fingerprint();

    /** The device really used. */
    Device device();

    @Override
    void close();
}
