package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.LayerSight;
import io.fovea.explain.method.LayerView;
import io.fovea.explain.method.TiledCam;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.PreparedRows;
import io.fovea.image.SpilledImage;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Explains a segmentation of an image that is too large for the network, tile by tile: the maps are those of the whole image as far
 * as the network sees no further than its card says. Gradients that weight channels are summed over all tiles first.
 */
final class StripExplainer {
    private final Anatomy anatomy;
    private final LayerSight sight;
    private final TiledCam cam;
    private final PreparedRows prepared;
    private final ImageRows rows;
    private final List<TileCut> across;
    private final List<TileCut> down;
    private final int width;
    private final int height;
    private double probability;
    private double pixels;
    private float highest;
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

    /** Of an image whose pixels are at the network's own scale. */
    StripExplainer(Anatomy anatomy, LayerSight sight, TiledCam cam, ImageRows rows, int side) {
        this.anatomy = anatomy;
        this.sight = sight;
        this.cam = cam;
        this.rows = rows;
        Input input = anatomy.card().input();
        this.prepared = new PreparedRows(input.preparation(), rows);
        this.width = rows.header().width();
        this.height = rows.header().height();
        this.across = TileCut.along(input.widthFor(width), input, side);
        this.down = TileCut.along(input.heightFor(height), input, side);
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
        float[] weights = {};
        double begin = 0;
        if (cam.needsWeights()) {
            weights = weights(index, part(monitor, 0, 0.5));
            begin = 0.5;
        }
        return map(index, weights, part(monitor, begin, 1 - begin));
    }

    private static Monitor part(Monitor monitor, double begin, double share) {
        return Monitor.of(
                (fraction, message) -> monitor.report(begin + share * fraction, message), monitor::isCancelled);
    }

    private float[] weights(int index, Monitor monitor) {
        double[][] sums = {{}};
        each(index, false, monitor, (view, scale, part) -> {
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

    private RawMap map(int index, float[] weights, Monitor monitor) {
        GridStrips strips = new GridStrips();
        try {
            each(index, true, monitor, (view, scale, part) -> {
                float[][] slopes = cam.needsWeights() ? new float[0][] : view.slopes();
                for (float[] plane : slopes) {
                    for (int i = 0; i < plane.length; i++) {
                        isFlat &= plane[i] == 0;
                        plane[i] *= scale;
                    }
                }
                float[] map = part.of(cam.map(view.values(), slopes, weights));
                for (float value : map) {
                    highest = Math.max(highest, value);
                }
                strips.add(map, part.width());
            });
            return new RawMap(strips.image(), highest, isFlat, probability / pixels);
        } catch (RuntimeException | Error e) {
            strips.close();
            throw e;
        }
    }

    private void each(int index, boolean asks, Monitor monitor, TileSink sink) {
        int done = 0;
        for (TileCut y : down) {
            for (TileCut x : across) {
                monitor.check();
                tile(index, x, y, asks, monitor, sink);
                done++;
                int all = across.size() * down.size();
                monitor.report((double) done / all, "tile " + done + " of " + all);
            }
        }
    }

    private void tile(int index, TileCut x, TileCut y, boolean asks, Monitor monitor, TileSink sink) {
        int covered = Math.min(x.length(), width - x.origin());
        int coveredDown = Math.min(y.length(), height - y.origin());
        InputFrame frame = new InputFrame(x.length(), y.length(), covered, coveredDown, covered, coveredDown);
        FloatTensor tensor = FloatTensor.allocate(anatomy.card().input().shape(x.length(), y.length()));
        prepared.fill(x.origin(), y.origin(), x.length(), y.length(), tensor.data());
        Region all = anatomy.region(frame, Optional.empty());
        Region inside = asks ? anatomy.region(frame, Optional.of(inside(x, y, covered, coveredDown))) : all;
        LayerView view = sight.look(new ExplainedClass(tensor, frame, index, all), inside, monitor);
        if (asks) {
            probability += view.probability() * inside.size();
            pixels += inside.size();
        }
        sink.take(view, (float) all.size(), grid(view, x, y));
    }

    private static Image inside(TileCut x, TileCut y, int covered, int coveredDown) {
        byte[] mask = new byte[covered * coveredDown];
        for (int row = y.from() - y.origin(); row < Math.min(coveredDown, y.to() - y.origin()); row++) {
            int from = row * covered + x.from() - x.origin();
            Arrays.fill(mask, from, row * covered + Math.min(covered, x.to() - x.origin()), (byte) 255);
        }
        return Image.gray8(covered, coveredDown, mask);
    }

    private GridPart grid(LayerView view, TileCut x, TileCut y) {
        int step = x.length() / view.columns();
        int stepDown = y.length() / view.rows();
        boolean isEven = step * view.columns() == x.length()
                && stepDown * view.rows() == y.length()
                && x.from() % step == 0
                && y.from() % stepDown == 0
                && x.origin() % step == 0
                && y.origin() % stepDown == 0;
        if (!isEven) {
            FeatureLayer layer = view.layer();
            throw new FoveaException("The layer '" + layer.layer() + "' answers " + x.length() + "x" + y.length()
                    + " pixels with a grid of " + view.columns() + "x" + view.rows()
                    + ", which tiles of a large image cannot share; take another layer, or a part of the image.");
        }
        return new GridPart(
                view.columns(),
                (x.from() - x.origin()) / step,
                (y.from() - y.origin()) / stepDown,
                (x.to() - x.origin()) / step,
                (y.to() - y.origin()) / stepDown);
    }

    /** Puts the grids of a row of tiles together, and spills them. */
    private final class GridStrips {
        private SpilledImage made;
        private float[][] row = new float[across.size()][];
        private int[] widths = new int[across.size()];
        private int count;

        void add(float[] map, int mapWidth) {
            row[count] = map;
            widths[count] = mapWidth;
            count++;
            if (count == across.size()) {
                flush();
            }
        }

        private void flush() {
            int wide = Arrays.stream(widths).sum();
            int high = row[0].length / widths[0];
            if (made == null) {
                int cellsDown = (int) ((long) down.get(down.size() - 1).to()
                        * high
                        / down.get(0).to());
                made = new SpilledImage(wide, cellsDown, false, Image.Depth.FLOAT32);
            }
            float[] strip = new float[wide * high];
            int left = 0;
            for (int i = 0; i < count; i++) {
                for (int y = 0; y < high; y++) {
                    System.arraycopy(row[i], y * widths[i], strip, y * wide + left, widths[i]);
                }
                left += widths[i];
            }
            made.add(Image.gray32(wide, high, strip));
            count = 0;
        }

        SpilledImage image() {
            return made;
        }

        void close() {
            if (made != null) {
                made.close();
            }
        }
    }
}
