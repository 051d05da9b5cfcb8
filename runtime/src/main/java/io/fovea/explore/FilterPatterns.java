package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.anatomy.ModelLayers;
import io.fovea.graph.Graph;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.SizeGuard;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds the images that excite the filters of a layer, or the classes of a model, by gradient ascent from noise.
 *
 * <pre>{@code
 * FilterPatterns finder = new FilterPatterns(ModelLibrary.find("digits"), Device.AUTO);
 * List<Pattern> patterns = finder.ofLayer("conv2d_2", 64, FilterPatterns.Settings.of(PatternRecipe.CLEAR), Monitor.NONE);
 * FilterPatterns.grid(patterns).write(Path.of("conv2d_2.png"));
 * }</pre>
 *
 * <p>The ascent moves pixel values 0..1; the model sees them as its card wants pixels of 0..255, rescaled or normalised.
 * Blocks; thread-safe.
 */
public final class FilterPatterns {
    /** How many patterns the lectures lay side by side. */
    private static final int ACROSS = 8;

    private static final int GAP = 4;
    private static final int USUAL_SIZE = 200;
    private static final int USUAL_CROP = 25;

    /** An image under way, its gradient, and what they become on the way to the next, each a number for every value. */
    private static final double ARRAYS_OF_A_PATTERN = 10;

    private final Model model;
    private final Graph graph;
    private final Device requested;

    /**
     * Prepares for a model.
     *
     * @param device where it is to run; errors of it come when patterns are made
     * @throws FoveaException if the model does not take one image
     */
    public FilterPatterns(Model model, Device device) {
        this.model = model;
        this.graph = model.graph().inQdqForm();
        this.requested = device;
        Activations.requireImage(model, graph);
    }

    /**
     * How patterns are made.
     *
     * @param steps of the ascent, at least 1; empty for the recipe's own number
     * @param size of the images in pixels, width and height; empty for 200, or what the model takes if it cannot take 200
     * @param crop pixels left away at each edge, where padding shows; empty for 25, or an eighth of small images; classes
     *     keep their edges
     * @param seed of the noise
     * @param path where the ascent begins and how it steps
     */
    public record Settings(
            PatternRecipe recipe, OptionalInt steps, OptionalInt size, OptionalInt crop, long seed, AscentPath path) {
        /** Along the usual path. */
        public Settings(PatternRecipe recipe, OptionalInt steps, OptionalInt size, OptionalInt crop, long seed) {
            this(recipe, steps, size, crop, seed, AscentPath.USUAL);
        }

        /** A recipe as it stands. */
        public static Settings of(PatternRecipe recipe) {
            return new Settings(recipe, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), 1);
        }

        /**
         * Checks ranges.
         *
         * @throws FoveaException naming what cannot be
         */
        public Settings {
            boolean fits = size.isEmpty() || crop.isEmpty() || 2L * crop.getAsInt() < size.getAsInt();
            if (steps.orElse(1) < 1 || size.orElse(1) < 1 || crop.orElse(0) < 0 || !fits) {
                throw new FoveaException("No patterns can be made in " + said(steps) + " steps of " + said(size)
                        + " pixels with a crop of " + said(crop) + ": take a positive number of steps, and a size that"
                        + " is more than twice the crop.");
            }
        }

        private static String said(OptionalInt number) {
            return number.isPresent() ? Integer.toString(number.getAsInt()) : "the usual";
        }

        /** These settings with another number of steps. */
        public Settings withSteps(int number) {
            return new Settings(recipe, OptionalInt.of(number), size, crop, seed, path);
        }

        /** These settings for images of another size, in pixels. */
        public Settings withSize(int pixels) {
            return new Settings(recipe, steps, OptionalInt.of(pixels), crop, seed, path);
        }

        /** These settings along another path. */
        public Settings along(AscentPath other) {
            return new Settings(recipe, steps, size, crop, seed, other);
        }

