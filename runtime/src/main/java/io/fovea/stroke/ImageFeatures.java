package io.fovea.stroke;

import io.fovea.ArrayLength;
import io.fovea.image.PreparedImage;
import io.fovea.linear.LinearHead;
import io.fovea.session.Cancellation;
import io.fovea.session.FloatTensor;
import io.fovea.task.ImageTiles;
import io.fovea.task.Monitor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The features of one image's pixels. Tiles are computed when they are first needed and kept while they take no more than
 * a part of Java's memory, so that strokes that are added are learnt without another run of the network. Thread-safe.
 */
public final class ImageFeatures {
    /** What is kept of one image takes at most this part of the memory. */
    private static final int MEMORY_PARTS = 6;

    private final PixelNetwork network;
    private final PreparedImage image;
    private final ImageTiles plan;
    private final Map<ImageTiles.Tile, TileMaps> kept = new LinkedHashMap<>(4, 0.75f, true);
    private final int mostKept;

    ImageFeatures(PixelNetwork network, PreparedImage image) {
        this.network = network;
        this.image = image;
        this.plan = ImageTiles.of(
                network.input(), image.image().width(), image.image().height());
        double perPixel = network.grids().stream()
                .mapToDouble(grid -> (double) grid.channels() / (grid.spacing() * grid.spacing()))
                .sum();
        double bytes = perPixel * Float.BYTES * plan.width() * plan.height();
        this.mostKept = (int) Math.max(1, Runtime.getRuntime().maxMemory() / MEMORY_PARTS / bytes);
    }

    /** The width of the image in pixels. */
    public int width() {
        return image.image().width();
    }

    /** The height of the image in pixels. */
    public int height() {
        return image.image().height();
    }

    /** The bytes of memory that the features take which are kept now. */
    public synchronized long kept() {
        return kept.values().stream()
                .flatMap(maps -> maps.values().stream())
                .mapToLong(values -> (long) values.length * Float.BYTES)
                .sum();
    }

    /** Keeps none of the features any more; they are computed anew when they are needed. */
    public synchronized void forget() {
        kept.clear();
    }

    /** How many features a pixel has. */
    public int count() {
        return network.features();
    }

    /**
     * Writes the features of a pixel.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public void read(int x, int y, float[] into, Cancellation cancel) {
        for (ImageTiles.Tile tile : plan.tiles()) {
            if (tile.answersFor(x, y)) {
                maps(tile, cancel).read(x - tile.left(), y - tile.top(), into);
                return;
            }
        }
        throw new IndexOutOfBoundsException(
                "No pixel " + x + ", " + y + " in an image of " + width() + "x" + height() + " pixels");
    }

    /**
     * The scores of every pixel.
     *
     * @return by class, then row by row
     */
    float[][] scores(LinearHead head, Monitor monitor) {
        float[][] scores = new float[head.classes()][ArrayLength.of(width(), height())];
        int done = 0;
        for (ImageTiles.Tile tile : plan.tiles()) {
            int columns = tile.toX() - tile.fromX();
            if (columns > 0 && tile.toY() > tile.fromY()) {
                float[][] part = maps(tile, monitor)
                        .scores(
                                head,
                                tile.fromX() - tile.left(),
                                tile.toX() - tile.left(),
                                tile.fromY() - tile.top(),
                                tile.toY() - tile.top());
                for (int k = 0; k < part.length; k++) {
                    for (int y = tile.fromY(); y < tile.toY(); y++) {
                        int from = (y - tile.fromY()) * columns;
                        System.arraycopy(part[k], from, scores[k], y * width() + tile.fromX(), columns);
                    }
                }
            }
            done++;
            monitor.report(
                    (double) done / plan.tiles().size(),
                    "tile " + done + " of " + plan.tiles().size());
        }
        return scores;
    }

    private synchronized TileMaps maps(ImageTiles.Tile tile, Cancellation cancel) {
        TileMaps known = kept.get(tile);
        if (known != null) {
            return known;
        }
        Iterator<TileMaps> oldest = kept.values().iterator();
        while (kept.size() >= mostKept) {
            oldest.next();
            oldest.remove();
        }
        FloatTensor tensor = FloatTensor.allocate(network.input().shape(plan.width(), plan.height()));
        image.fill(tile.left(), tile.top(), plan.width(), plan.height(), tensor.data());
        TileMaps maps = network.run(tensor, plan.width(), plan.height(), cancel);
        kept.put(tile, maps);
        return maps;
    }
}
