package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Preparation;
import io.fovea.image.PreparedImage;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import java.util.List;

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
    /** Pixels that go in at once: with the networks in use, some hundred megabytes of activations. */
    private static final int LARGEST_WHOLE = 1_500_000;

    private final Network network;
    private final Preparation preparation;
    private final int largestWhole;

    private Segmenter(Network network, Preparation preparation, int largestWhole) {
        this.network = network;
        this.preparation = preparation;
        this.largestWhole = largestWhole;
    }

    /**
     * Loads a segmentation model.
     *
     * @throws FoveaException if the model does not segment, or the device is not there
     */
    public static Segmenter open(Model model, Device device) {
        return open(model, device, LARGEST_WHOLE);
    }

    /** Cuts images of more than {@code largestWhole} pixels into tiles. */
    static Segmenter open(Model model, Device device, int largestWhole) {
        Jobs.SEGMENT.require(model);
        Preparation preparation = model.card().input().preparation();
        return new Segmenter(Network.open(model, device), preparation, largestWhole);
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
            Answers answers = card().input().fit() == Fit.TILE
                    ? tiled(prepared, workspace, monitor)
                    : resized(prepared, workspace, monitor);
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

    private Answers resized(PreparedImage image, Workspace workspace, Monitor monitor) {
        Input input = card().input();
        int width = input.widthFor(image.image().width());
        int height = input.heightFor(image.image().height());
        FloatTensor tensor = workspace.input(input.shape(width, height));
        image.fillResized(width, height, tensor.data());
        FloatTensor output = workspace.run(tensor, monitor);
        OutputGrid grid = OutputGrid.of(output.shape(), input.layout(), width, height);
        Answers answers = new Answers(card(), grid.width(), grid.height());
        answers.add(output, grid, new Tiling.Span(0, 0, grid.width()), new Tiling.Span(0, 0, grid.height()));
        monitor.report(1, "whole image");
        return answers;
    }

    private Answers tiled(PreparedImage image, Workspace workspace, Monitor monitor) {
        Input input = card().input();
        Tiles tiles = Tiles.of(input, image.image().width(), image.image().height(), largestWhole);
        Answers answers =
                new Answers(card(), image.image().width(), image.image().height());
        FloatTensor tensor = workspace.input(input.shape(tiles.width(), tiles.height()));
        List<Tiling.Span> across = tiles.across();
        int done = 0;
        for (Tiling.Span down : tiles.down()) {
            for (Tiling.Span column : across) {
                image.fill(column.origin(), down.origin(), tiles.width(), tiles.height(), tensor.data());
                FloatTensor output = workspace.run(tensor, monitor);
                OutputGrid grid = OutputGrid.of(output.shape(), input.layout(), tiles.width(), tiles.height());
                requireFullResolution(grid, tiles);
                answers.add(output, grid, column, down);
                monitor.report((double) ++done / tiles.count(), "tile " + done + " of " + tiles.count());
            }
        }
        return answers;
    }

    private void requireFullResolution(OutputGrid grid, Tiles tiles) {
        if (grid.width() != tiles.width() || grid.height() != tiles.height()) {
            throw new FoveaException("The model '" + card().name() + "' answers a tile of " + tiles.width() + "x"
                    + tiles.height() + " with " + grid.width() + "x" + grid.height()
                    + " pixels; a model whose card says 'tile' must answer in the size it is given.");
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
