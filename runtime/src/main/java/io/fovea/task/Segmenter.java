package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Preparation;
import io.fovea.image.PreparedImage;
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
 * <p>An image goes in resized, or at its own resolution: whole, or if it is large in tiles that overlap so far that no
 * border between them can be seen. Blocks; thread-safe. Owns native memory until closed.
 */
public final class Segmenter implements ImagePredictor<Segmentation> {
    private final ModelSession network;
    private final Preparation preparation;
    private final Passage passage;

    private Segmenter(ModelSession network, Preparation preparation, Passage passage) {
        this.network = network;
        this.preparation = preparation;
        this.passage = passage;
    }

    /**
     * Loads a segmentation model.
     *
     * @throws FoveaException if the model does not segment, or the device is not there
     */
    public static Segmenter open(Model model, Device device) {
        return open(model, device, Passage.LARGEST_WHOLE);
    }

    /** Cuts images of more than {@code largestWhole} pixels into tiles. */
    static Segmenter open(Model model, Device device, int largestWhole) {
        Jobs.SEGMENT.require(model);
        Preparation preparation = model.card().input().preparation();
        Passage passage = new Passage(model.name(), model.card().input(), largestWhole, false);
        return new Segmenter(ModelSession.open(model, device), preparation, passage);
    }

    @Override
    public Device device() {
        return network.device();
    }

    @Override
    public Segmentation predict(Image image, Monitor monitor) {
        return segment(image, monitor);
    }

    @Override
    public Card card() {
        return network.card();
    }

    /**
     * Segments an image of any size and depth; the answer has the image's size. Of values that are no numbers (NaN,
     * infinite) the least number is seen.
     *
     * @throws FoveaException if no value is a number
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Segmentation segment(Image image, Monitor monitor) {
        PreparedImage prepared = preparation.prepare(NonFinite.replaced(image));
        Workspace workspace = network.borrow();
        try {
            TileStitcher answers = new TileStitcher(card());
            passage.run(prepared, workspace, monitor, answers::add);
            return new Segmentation(
                    card().task(),
                    answers.labels(),
                    image.width(),
                    image.height(),
                    answers.maps(),
                    workspace.seconds());
        } finally {
            network.giveBack(workspace);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