        int stepsOrUsual() {
            return steps.orElse(recipe.steps());
        }
    }

    /**
     * The patterns of a layer's filters.
     *
     * @param layer the name of one, as {@link ModelLayers#only} takes it
     * @param first how many of its filters, from the first on
     * @throws FoveaException if the layer is not there, or the model cannot be differentiated up to it
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<Pattern> ofLayer(String layer, int first, Settings settings, Monitor monitor) {
        if (first < 1) {
            throw new FoveaException("first is a number of filters, at least 1; it is " + first + ".");
        }
        boolean bent = settings.recipe() == PatternRecipe.LECTURE;
        Graph own = graph.copy();
        return run(own, Objective.ofLayer(model, own, layer, first, bent), settings, monitor);
    }

    /**
     * What classes look like to the model: the patterns of its scores before the softmax.
     *
     * @param classes labels or indices, one or several; empty or {@code all} for all
     * @throws FoveaException if there is no such class; otherwise as {@link #ofLayer}
     */
    public List<Pattern> ofClasses(String classes, Settings settings, Monitor monitor) {
        return ofClasses(List.of(classes), settings, monitor);
    }

    /** The patterns of classes, each text one or several as {@link io.fovea.NameList} reads them. */
    public List<Pattern> ofClasses(List<String> classes, Settings settings, Monitor monitor) {
        Graph own = graph.copy();
        return run(own, Objective.ofClasses(model, own, classes), settings, monitor);
    }

    /**
     * Patterns as a picture, eight beside one another, small ones magnified; in the place of a silent one a crossed-out
     * cell.
     *
     * @param patterns of one size, at least one
     * @return 8-bit
     */
    public static Image grid(List<Pattern> patterns) {
        return new Grid(ACROSS, GAP).of(patterns.stream().map(Pattern::cell).toList());
    }

    private List<Pattern> run(Graph own, Objective objective, Settings settings, Monitor monitor) {
        AscentGraph part = new AscentGraph(own, objective);
        int[] size = size(part, objective, settings);
        HeapLimit.require(
                "A pattern of " + size[0] + "x" + size[1] + " pixels",
                ARRAYS_OF_A_PATTERN * Float.BYTES * model.card().input().channels() * size[0] * size[1]);
        new SizeGuard(model).require(shape(1, size));
        long[] value = probed(part, size, settings);
        requireChannels(objective, value);
        if (objective.isOneOfTwo(value)) {
            return run(own, objective.ofBoth(own, value.length), settings, monitor);
        }
        List<Integer> channels = objective.wanted(objective.channels(value));
        Climbs climbs = new Climbs(model.card().input(), settings, size[0], size[1], requested, monitor);
        boolean retries = settings.recipe() == PatternRecipe.CLEAR && !objective.isClass();
        List<GradientAscent.Summit> summits =
                retries ? climbs.retrying(own, objective, value, channels) : climbs.of(part, value, channels);
        return summits.stream()
                .map(summit -> pattern(summit, objective, settings, size))
                .toList();
    }

    /** What the model answers to images of a size; where a user chose that, an error says so. */
    private long[] probed(AscentGraph part, int[] size, Settings settings) {
        try {
            return part.probe(shape(1, size));
        } catch (FoveaException e) {
            if (settings.size().isEmpty()) {
                throw e;
            }
            Input input = model.card().input();
            throw new FoveaException(
                    "The model '" + model.name() + "' cannot be run on images of " + size[0] + "x" + size[1]
                            + " pixels; "
                            + (input.isFixed()
                                    ? "it takes " + input.width().getAsInt() + "x"
                                            + input.height().getAsInt() + ": "
                                    : "")
                            + "give no size, or another. " + e.getMessage(),
                    e);
        }
    }

    private Pattern pattern(GradientAscent.Summit summit, Objective objective, Settings settings, int[] size) {
        int crop = settings.crop().orElse(objective.isClass() ? 0 : usualCrop(size));
        Image image = PatternRendering.image(summit.values(), model.card().input(), size[0], size[1], crop);
        String label = objective.isClass() ? model.card().label(summit.channel()) : Integer.toString(summit.channel());
        return new Pattern(summit.channel(), label, image, summit.before(), summit.after(), summit.silent());
    }

    private static int usualCrop(int[] size) {
        return Math.min(USUAL_CROP, Math.min(size[0], size[1]) / 8);
    }

    /** Width and height of the images. */
    private int[] size(AscentGraph part, Objective objective, Settings settings) {
        Input input = model.card().input();
        if (settings.size().isPresent()) {
            int side = settings.size().getAsInt();
            return new int[] {side, side};
        }
        int usual = Input.roundUp(USUAL_SIZE, input.multiple());
        int[] own = {input.widthFor(USUAL_SIZE), input.heightFor(USUAL_SIZE)};
        if (objective.isClass() && input.isFixed()) {
            return own;
        }
        try {
            part.probe(shape(1, new int[] {usual, usual}));
            return new int[] {usual, usual};
        } catch (FoveaException e) {
            return own;
        }
    }

    private long[] shape(int batch, int[] size) {
        long[] shape = model.card().input().shape(size[0], size[1]);
        shape[0] = batch;
        return shape;
    }

    private static void requireChannels(Objective objective, long[] value) {
        if (value.length == 4 || value.length == 2) {
            return;
        }
        throw new FoveaException(
                objective.isClass()
                        ? "The model has no scores of classes, [1, classes], but answers in the shape "
                                + Arrays.toString(value) + "; name a layer instead."
                        : "'" + objective.name() + "' answers in the shape " + Arrays.toString(value)
                                + "; patterns are found for layers with [1, channels, height, width].");
    }
}
