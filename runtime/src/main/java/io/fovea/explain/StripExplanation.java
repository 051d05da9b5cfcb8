package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Resampling;
import io.fovea.explain.method.Attribution;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.ShrunkRows;
import io.fovea.image.SpilledImage;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Why a model gives a large image a class, of which the map waits on the disk.
 *
 * @param classIndex of the class, from 0
 * @param label of the class
 * @param probability of the class, 0..1: its mean over the image
 * @param layer that the map explains
 * @param heat the map at the size of the image, 32-bit, 0..1; the owner's to close
 * @param overlay the map on the image, both smaller
 * @param note why the map is blank, if it is
 * @param seconds wall time
 */
public record StripExplanation(
        int classIndex,
        String label,
        double probability,
        String layer,
        SpilledImage heat,
        Image overlay,
        Optional<String> note,
        double seconds) {
    /** The longer side of an overlay, in pixels. */
    private static final int OVERLAY = 3000;

    /** Heat at the size of the image, and the overlay. */
    record Drawn(SpilledImage heat, Image overlay) {}

    /**
     * Draws a map.
     *
     * @param raw is closed
     * @param frame of the whole image in the model's input
     */
    static Drawn drawn(
            ImageRows rows, StripExplainer.RawMap raw, InputFrame frame, ColorMap colors, Cancellation cancel) {
        int width = rows.header().width();
        int height = rows.header().height();
        SpilledImage heat = new SpilledImage(width, height, false, Image.Depth.FLOAT32);
        try (SpilledImage grid = raw.grid()) {
            ShrunkRows small = new ShrunkRows(width, height, OVERLAY);
            Rows drawing = new Rows(Resampling.linear(frame, grid.width(), grid.height()), heat, small, cancel);
            grid.eachRow(row -> drawing.add(new Attribution(row.length, 1, row).heat(raw.highest())));
            drawing.end();
            return new Drawn(heat, overlay(rows, small.image(), colors, cancel));
        } catch (IOException e) {
            heat.close();
            throw new FoveaException(
                    "A temporary file that heat waits in cannot be read any more: " + e.getMessage() + ".", e);
        } catch (RuntimeException | Error e) {
            heat.close();
            throw e;
        }
    }

    private static Image overlay(ImageRows rows, Image heat, ColorMap colors, Cancellation cancel) {
        ShrunkRows shrunk = new ShrunkRows(rows.header().width(), rows.header().height(), OVERLAY);
        int step = Math.max(1, (1 << 22) / rows.header().width());
        for (int top = 0; top < rows.header().height(); top += step) {
            cancel.check();
            shrunk.add(rows.read(top, Math.min(step, rows.header().height() - top)));
        }
        Image image = shrunk.image();
        Attribution values = new Attribution(heat.width(), heat.height(), heat.floats());
        HeatMap map = new HeatMap(values, 1, InputFrame.of(heat.width(), heat.height()));
        return HeatOverlay.of(image, map, colors);
    }

    /** Makes rows of pixels of rows of a grid, of which it holds those that the next pixels need. */
    private static final class Rows {
        private final Resampling resampling;
        private final SpilledImage heat;
        private final ShrunkRows small;
        private final Cancellation cancel;
        private final Deque<float[]> held = new ArrayDeque<>();
        private int first;
        private int next;

        Rows(Resampling resampling, SpilledImage heat, ShrunkRows small, Cancellation cancel) {
            this.resampling = resampling;
            this.heat = heat;
            this.small = small;
            this.cancel = cancel;
        }

        void add(float[] gridRow) {
            cancel.check();
            held.add(resampling.widened(gridRow));
            emit();
        }

        private void emit() {
            while (next < heat.height() && resampling.lastRow(next) < first + held.size()) {
                while (resampling.firstRow(next) > first) {
                    held.remove();
                    first++;
                }
                float[][] rows = held.toArray(float[][]::new);
                float[] pixels = resampling.row(next, row -> rows[row - first]);
                Image line = Image.gray32(pixels.length, 1, pixels);
                heat.add(line);
                small.add(line);
                next++;
            }
        }

        void end() {
            if (next < heat.height()) {
                throw new IllegalStateException(next + " rows of " + heat.height());
            }
        }
    }
}
