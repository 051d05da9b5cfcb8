package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.PreparedImage;
import io.fovea.image.TileSource;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.session.Cancellation;
import io.fovea.session.DeviceMemoryException;
import io.fovea.session.FloatTensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The way of images through a network that answers for every pixel: resized, or at their own resolution, whole, or if
 * they are large in tiles that overlap so far that no border between them can be seen.
 *
 * @param model its name, for messages
 * @param largestWhole pixels that go in at once
 * @param scale of the answer where tiles are put together
 * @param outputs that answer
 */
record Passage(String model, Input input, int largestWhole, Scale scale, Outputs outputs) {
    /** With the networks in use, some hundred megabytes of activations. */
    static final int LARGEST_WHOLE = 1_500_000;

    /** After which a margin is not going to be found: it depends on the size of the tiles. */
    private static final int ATTEMPTS = 4;

    /** How many pixels an answer may have, along each axis. */
    enum Scale {
        /** One for each of the image. */
        SAME,
        /** A whole number for each. */
        FINER,
        /** One for a whole number. */
        COARSER
    }

    /** Asks a network for what answers. */
    @FunctionalInterface
    interface Outputs {
        /** The one output that the card names. */
        Outputs ONE = (workspace, image, cancel) -> List.of(workspace.run(image, cancel));

        /** The outputs, one at least, which stay valid until the next run. */
        List<FloatTensor> of(Workspace workspace, FloatTensor image, Cancellation cancel);
    }

    /** An output that answers. */
    record Piece(FloatTensor output, OutputGrid grid) {}

    /**
     * What the network answers for a part of the image.
     *
     * @param pieces the outputs, of equal width and height
     * @param spacing pixels of the input for one of the answer, along each axis; 1 where there are not more
     * @param width of the whole answer, in pixels of the answer, as all that follows
     * @param across the columns of the tile, and those that it answers for, which may lie beyond the answer
     * @param down the same of the rows
     */
    record Part(List<Piece> pieces, int spacing, int width, int height, Tiling.Span across, Tiling.Span down) {
        /** How many values there are for a pixel, in all outputs. */
        int channels() {
            return pieces.stream().mapToInt(piece -> piece.grid.classes()).sum();
        }

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
            int channel = 0;
            for (Piece piece : pieces) {
                int next = channel + piece.grid.classes();
                float[][] own = pieces.size() == 1 ? into : Arrays.copyOfRange(into, channel, next);
                int x = across.from() - across.origin();
                piece.grid.read(piece.output.data(), x, y - down.origin(), columns(), own);
                channel = next;
            }
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
        List<Piece> pieces = pieces(tensor, width, height, workspace, monitor);
        OutputGrid grid = pieces.get(0).grid;
        int spacing = grid.spacing(width, height);
        if (spacing == 0 && scale == Scale.COARSER) {
            throw new FoveaException("The model '" + model + "' answers an input of " + width + "x" + height + " with "
                    + grid.width() + "x" + grid.height() + " values, which is not one for a whole number of pixels.");
        }
        parts.accept(new Part(
                pieces,
                Math.max(1, spacing),
                grid.width(),
                grid.height(),
                new Tiling.Span(0, 0, grid.width()),
                new Tiling.Span(0, 0, grid.height())));
        monitor.report(1, "whole image");
    }

    /** The same with no more pixels in a tile, where the network lets its size be chosen. */
    Passage within(int pixels) {
        return new Passage(model, input, Math.min(pixels, largestWhole), scale, outputs);
    }

    /** Takes an image through in tiles, row by row from the top; otherwise as {@link #run}. */
    void tiled(TileSource image, Workspace workspace, Monitor monitor, Consumer<Part> parts) {
        tiled(image, Band.ALL, workspace, monitor, parts);
    }

