package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.graph.operator.Reach;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Model;
import io.fovea.model.ReceptiveField;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The patches of images that excite the filters of a layer most: of each image the place where a filter answers most
 * strongly, as much of it as the filter can see.
 *
 * <pre>{@code
 * try (FilterExamples examples = FilterExamples.open(model, "conv2d_1", 64, 3, Device.AUTO)) {
 *     examples.add("a.png", Image.read(Path.of("a.png")), Cancellation.NONE);
 *     FilterExamples.beside(patterns, examples.best()).write(Path.of("examples.png"));
 * }
 * }</pre>
 *
 * <p>Filters answer as {@link Activations} shows them, after the activation function; what is not above 0 is no answer.
 * Blocks; not thread-safe. Owns native memory until closed.
 */
public final class FilterExamples implements AutoCloseable {
    private static final int ACROSS = 8;
    private static final int GAP = 4;

    private final Activations activations;
    private final Reach reach;
    private final int kept;
    private final int first;
    private final List<List<Example>> best = new ArrayList<>();

    /**
     * A patch that excites a filter.
     *
     * @param name of its image
     * @param activation what the filter answers there
     * @param x column of the place in the layer's map
     * @param y row of the place
     * @param patch what the filter sees, as far as it lies in the image, in pixels as the model is given them; 8-bit RGB
     */
    public record Example(String name, float activation, int x, int y, Image patch) {}

    private FilterExamples(Activations activations, Reach reach, int first, int kept) {
        this.activations = activations;
        this.reach = reach;
        this.first = first;
        this.kept = kept;
    }

    /**
     * Loads the part of a model that computes a layer.
     *
     * @param layer the name of one, as {@link ModelLayers#only} takes it
     * @param first how many of its filters, from the first on
     * @param kept how many patches are kept for each, at least 1
     * @throws FoveaException if the layer or the device is not there, or the model does not take one image
     */
    public static FilterExamples open(Model model, String layer, int first, int kept, Device device) {
        if (first < 1 || kept < 1) {
            throw new FoveaException("Patches are looked for at least one filter, and at least one is kept; " + first
                    + " filters and " + kept + " patches were asked for.");
        }
        ModelLayers layers = ModelLayers.of(model.graph());
        ModelLayer one = layers.only(List.of(layer));
        Reach reach = ReceptiveField.reach(layers.graph(), one.activation());
        return new FilterExamples(Activations.open(model, List.of(layer), device), reach, first, kept);
    }

    /**
     * Looks at an image of any size and depth.
     *
     * @param name of the image
     * @throws FoveaException as {@link Activations#of}
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public void add(String name, Image image, Cancellation cancel) {
        Activations.Result result = activations.of(image, cancel);
        FeatureMaps maps = result.maps().get(0);
        Image shown = Image.rgb8(image.width(), image.height(), Overlays.shown(image));
        Image seen = shown.resized(result.width(), result.height());
        for (int c = 0; c < Math.min(first, maps.channels()); c++) {
            if (best.size() == c) {
                best.add(new ArrayList<>());
            }
            keep(best.get(c), name, maps.channel(c), maps.width(), seen);
        }
    }

    private void keep(List<Example> sofar, String name, float[] map, int columns, Image seen) {
        int place = 0;
        for (int i = 1; i < map.length; i++) {
            place = map[i] > map[place] ? i : place;
        }
        float activation = map[place];
        int rank = 0;
        while (rank < sofar.size() && sofar.get(rank).activation() >= activation) {
            rank++;
        }
        if (activation > 0 && rank < kept) {
            int x = place % columns;
            int y = place / columns;
            sofar.add(rank, new Example(name, activation, x, y, patch(seen, x, y)));
            if (sofar.size() > kept) {
                sofar.remove(kept);
            }
        }
    }

    private Image patch(Image seen, int x, int y) {
        if (!reach.isBounded()) {
            return seen;
        }
        int[] across = window(x, seen.width());
        int[] down = window(y, seen.height());
        return seen.part(across[0], down[0], across[1] - across[0], down[1] - down[0]);
    }

    /** First and last but one pixel of what is seen along an axis, inside the image. */
    private int[] window(int element, int size) {
        double from = element * reach.spacing() + reach.from();
        double to = element * reach.spacing() + reach.to();
        int begin = (int) Math.max(0, Math.min(size - 1, Math.floor(from)));
        int end = (int) Math.max(begin + 1, Math.min(size, Math.ceil(to) + 1));
        return new int[] {begin, end};
    }

    /** For each filter its patches, the strongest first, each of another image; fewer where fewer images excite it. */
    public List<List<Example>> best() {
        return best.stream().map(List::copyOf).toList();
    }

    @Override
    public void close() {
        activations.close();
    }

    /**
     * Patterns with the patches that excite the same filters to the right of each, in cells of the patterns' size; where
     * there is no patch, the cell is white.
     *
     * @param patterns of one size, at least one
     * @param examples for each pattern those of its filter
     * @return 8-bit RGB
     */
    public static Image beside(List<Pattern> patterns, List<List<Example>> examples) {
        int most = examples.stream().mapToInt(List::size).max().orElse(0);
        List<Image> cells = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            Image pattern = patterns.get(i).cell();
            cells.add(pattern);
            List<Example> some = i < examples.size() ? examples.get(i) : Collections.emptyList();
            for (int k = 0; k < most; k++) {
                cells.add(
                        k < some.size()
                                ? fitted(some.get(k).patch(), pattern.width(), pattern.height())
                                : white(pattern.width(), pattern.height()));
            }
        }
        int block = most + 1;
        return new Grid(block * Math.max(1, ACROSS / block), GAP).of(cells);
    }

    /** As large as it fits into a cell, its pixels as squares, in the middle of white. */
    private static Image fitted(Image patch, int width, int height) {
        double scale = Math.min((double) width / patch.width(), (double) height / patch.height());
        int times = Math.max(1, (int) Math.ceil(scale));
        int across = Math.max(1, Math.min(width, (int) Math.round(scale * patch.width())));
        int down = Math.max(1, Math.min(height, (int) Math.round(scale * patch.height())));
        byte[] from = Grid.magnified(patch, times).resized(across, down).bytes();
        Image cell = white(width, height);
        int left = (width - across) / 2;
        int top = (height - down) / 2;
        for (int y = 0; y < down; y++) {
            System.arraycopy(from, 3 * y * across, cell.bytes(), 3 * ((top + y) * width + left), 3 * across);
        }
        return cell;
    }

    private static Image white(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) 255);
        return Image.rgb8(width, height, pixels);
    }
}
