package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.PreparedImage;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;
import java.util.function.Consumer;

/**
 * The way of images through a network that answers for every pixel: resized, or at their own resolution, whole, or if
 * they are large in tiles that overlap so far that no border between them can be seen.
 *
 * @param model its name, for messages
 * @param largestWhole pixels that go in at once
 * @param enlarges whether the answer may have a whole number of pixels for each pixel, along each axis, where tiles are
 *     put together
 */
record Passage(String model, Input input, int largestWhole, boolean enlarges) {
    /** With the networks in use, some hundred megabytes of activations. */
    static final int LARGEST_WHOLE = 1_500_000;

    /**
     * What the network answers for a part of the image.
     *
     * @param width of the whole answer, in pixels of the answer, as all that follows
     * @param across the columns of the tile, and those that it answers for, which may lie beyond the answer
     * @param down the same of the rows
     */
    record Part(FloatTensor output, OutputGrid grid, int width, int height, Tiling.Span across, Tiling.Span down) {
        /** How many columns of the answer this one is for. */
        int columns() {
            return Math.max(0, Math.min(across.to(), width) - across.from());
        }

        /** Behind the last row of the answer that this one is for. */
        int lastRow() {
            return Math.min(down.to(), height);
        }

        /** Reads the columns that this one is for of a row of the answer, by channel. */
        void read(int y, float[][] into) {
            grid.read(output.data(), across.from() - across.origin(), y - down.origin(), columns(), into);
        }
    }

    /** Takes an image through; {@code parts} must use each part before it returns. */
    void run(PreparedImage image, Workspace workspace, Monitor monitor, Consumer<Part> parts) {
        if (input.fit() == Fit.TILE) {
            tiled(image, workspace, monitor, parts);
        } else {
            resized(image, workspace, monitor, parts);
        }
    }

    private void resized(PreparedImage image, Workspace workspace, Monitor monitor, Consumer<Part> parts) {
        int width = input.widthFor(image.image().width());
        int height = input.heightFor(image.image().height());
        FloatTensor tensor = workspace.input(input.shape(width, height));
        image.fillResized(width, height, tensor.data());
        FloatTensor output = workspace.run(tensor, monitor);
        OutputGrid grid = OutputGrid.of(output.shape(), input.layout(), width, height);
        parts.accept(new Part(
                output,
                grid,
                grid.width(),
                grid.height(),
                new Tiling.Span(0, 0, grid.width()),
                new Tiling.Span(0, 0, grid.height())));
        monitor.report(1, "whole image");
    }

    private void tiled(PreparedImage image, Workspace workspace, Monitor monitor, Consumer<Part> parts) {
        int width = image.image().width();
        int height = image.image().height();
        Tiles tiles = Tiles.of(input, width, height, largestWhole);
        FloatTensor tensor = workspace.input(input.shape(tiles.width(), tiles.height()));
        int done = 0;
        for (Tiling.Span down : tiles.down()) {
            for (Tiling.Span across : tiles.across()) {
                image.fill(across.origin(), down.origin(), tiles.width(), tiles.height(), tensor.data());
                FloatTensor output = workspace.run(tensor, monitor);
                OutputGrid grid = OutputGrid.of(output.shape(), input.layout(), tiles.width(), tiles.height());
                int scale = scale(grid, tiles);
                parts.accept(new Part(
                        output,
                        grid,
                        Math.multiplyExact(width, scale),
                        Math.multiplyExact(height, scale),
                        across.times(scale),
                        down.times(scale)));
                monitor.report((double) ++done / tiles.count(), "tile " + done + " of " + tiles.count());
            }
        }
    }

    private int scale(OutputGrid grid, Tiles tiles) {
        int scale = enlarges ? Math.max(1, grid.width() / tiles.width()) : 1;
        if (grid.width() != (long) scale * tiles.width() || grid.height() != (long) scale * tiles.height()) {
            throw new FoveaException("The model '" + model + "' answers a tile of " + tiles.width() + "x"
                    + tiles.height() + " with " + grid.width() + "x" + grid.height()
                    + " pixels; a model whose card says 'tile' must answer in the size it is given"
                    + (enlarges ? ", or a whole number of times that." : "."));
        }
        return scale;
    }
}
