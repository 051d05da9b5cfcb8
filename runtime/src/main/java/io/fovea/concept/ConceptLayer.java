package io.fovea.concept;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.LayerHead;
import io.fovea.explain.method.LayerSight;
import io.fovea.explain.method.LayerView;
import io.fovea.explain.method.Variations;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.Optional;
import java.util.function.IntFunction;

/** The layer of a model in which concepts are looked for. Blocks; thread-safe. Owns native memory until closed. */
public final class ConceptLayer implements AutoCloseable {
    private final Anatomy anatomy;
    private final LayerSight sight;
    private final Device wanted;
    private LayerHead head;

    private ConceptLayer(Anatomy anatomy, LayerSight sight, Device wanted) {
        this.anatomy = anatomy;
        this.sight = sight;
        this.wanted = wanted;
    }

    /**
     * Loads a model that classifies or segments.
     *
     * @param layer by name; empty for the one before the head
     * @throws FoveaException if it does neither, or has no such layer, or the device is not there
     * @throws io.fovea.autodiff.NoGradientException if an operator between the layer and the scores has no derivative
     */
    public static ConceptLayer open(Model model, Optional<String> layer, Device device) {
        Anatomy anatomy = Anatomy.of(model, false);
        FeatureLayer found = anatomy.layers(layer.stream().toList()).get(0);
        return new ConceptLayer(anatomy, LayerSight.open(anatomy, found, device), device);
    }

    /** What users call it. */
    public String name() {
        return sight.layer().layer();
    }

    /** The device really used. */
    public Device device() {
        return sight.device();
    }

    /** What the model means. */
    public Card card() {
        return anatomy.card();
    }

    /** How many classes the model has. */
    public int classes() {
        return anatomy.classCount();
    }

    /** The label of a class. */
    String label(int classIndex) {
        return card().label(classIndex);
    }

    /** How an image lies in the model's input. */
    InputFrame frame(Image image) {
        return InputFrame.of(card().input(), image);
    }

    /**
     * Looks at an image of any size and depth.
     *
     * @param wanted the class; empty for the top one, or the foreground of a segmentation
     * @throws FoveaException if a value of the image is no number
     */
    LayerView look(Image image, Optional<Integer> wanted, Monitor monitor) {
        int index = wanted.orElseGet(() -> card().task().foreground().orElse(ExplainedClass.TOP));
        return sight.look(subject(image, index, monitor), monitor);
    }

    /**
     * What the layer says of an image, {@code [channel][place]}.
     *
     * @throws FoveaException if a value of the image is no number
     */
    float[][] values(Image image, Monitor monitor) {
        return sight.values(subject(image, 0, monitor), monitor);
    }

    /**
     * The scores of a class where the layer has other values; as many at once as there are processors.
     *
     * @param seen what the image is to the layer and the class
     * @param count how many other values there are
     * @param changed makes them, {@code [channel][place]}, by their index
     * @throws io.fovea.session.CancelledException if cancelled
     */
    double[] scores(Image image, LayerView seen, int count, IntFunction<float[][]> changed, Monitor monitor) {
        ExplainedClass subject = subject(image, seen.classIndex(), monitor);
        LayerHead behind = head();
        return new Variations(seen.value(), "mask")
                .score(
                        count,
                        (i, into) -> {
                            into.data()
                                    .put(0, seen.value().data(), 0, seen.value().size());
                            sight.layer().put(changed.apply(i), into);
                        },
                        tensor -> behind.score(tensor, subject, monitor),
                        monitor);
    }

    /** Loaded when it is first asked for: few need it. */
    private synchronized LayerHead head() {
        if (head == null) {
            head = LayerHead.open(anatomy, sight.layer(), wanted);
        }
        return head;
    }

    private ExplainedClass subject(Image image, int classIndex, Monitor monitor) {
        NonFinite.refuse(image);
        monitor.check();
        InputFrame frame = frame(image);
        return new ExplainedClass(
                frame.tensor(card().input(), image), frame, classIndex, anatomy.region(frame, Optional.empty()));
    }

    @Override
    public synchronized void close() {
        sight.close();
        if (head != null) {
            head.close();
        }
    }
}
