package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.LayerReader;
import io.fovea.explain.method.LayerSight;
import io.fovea.explain.method.LayerView;
import io.fovea.explain.method.TiledCam;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.PreparedRows;
import io.fovea.image.SpilledImage;
import io.fovea.model.ReceptiveField;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Explains a segmentation of an image that is too large for the network, tile by tile: the maps are those of the whole image as far
 * as the network sees no further than its card says. Gradients that weight channels are summed over all tiles first.
 */
final class StripExplainer {
    private final Anatomy anatomy;
    private final LayerSight sight;
    private final Optional<LayerReader> reader;
    private final TiledCam cam;
    private final PreparedRows prepared;
    private final ImageRows rows;
    private final int side;
    private final int width;
    private final int height;
    private double probability;
    private double pixels;
    private boolean isFlat = true;

    /** Takes a tile, and the part of its grid that counts. */
    @FunctionalInterface
    private interface TileSink {
        void take(LayerView view, float scale, GridPart part);
    }

    /** The cells of a tile's grid that count. */
    private record GridPart(int columns, int left, int top, int right, int bottom) {
        int width() {
            return right - left;
        }

        /** Their values, row by row. */
        float[] of(float[] grid) {
            float[] part = new float[width() * (bottom - top)];
            for (int y = top; y < bottom; y++) {
                System.arraycopy(grid, y * columns + left, part, (y - top) * width(), width());
            }
            return part;
        }
    }

    /**
     * Of an image whose pixels are at the network's own scale.
     *
     * @param sight of a layer
     * @param reader of the same, where the method weights channels
     * @param side pixels of a tile
     */
    StripExplainer(
            Anatomy anatomy, LayerSight sight, Optional<LayerReader> reader, TiledCam cam, ImageRows rows, int side) {
        this.anatomy = anatomy;
        this.sight = sight;
        this.reader = reader;
        this.cam = cam;
        this.rows = rows;
        this.side = side;
        this.prepared = new PreparedRows(anatomy.card().input().preparation(), rows);
        this.width = rows.header().width();
        this.height = rows.header().height();
    }

    /**
     * The map of a class as it is before it is scaled.
     *
     * @param grid its values; the caller's to close
     * @param highest of them, not below 0
     * @param isFlat whether every gradient was zero
     * @param probability of the class, the mean over the image
     */
    record RawMap(SpilledImage grid, float highest, boolean isFlat, double probability) {}

    /** Explains a class. */
    RawMap explain(int index, Monitor monitor) {
        if (!cam.needsWeights()) {
            return slopeMap(index, monitor);
        }
        return weightedMap(weights(index, monitor.part(0, 0.8)), monitor.part(0.8, 1));
    }

    private float[] weights(int index, Monitor monitor) {
        double[][] sums = {{}};
        slopes(index, tiles(beyond()), monitor, (view, scale, part) -> {
            float[][] slopes = view.slopes();
            if (sums[0].length == 0) {
                sums[0] = new double[slopes.length];
            }
            for (int c = 0; c < slopes.length; c++) {
                for (float value : part.of(slopes[c])) {
                    sums[0][c] += value * (double) scale;
                    isFlat &= value == 0;
                }
            }
        });
        float[] weights = new float[sums[0].length];
        double cells = (double) width * height;
        for (int c = 0; c < weights.length; c++) {
            weights[c] = (float) (sums[0][c] / cells);
        }
        return weights;
    }

    /** What the layer says, weighted: neither gradients nor answers are needed any more. */
    private RawMap weightedMap(float[] weights, Monitor monitor) {
        TileGrid tiles = tiles(0);
        LayerReader values = reader.orElseThrow();
        return map(
                tiles,
                strips -> tiles.each(monitor, (x, y) -> {
                    FloatTensor value = values.value(tensor(x, y), monitor);
                    FeatureLayer layer = values.layer();
                    GridPart part = grid(layer, layer.columns(value), layer.rows(value), x, y);
                    strips.add(part.of(cam.map(layer.planes(value), new float[0][], weights)), part.width());
                }));
    }

    private RawMap slopeMap(int index, Monitor monitor) {
        TileGrid tiles = tiles(beyond());
        return map(
                tiles,
                strips -> slopes(index, tiles, monitor, (view, scale, part) -> {
                    float[][] slopes = view.slopes();
                    for (float[] plane : slopes) {
                        for (int i = 0; i < plane.length; i++) {
                            isFlat &= plane[i] == 0;
                            plane[i] *= scale;
                        }
                    }
                    strips.add(part.of(cam.map(view.values(), slopes, new float[0])), part.width());
                }));
    }

