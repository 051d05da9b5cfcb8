package io.fovea.imagej;

import ij.ImagePlus;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Prediction;
import io.fovea.task.ScaleChoice;

/**
 * Asks a model about an image, or planes of a stack, and keeps the answers in ImageJ's forms: a class for each job.
 * The whole image is looked at, whatever is selected, where a job does not say otherwise.
 */
public abstract class StackPrediction<P extends Prediction> {
    final ImagePlus source;
    final Planes planes;
    private final String doing;
    private String device = "";

    /**
     * Prepares to ask.
     *
     * @param keys which planes, and which of their channels
     * @param doing what the status bar says before the image's title
     * @throws io.fovea.FoveaException if there is no such plane or channel
     */
    StackPrediction(ImagePlus source, PlaneKeys keys, String doing) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        this.doing = doing;
    }

    /**
     * Asks about every plane that is meant, showing progress in the status bar. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public final StackPrediction<P> run(ImagePredictor<P> predictor) {
        return run(predictor, new EscapeMonitor(planes.count()));
    }

    /** The same, followed by another monitor. */
    public final StackPrediction<P> run(ImagePredictor<P> predictor, EscapeMonitor monitor) {
        device = predictor.device().toString();
        planes.feed(predictor.card().input());
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.next(planes.names().doing(doing, plane));
            add(plane, answer(plane, predictor, monitor), monitor);
        }
        return this;
    }

    /** Asks about a plane. */
    P answer(int plane, ImagePredictor<P> predictor, EscapeMonitor monitor) {
        return predictor.predict(planes.image(plane, predictor.card().input()), rescaling(), monitor);
    }

    /** How every plane is brought to the model's scale. */
    ScaleChoice rescaling() {
        return ScaleChoice.USUAL;
    }

    /** Keeps the answer for the next plane. */
    abstract void add(int plane, P answer, EscapeMonitor monitor);

    /** The device that was used. */
    final String device() {
        return device;
    }
}
