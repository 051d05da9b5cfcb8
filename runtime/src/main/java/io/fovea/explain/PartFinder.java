package io.fovea.explain;

import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Optional;

/** Finds what is asked for in what a model answers. Blocks; thread-safe. Owns native memory until closed. */
interface PartFinder extends AutoCloseable {

    /**
     * The parts of the answer to an image that are asked for, in that order.
     *
     * @throws io.fovea.FoveaException if there is no such part
     * @throws io.fovea.session.CancelledException if cancelled
     */
    List<Part> find(Image image, Question question, Monitor monitor);

    /**
     * The objects of the answer to an image, as {@link Question#objects} counts them; nothing of what tells none apart, or has
     * other parts than those of pixels.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    default Optional<LabelMap> objects(Image image, Monitor monitor) {
        return Optional.empty();
    }

    /** Answers first; owned, and for what is asked. */
    ImagePredictor<?> predictor();

    /** Whether it finds parts of one and the same anatomy in many images, so that a network is prepared once for all of them. */
    boolean isOfOneAnatomy();

    /** What the model means, for what is asked. */
    default Card card() {
        return predictor().card();
    }

    /** What tells the network from every other. */
    default String fingerprint() {
        return predictor().fingerprint();
    }

    /** The device really used. */
    default Device device() {
        return predictor().device();
    }

    @Override
    default void close() {
        predictor().close();
    }
}
