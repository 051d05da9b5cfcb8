package io.fovea.command;

import ij.ImagePlus;
import io.fovea.imagej.KnowsImage;
import io.fovea.imagej.PlaneKeys;
import io.fovea.imagej.PlaneQuestions;
import io.fovea.model.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.scijava.plugin.Parameter;

/**
 * A command that takes planes of an image through a model: what its dialog and its macro line begin with. Of an image with
 * several channels, slices and frames, {@code channel=2 slice=1-5 frame=3} are taken.
 */
abstract class PlanesModelCommand extends ModelCommand implements KnowsImage {
    @Parameter(label = "Channel", description = "several such as 3,1, or names", persist = false)
    private String channel = "0";

    @Parameter(label = "Slices", description = "slices such as 1-5,9", persist = false)
    private String slice = "";

    @Parameter(label = "Frames", description = "frames such as 1-5,9", persist = false)
    private String frame = "";

    /** Whether nobody chose the channel. */
    private boolean unchosen;

    /**
     * Sets the default.
     *
     * @param model a shipped model's name
     * @param takes the tasks of the models that the dialog offers
     */
    PlanesModelCommand(String model, Predicate<Task> takes) {
        super(model, takes);
    }

    /** The open image, or null. */
    abstract ImagePlus image();

    /** Which planes and channels are meant. */
    final PlaneKeys planes() {
        return new PlaneKeys(channel, slice, frame);
    }

    /** Takes the slice and frame on show where none is said and there are several. */
    final void takePlaneOnShow() {
        if (slice.isBlank()) {
            slice = questions().onShow("slice");
        }
        if (frame.isBlank()) {
            frame = questions().onShow("frame");
        }
    }

    private PlaneQuestions questions() {
        return new PlaneQuestions(image());
    }

    @Override
    public Optional<String> doubt() {
        return questions().doubt();
    }

    @Override
    public boolean isAsked(String key) {
        return questions().isAsked(key);
    }

    @Override
    public List<String> suggestions(String key) {
        return image() != null && PlaneQuestions.isOne(key) ? questions().values(key) : super.suggestions(key);
    }

    @Override
    public String shown(String key, String value) {
        return questions().shown(key, value);
    }

    @Override
    public void settle(boolean asking) {
        unchosen = questions().isOpen(channel);
        if (unchosen) {
            channel = questions().settled(channel, models.model(told()), asking);
        }
    }

    @Override
    final void warn() {
        super.warn();
        if (unchosen) {
            questions().noteColors(channel);
        }
    }
}
