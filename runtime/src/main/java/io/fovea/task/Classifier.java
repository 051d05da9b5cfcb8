package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;

/**
 * Says what an image shows.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(ModelLibrary.find("digits"), Device.AUTO)) {
 *     Classification result = classifier.classify(Image.read(file), Cancellation.NONE);
 *     System.out.println(result.best().label());
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class Classifier implements AutoCloseable {

    /**
     * Loads a classification model.
     *
     * @throws FoveaException if the model is not a classifier, or the device is not there
     */
    public static Classifier open(Model model, Device device) {
        throw new UnsupportedOperationException();
    }

    /** The device really used. */
    public Device device() {
        throw new UnsupportedOperationException();
    }

    public Card card() {
        throw new UnsupportedOperationException();
    }

    /**
     * Classifies an image of any size and depth.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Classification classify(Image image, Cancellation cancel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
