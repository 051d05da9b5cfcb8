package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.autodiff.NoGradientException;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.LayerReader;
import io.fovea.explain.method.LayerSight;
import io.fovea.explain.method.Method;
import io.fovea.explain.method.PreparedMethod;
import io.fovea.explain.method.PreparedMethod.Result;
import io.fovea.explain.method.TiledCam;
import io.fovea.image.ColorMap;
import io.fovea.image.Header;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.NonFinite;
import io.fovea.model.Card;
import io.fovea.model.ClassChoice;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final Model model;
    private final Anatomy anatomy;
    private final ReadyMethod ready;
    private final List<Integer> classes;

    private Explainer(Model model, Anatomy anatomy, ReadyMethod ready, List<Integer> classes) {
        this.model = model;
        this.anatomy = anatomy;
        this.ready = ready;
        this.classes = classes;
    }

    /**
     * Loads a model that classifies or segments.
     *
     * @throws FoveaException if it does neither, or a layer or class is not there, or the device
     * @throws NoGradientException if the method explains pixels by a gradient, and an operator has none. Of a layer
     *     {@link Method#SCORE_CAM} is made instead, and each explanation says so
     */
    public static Explainer open(Model model, ExplainOptions options, Device device) {
        return open(model, options, device, true);
    }

    /** The same, for {@link #explain(Image, Optional, List, Monitor)}. */
    public static Explainer openForAnyClass(Model model, ExplainOptions options, Device device) {
        return open(model, options, device, false);
    }

    private static Explainer open(Model model, ExplainOptions options, Device device, boolean mayFindTop) {
        Anatomy anatomy = Anatomy.of(model, options.keepActivation());
        List<Integer> classes = ClassChoice.indices(options.classes(), anatomy.card(), anatomy.classCount());
        boolean onlyTop = mayFindTop && classes.isEmpty();
        return new Explainer(
                model,
                anatomy,
                ReadyMethod.open(
                        options,
                        method -> PreparedMethod.open(
                                anatomy, method, options.layers(), options.smooth(), onlyTop, device)),
                classes);
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
        return ready.method().device();
    }

    /** What the model means. */
    public Card card() {
        return anatomy.card();
    }

    /** What tells the network from every other: see {@link Model#fingerprint}. Blocks on the disk. */
    public String fingerprint() {
        return model.fingerprint();
    }

    /** What is explained, and how: the method really used. */
    public ExplainOptions options() {
        return ready.options();
    }

    /** The layer that is explained, several joined by {@code +}; {@code input} for methods that explain pixels. */
    public String layer() {
        return ready.layer();
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

    /**
     * Explains other classes than were asked for, by one that was {@linkplain #openForAnyClass opened for any}: where the
     * network finds the top class by itself it can do no other.
     *
     * @param wanted indices of classes
     */
    public List<Explanation> explain(Image image, Optional<Image> selection, List<Integer> wanted, Monitor monitor) {
        NonFinite.refuse(image);
        Input input = anatomy.card().input();
        InputFrame framing = InputFrame.of(input, image);
        return MemoryAdvice.of(anatomy).guard(framing, () -> {
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
            Result made = ready.method().explain(new ExplainedClass(tensor, framing, index, region), monitor);
            explanations.add(
                    ready.explanation(made, card(), framing, made.probability(), (System.nanoTime() - start) * 1e-9));
        }
        return explanations;
    }

    /**
     * Whether an image that is too large for the network is explained tile by tile: a segmentation of a model that takes tiles, by a
     * method of {@link TiledCam}, at one layer and not smoothed.
     */
    public boolean hasStrips() {
        Input input = card().input();
        return anatomy.isSpatial()
                && input.fit() == Fit.TILE
                && input.isFree()
                && !input.takesChannels()
                && input.preparation().isByRows()
                && TiledCam.of(options().method()).isPresent()
                && !options().smooth()
                && ready.method().layers().size() == 1
                && (!classes.isEmpty() || usual() != ExplainedClass.TOP);
    }

    /**
     * Explains an image of any size tile by tile; the maps are those of {@link #explain(Image, Monitor)} as far as the network sees
     * no further than its card says.
     *
     * @param colors of the overlay
     * @return as there
     * @throws FoveaException if the layer lies on no grid that tiles could share, or the disk takes no more
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<StripExplanation> explain(ImageRows rows, ColorMap colors, Monitor monitor) {
        return explain(rows, TileCut.SIDE, colors, monitor);
    }

    /** The same in tiles of another size. */
    List<StripExplanation> explain(ImageRows rows, int side, ColorMap colors, Monitor monitor) {
        TiledCam cam = TiledCam.of(options().method()).orElseThrow();
        List<StripExplanation> found = new ArrayList<>();
        FeatureLayer layer = ready.method().layers().get(0);
        try (LayerSight sight = LayerSight.open(anatomy, layer, device());
                LayerReader reader = cam.needsWeights() ? LayerReader.open(anatomy, layer, device()) : null) {
            for (int index : classes.isEmpty() ? List.of(usual()) : classes) {
                StripExplainer strips =
                        new StripExplainer(anatomy, sight, Optional.ofNullable(reader), cam, rows, side);
                found.add(explain(strips, rows, index, colors, monitor));
            }
            return found;
        } catch (RuntimeException | Error e) {
            found.forEach(one -> one.heat().close());
            throw e;
        }
    }

    private StripExplanation explain(
            StripExplainer strips, ImageRows rows, int index, ColorMap colors, Monitor monitor) {
        long start = System.nanoTime();
        Header header = rows.header();
        StripExplainer.RawMap raw = strips.explain(index, monitor);
        Input input = card().input();
        InputFrame frame = new InputFrame(
                input.widthFor(header.width()),
                input.heightFor(header.height()),
                header.width(),
                header.height(),
                header.width(),
                header.height());
        StripExplanation.Drawn drawn = StripExplanation.drawn(rows, raw, frame, colors, monitor);
        String label = card().label(index);
        Optional<String> note = ready.blank(raw.isFlat(), raw.highest() == 0, label);
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new StripExplanation(
                index, label, raw.probability(), layer(), drawn.heat(), drawn.overlay(), note, seconds);
    }

    private int usual() {
        return card().task().foreground().orElse(ExplainedClass.TOP);
    }

    @Override
    public void close() {
        ready.close();
    }
}
