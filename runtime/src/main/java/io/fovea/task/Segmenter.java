package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;

/**
 * Says of every pixel what it shows.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(ModelLibrary.find("nuclei-trimap"), Device.AUTO)) {
 *     Segmentation result = segmenter.segment(Image.read(file), Monitor.NONE);
 *     LabelMap nuclei = result.instances(20);
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class Segmenter implements AutoCloseable {

    /**
     * Loads a segmentation model.
     *
     * @throws FoveaException if the model does not segment, or the device is not there
     */
    public static Segmenter open(Model model, Device device) {
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
     * Segments an image of any size and depth; the answer has the image's size.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Segmentation segment(Image image, Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