    /** The same of the tiles alone that answer for rows of a band. */
    void tiled(TileSource image, Band band, Workspace workspace, Monitor monitor, Consumer<Part> parts) {
        int margin = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int leftOut = fitting(image, band, workspace, monitor, parts, margin);
            if (leftOut == margin) {
                return;
            }
            margin = leftOut;
        }
        throw new FoveaException("The model '" + model + "' leaves out another number of pixels around its answer for"
                + " every size of tile; say with the key 'multiple' of its card of what its sizes must be multiples.");
    }

    /** In smaller tiles where the first one does not fit into the memory of the device; of one size they all fit then. */
    private int fitting(
            TileSource image, Band band, Workspace workspace, Monitor monitor, Consumer<Part> parts, int margin) {
        while (true) {
            Tiles tiles = Tiles.of(
                    input,
                    image.width() + 2 * margin,
                    image.height() + 2 * margin,
                    Math.min(largestWhole, workspace.tiles().pixels()));
            AtomicBoolean isBegun = new AtomicBoolean();
            try {
                return tiled(
                        image,
                        band,
                        tiles,
                        workspace,
                        monitor,
                        part -> {
                            isBegun.set(true);
                            parts.accept(part);
                        },
                        margin);
            } catch (DeviceMemoryException e) {
                if (isBegun.get() || !input.isFree()) {
                    throw e; // a part was passed on, or tiles have the size that the network was made for
                }
                workspace.tiles().exceededBy((long) tiles.width() * tiles.height(), e);
            }
        }
    }

    /**
     * In tiles over the image and a margin of its mirror image around it, which networks without padding leave out of
     * their answers; how wide it is, the first answer tells.
     *
     * @return the margin; another if it should be that, and nothing was passed on
     */
    private int tiled(
            TileSource image,
            Band band,
            Tiles tiles,
            Workspace workspace,
            Monitor monitor,
            Consumer<Part> parts,
            int margin) {
        int width = image.width();
        int height = image.height();
        FloatTensor tensor = workspace.input(input.shape(tiles.width(), tiles.height()));
        List<Tiling.Span> rows = tiles.down().stream()
                .filter(row -> band.touches(row.without(margin)))
                .toList();
        int count = rows.size() * tiles.across().size();
        int done = 0;
        for (Tiling.Span down : rows) {
            for (Tiling.Span across : tiles.across()) {
                int left = across.origin() - margin;
                image.fill(left, down.origin() - margin, tiles.width(), tiles.height(), tensor.data());
                List<Piece> pieces = pieces(tensor, tiles.width(), tiles.height(), workspace, monitor);
                OutputGrid grid = pieces.get(0).grid;
                int spacing = scale == Scale.COARSER ? grid.spacing(tiles.width(), tiles.height()) : 1;
                if (spacing > 1 && input.multiple() % spacing == 0) {
                    parts.accept(new Part(
                            pieces,
                            spacing,
                            -Math.floorDiv(-width, spacing),
                            -Math.floorDiv(-height, spacing),
                            across.per(spacing),
                            down.per(spacing)));
                    monitor.report((double) ++done / count, "tile " + done + " of " + count);
                    continue;
                }
                int leftOut = leftOut(grid, tiles);
                if (leftOut != margin && done == 0) {
                    return leftOut;
                }
                int times = margin > 0 ? 1 : scale(grid, tiles);
                parts.accept(new Part(
                        pieces,
                        1,
                        Math.multiplyExact(width, times),
                        Math.multiplyExact(height, times),
                        across.without(margin).times(times),
                        down.without(margin).times(times)));
                monitor.report((double) ++done / count, "tile " + done + " of " + count);
            }
        }
        return margin;
    }

    /** By how many pixels an answer is narrower than the tile at each side, the same along both axes; 0 where it is not. */
    private int leftOut(OutputGrid grid, Tiles tiles) {
        int across = tiles.width() - grid.width();
        boolean narrower = across > 0 && across % 2 == 0 && across == tiles.height() - grid.height();
        return narrower && across / 2 <= input.halo() ? across / 2 : 0;
    }

    private int scale(OutputGrid grid, Tiles tiles) {
        int times = scale == Scale.FINER ? Math.max(1, grid.width() / tiles.width()) : 1;
        if (grid.width() != (long) times * tiles.width() || grid.height() != (long) times * tiles.height()) {
            throw new FoveaException("The model '" + model + "' answers a tile of " + tiles.width() + "x"
                    + tiles.height() + " with " + grid.width() + "x" + grid.height()
                    + " pixels; a model whose card says 'tile' must answer in the size it is given"
                    + switch (scale) {
                        case SAME -> ".";
                        case FINER -> ", or a whole number of times that.";
                        case COARSER ->
                            ", or by one value for a whole number of pixels that the key 'multiple' of its card is a"
                                    + " multiple of.";
                    });
        }
        return times;
    }

    private List<Piece> pieces(FloatTensor image, int width, int height, Workspace workspace, Monitor monitor) {
        List<Piece> pieces = outputs.of(workspace, image, monitor).stream()
                .map(output -> new Piece(output, OutputGrid.of(output.shape(), input.layout(), width, height)))
                .toList();
        OutputGrid first = pieces.get(0).grid;
        for (Piece piece : pieces) {
            if (piece.grid.width() != first.width() || piece.grid.height() != first.height()) {
                throw new FoveaException(
                        "The outputs of '" + model + "' that say which objects there are differ in size: "
                                + first.width() + "x" + first.height() + " and " + piece.grid.width() + "x"
                                + piece.grid.height() + ".");
            }
        }
        return pieces;
    }
}
