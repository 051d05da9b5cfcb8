package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.PreparedMethod;
import io.fovea.explain.method.PreparedMethod.Result;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Card;
import io.fovea.model.ClassChoice;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says where a model looks when it gives an image a class.
 *
 * <pre>{@code
 * try (Explainer explainer = Explainer.open(model, ExplainOptions.DEFAULT, Device.AUTO)) {
 *     Explanation why = explainer.explain(image, Monitor.NONE).get(0);
 *     HeatOverlay.of(image, why.map(), ColorMap.JET).write(Path.of("why.png"));
 * }
 * }</pre>
 *
 * <p>The model is taken apart and differentiated once, when opened; one run then gives scores, feature maps and gradients
 * together. Blocks; thread-safe. Owns native memory until closed.
 */
public final class Explainer implements AutoCloseable {
    private final Anatomy anatomy;
    private final ExplainOptions options;
    private final PreparedMethod method;
    private final List<Integer> classes;
    private final String layer;

    private Explainer(
            Anatomy anatomy, ExplainOptions options, PreparedMethod method, List<Integer> classes, String layer) {
        this.anatomy = anatomy;
        this.options = options;
        this.method = method;
        this.classes = classes;
        this.layer = layer;
    }

    /**
     * Loads a model that classifies or segments.
     *
     * @throws FoveaException if it does neither, or a layer or class is not there, or the device
     * @throws io.fovea.autodiff.NoGradientException if the method needs a gradient and an operator has none; the message
     *     names the nearest value that can be explained
     */
    public static Explainer open(Model model, ExplainOptions options, Device device) {
        return open(model, options, device, true);
    }

    /** The same, for {@link #explain(Image, Optional, List, Monitor)}. */
    static Explainer openForAnyClass(Model model, ExplainOptions options, Device device) {
        return open(model, options, device, false);
    }

    private static Explainer open(Model model, ExplainOptions options, Device device, boolean mayFindTop) {
        Anatomy anatomy = Anatomy.of(model, options.keepActivation());
        List<Integer> classes = ClassChoice.indices(options.classes(), anatomy.card(), anatomy.classCount());
        PreparedMethod method = PreparedMethod.open(
                anatomy, options.method(), options.layers(), options.smooth(), mayFindTop && classes.isEmpty(), device);
        String name = method.layers().isEmpty()
                ? "input"
                : method.layers().stream().map(FeatureLayer::layer).collect(Collectors.joining("+"));
        return new Explainer(anatomy, options, method, classes, name);
    }

    /**
     * The layers of a model that can be explained, in its order, by the names that a summary gives them. Runs the model
     * once for its shapes. Blocks.
     *
     * @throws FoveaException if it neither classifies nor segments
     */
    public static List<String> layers(Model model) {
        return List.copyOf(Anatomy.of(model, false).maps().layers());
    }

    /** The device really used. */
    public Device device() {
        return method.device();
    }

    /** What the model means. */
    public Card card() {
        return anatomy.card();
    }

    /** What is explained, and how. */
    public ExplainOptions options() {
        return options;
    }

    /** The layer that is explained, several joined by {@code +}; {@code input} for methods that explain pixels. */
    public String layer() {
        return layer;
    }

    /**
     * Explains an image of any size and depth.
     *
     * @return one explanation for each class asked for, in their order; for the top class if none was
     * @throws FoveaException if a value of the image is no number, or the memory does not suffice
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<Explanation> explain(Image image, Monitor monitor) {
        return explain(image, Optional.empty(), monitor);
    }

    /**
     * Explains what a segmentation says of a part of an image: Seg-Grad-CAM. Otherwise as {@link #explain(Image, Monitor)}.
     *
     * @param selection grey, of the image's size; 0 is outside. A classifier leaves it aside
     */
    public List<Explanation> explain(Image image, Optional<Image> selection, Monitor monitor) {
        return explain(image, selection, classes, monitor);
    }

    /** Explains other classes than were asked for; where the network finds the top class by itself it can do no other. */
    List<Explanation> explain(Image image, Optional<Image> selection, List<Integer> wanted, Monitor monitor) {
        NonFinite.refuse(image);
        Input input = anatomy.card().input();
        InputFrame framing = InputFrame.of(input, image);
        return Memory.of(anatomy).guard(framing, () -> {
            FloatTensor tensor = framing.tensor(input, image);
            Region region = anatomy.region(framing, selection);
            return explain(tensor, framing, region, wanted, monitor);
        });
    }

    private List<Explanation> explain(
            FloatTensor tensor, InputFrame framing, Region region, List<Integer> wanted, Monitor monitor) {
        List<Explanation> explanations = new ArrayList<>();
        for (int index : wanted.isEmpty() ? List.of(usual()) : wanted) {
            monitor.check();
            long start = System.nanoTime();
            Result made = method.explain(new ExplainedClass(tensor, framing, index, region), monitor);
            explanations.add(explanation(made, framing, (System.nanoTime() - start) * 1e-9));
        }
        return explanations;
    }

    private int usual() {
        return card().task().foreground().orElse(ExplainedClass.TOP);
    }

    private Explanation explanation(Result made, InputFrame framing, double seconds) {
        HeatMap map = new HeatMap(made.attribution(), made.ceiling(), framing);
        int index = made.classIndex();
        String label = card().label(index);
        Optional<String> note = Optional.empty();
        if (made.flat()) {
            note = Optional.of("The gradient of '" + label + "' is zero everywhere at '" + layer
                    + "', so its map is blank: there the score does not react to small changes.");
        } else if (map.isBlank()) {
            note = Optional.of("Nothing at '" + layer + "' speaks for '" + label + "', so its map is blank.");
        }
        return new Explanation(index, label, made.probability(), options.method(), layer, map, note, seconds);
    }

    @Override
    public void close() {
        method.close();
    }
}
