package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.NonFinite;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.SizeGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows what the layers of a model make of an image.
 *
 * <pre>{@code
 * try (Activations activations = Activations.open(model, "conv2d, conv2d_1", Device.AUTO)) {
 *     for (FeatureMaps maps : activations.of(image, Cancellation.NONE).maps()) {
 *         maps.montage().write(folder.resolve(maps.layer().name() + ".png"));
 *     }
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. All layers come from one run. Owns native memory until closed.
 */
public final class Activations implements AutoCloseable {
    private static final int PROBE = 64;
    private static final int SMALLEST = 16;

    private final Model model;
    private final ModelLayers known;
    private final List<ModelLayer> layers;
    private final Session session;
    private final SizeGuard sizes;
    private final String input;

    private Activations(Model model, ModelLayers known, List<ModelLayer> layers, Session session) {
        this.model = model;
        this.known = known;
        this.layers = layers;
        this.session = session;
        this.sizes = new SizeGuard(model);
        this.input = session.inputs().get(0).name();
    }

    /**
     * What the layers answered.
     *
     * @param maps in the order of the layers
     * @param width of the image as the model saw it, in pixels
     * @param height of the same
     * @param note what was done to the image that its user should know; mostly empty
     */
    public record Result(List<FeatureMaps> maps, int width, int height, Optional<String> note) {
        /** Copies the list. */
        public Result {
            maps = List.copyOf(maps);
        }
    }

    /**
     * Loads the part of a model that computes some layers.
     *
     * @param names of layers or values, one or several; empty for all convolution and pooling layers
     * @throws FoveaException if a layer is not there, the model takes no image, or the device is not there
     */
    public static Activations open(Model model, String names, Device device) {
        return open(model, List.of(names), device);
    }

    /** Loads the part of a model that computes some layers, given as {@link ModelLayers#select(List)} takes them. */
    public static Activations open(Model model, List<String> names, Device device) {
        ModelLayers known = ModelLayers.of(model.graph());
        requireImage(model, known.graph());
        List<ModelLayer> layers = known.select(names);
        Set<String> values = new LinkedHashSet<>();
        layers.forEach(layer -> values.add(layer.activation()));
        Graph part = known.graph().copy();
        part.setOutputs(values);
        part.prune();
        return new Activations(model, known, layers, Session.open(part.toBytes(), device));
    }

    static void requireImage(Model model, Graph graph) {
        if (graph.inputs().size() != 1 || graph.inputs().get(0).shape().rank() != 4) {
            throw new FoveaException("The model '" + model.name() + "' does not take one image: its inputs are "
                    + graph.inputs().stream()
                            .map(i -> i.name() + " " + i.shape())
                            .toList() + ".");
        }
        model.card().input().preparation(); // throws where its channels are none that images have
    }

    /** The device really used. */
    public Device device() {
        return session.device();
    }

    /** What the model wants to be given. */
    public Input input() {
        return model.card().input();
    }

    /** The layers shown, in order. */
    public List<ModelLayer> layers() {
        return layers;
    }

    /**
     * Runs an image of any size and depth through the layers, prepared as for use. Where a model takes any size and the
     * maps would not fit into memory, the image is shrunk first, which {@link Result#note} says.
     *
     * @throws CancelledException if cancelled
     * @throws FoveaException if the image holds not-a-numbers, or a layer's answer is no feature map
     */
    public Result of(Image image, Cancellation cancel) {
        NonFinite.refuse(image);
        Input wanted = model.card().input();
        InputFrame framing = InputFrame.of(wanted, image);
        Optional<String> note = Optional.empty();
        Image seen = image;
        double shrink = wanted.isFixed() ? 1 : fitting(framing.coveredWidth(), framing.coveredHeight(), cancel);
        if (shrink < 1) {
            int width = wanted.width().orElse(Math.max(SMALLEST, (int) (image.width() * shrink)));
            int height = wanted.height().orElse(Math.max(SMALLEST, (int) (image.height() * shrink)));
            seen = image.resized(width, height);
            framing = InputFrame.of(wanted, seen);
            note = Optional.of("The maps of " + image.width() + "x" + image.height()
                    + " pixels would not fit into memory, so the image was shrunk to " + width + "x" + height
                    + "; give a part of it, or fewer layers, to see it as it is.");
        }
        return new Result(run(seen, framing, cancel), framing.coveredWidth(), framing.coveredHeight(), note);
    }

    @Override
    public void close() {
        session.close();
    }

    private List<FeatureMaps> run(Image image, InputFrame framing, Cancellation cancel) {
        Input wanted = model.card().input();
        sizes.require(wanted.shape(framing.width(), framing.height()));
        FloatTensor tensor = framing.tensor(wanted, image);
        Map<String, FloatTensor> answers = session.run(Map.of(input, tensor), cancel);
        List<FeatureMaps> maps = new ArrayList<>();
        for (ModelLayer layer : layers) {
            FeatureMaps all = maps(layer, answers.get(layer.activation()));
            maps.add(all.cropped(
                    framing.coveredWidth() / (double) framing.width(),
                    framing.coveredHeight() / (double) framing.height()));
        }
        return maps;
    }

    private FeatureMaps maps(ModelLayer layer, FloatTensor answer) {
        long[] shape = answer.shape();
        if (shape.length == 2 && shape[0] == 1) {
            return new FeatureMaps(layer, (int) shape[1], 1, 1, answer.data());
        }
        if (shape.length != 4 || shape[0] != 1) {
            throw new FoveaException("'" + layer.name() + "' answers in the shape " + Arrays.toString(shape)
                    + ", which is no feature map: [1, channels, height, width]. Choose one of the layers "
                    + known.summaryNames() + ".");
        }
        int c = (int) shape[1];
        int h = (int) shape[2];
        int w = (int) shape[3];
        if (known.layout(layer.activation(), model.card().input().layout()) == Layout.NCHW) {
            return new FeatureMaps(layer, c, h, w, answer.data());
        }
        return FeatureMaps.channelsLast(layer, w, c, h, answer.data());
    }

    /** By how much to shrink an image so that its maps fill a part of the memory only; 1 for not at all. */
    private double fitting(int width, int height, Cancellation cancel) {
        Input wanted = model.card().input();
        int across = Math.min(wanted.widthFor(width), wanted.widthFor(PROBE));
        int down = Math.min(wanted.heightFor(height), wanted.heightFor(PROBE));
        if (across >= width && down >= height) {
            return 1;
        }
        Map<String, FloatTensor> answers =
                session.run(Map.of(input, FloatTensor.allocate(wanted.shape(across, down))), cancel);
        double values = answers.values().stream().mapToDouble(FloatTensor::size).sum();
        double needed = values * width * height / ((double) across * down) * Float.BYTES;
        double free = Runtime.getRuntime().maxMemory() / 4.0;
        double largest =
                answers.values().stream().mapToDouble(FloatTensor::size).max().orElse(1)
                        * width
                        * height
                        / ((double) across * down);
        double share = Math.min(free / needed, (Integer.MAX_VALUE - 64) / largest);
        return share >= 1 ? 1 : wanted.isFree() ? Math.sqrt(share) : share;
    }
}
