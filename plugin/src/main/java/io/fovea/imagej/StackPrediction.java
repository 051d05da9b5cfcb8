package io.fovea.imagej;

import ij.ImagePlus;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Prediction;
import io.fovea.task.Rescaling;

/**
 * Asks a model about an image, or every plane of a stack, and keeps the answers in ImageJ's forms: a class for each job.
 * The whole image is looked at, whatever is selected.
 */
public abstract class StackPrediction<P extends Prediction> {
    final ImagePlus source;
    final Planes planes;
    private final String doing;
    private String device = "";

    /**
     * Prepares to ask.
     *
     * @param channel numbers from 1, or names, separated by commas; 0 for what the model wants: all its channels, or colour
     *     where the image has it, or else the channel on show
     * @param doing what the status bar says before the image's title
     * @throws io.fovea.FoveaException if there is no such channel
     */
    StackPrediction(ImagePlus source, String channel, String doing) {
        this.source = source;
        this.planes = Planes.of(source, channel);
        this.doing = doing;
    }

    /**
     * Asks about every plane, showing progress in the status bar. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public final StackPrediction<P> run(ImagePredictor<P> predictor) {
        device = predictor.device().toString();
        EscapeMonitor monitor = new EscapeMonitor(planes.count());
        for (int plane = 0; plane < planes.count(); plane++) {
            monitor.check();
            monitor.report(0, doing + " " + source.getTitle());
            add(plane, predictor.predict(planes.image(plane, predictor.card().input()), rescaling(), monitor));
            monitor.next();
        }
        return this;
    }

    /** How every plane is brought to the model's scale. */
    Rescaling rescaling() {
        return Rescaling.USUAL;
    }

    /** Keeps the answer for the next plane. */
    abstract void add(int plane, P answer);

    /** The device that was used. */
    final String device() {
        return device;
    }
}