    private RawMap map(TileGrid tiles, Consumer<GridStrips> work) {
        GridStrips strips = new GridStrips(tiles);
        try {
            work.accept(strips);
            return new RawMap(strips.image(), strips.highest(), isFlat, probability / pixels);
        } catch (RuntimeException | Error e) {
            strips.close();
            throw e;
        }
    }

    private TileGrid tiles(int beyond) {
        return TileGrid.of(anatomy.card().input(), width, height, side, beyond);
    }

    /** How far from a place of the layer answers are that its gradients come from, in pixels. */
    private int beyond() {
        FeatureLayer layer = sight.layer();
        int halo = anatomy.card().input().halo();
        int[] axes =
                switch (layer.form()) {
                    case PLANES -> new int[] {2, 3};
                    case INTERLEAVED -> new int[] {1, 2};
                    default -> new int[0];
                };
        if (axes.length == 0) {
            return halo;
        }
        double step = Math.ceil(Math.max(
                (double) anatomy.probedWidth() / layer.width(), (double) anatomy.probedHeight() / layer.height()));
        // An answer is at most as far before the first pixel of a place, or behind its last one.
        double reach = step
                * ReceptiveField.between(
                        anatomy.graph(),
                        layer.value(),
                        4,
                        axes,
                        anatomy.scores().target());
        return reach < halo ? (int) Math.ceil(reach) : halo;
    }

    private void slopes(int index, TileGrid tiles, Monitor monitor, TileSink sink) {
        tiles.each(monitor, (x, y) -> {
            InputFrame frame = frame(x, y);
            Region all = anatomy.region(frame, Optional.empty());
            Region asked =
                    anatomy.region(frame, Optional.of(inside(x, y, frame.coveredWidth(), frame.coveredHeight())));
            LayerView view = sight.look(new ExplainedClass(tensor(x, y), frame, index, all), asked, monitor);
            probability += view.probability() * asked.size();
            pixels += asked.size();
            sink.take(view, (float) all.size(), grid(view.layer(), view.columns(), view.rows(), x, y));
        });
    }

    private InputFrame frame(TileCut x, TileCut y) {
        int covered = Math.min(x.length(), width - x.origin());
        int coveredDown = Math.min(y.length(), height - y.origin());
        return new InputFrame(x.length(), y.length(), covered, coveredDown, covered, coveredDown);
    }

    private FloatTensor tensor(TileCut x, TileCut y) {
        FloatTensor tensor = FloatTensor.allocate(anatomy.card().input().shape(x.length(), y.length()));
        prepared.fill(x.origin(), y.origin(), x.length(), y.length(), tensor.data());
        return tensor;
    }

    private static Image inside(TileCut x, TileCut y, int covered, int coveredDown) {
        byte[] mask = new byte[covered * coveredDown];
        for (int row = y.from() - y.origin(); row < Math.min(coveredDown, y.to() - y.origin()); row++) {
            int from = row * covered + x.from() - x.origin();
            Arrays.fill(mask, from, row * covered + Math.min(covered, x.to() - x.origin()), (byte) 255);
        }
        return Image.gray8(covered, coveredDown, mask);
    }

    private static GridPart grid(FeatureLayer layer, int columns, int rows, TileCut x, TileCut y) {
        int step = x.length() / columns;
        int stepDown = y.length() / rows;
        boolean isEven = step * columns == x.length()
                && stepDown * rows == y.length()
                && x.from() % step == 0
                && y.from() % stepDown == 0
                && x.origin() % step == 0
                && y.origin() % stepDown == 0;
        if (!isEven) {
            throw new FoveaException("The layer '" + layer.layer() + "' answers " + x.length() + "x" + y.length()
                    + " pixels with a grid of " + columns + "x" + rows
                    + ", which tiles of a large image cannot share; take another layer, or a part of the image.");
        }
        return new GridPart(
                columns,
                (x.from() - x.origin()) / step,
                (y.from() - y.origin()) / stepDown,
                (x.to() - x.origin()) / step,
                (y.to() - y.origin()) / stepDown);
    }
}
