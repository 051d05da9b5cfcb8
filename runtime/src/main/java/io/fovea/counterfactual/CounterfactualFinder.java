package io.fovea.counterfactual;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.explain.method.ClassMargin;
import io.fovea.explain.method.ClassMargin.Standing;
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
import java.util.OptionalInt;

/**
 * Finds what would have to change in an image for a classifier to answer otherwise.
 *
 * <pre>{@code
 * try (CounterfactualFinder finder = CounterfactualFinder.open(model, Device.AUTO)) {
 *     finder.pixels(image, finder.wanted(Optional.of("dog")), 2, Monitor.NONE)
 *             .ifPresent(change -> change.changed().write(Path.of("almost.png")));
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class CounterfactualFinder implements AutoCloseable {
    private final Anatomy anatomy;
    private final ClassMargin margin;

    private CounterfactualFinder(Anatomy anatomy, ClassMargin margin) {
        this.anatomy = anatomy;
        this.margin = margin;
    }

    /**
     * What a model answers.
     *
     * @param classIndex of the highest class
     * @param probability of it, 0..1
     */
    public record Answer(int classIndex, String label, double probability) {}

    /**
     * Loads a classifier.
     *
     * @throws FoveaException if the model is none, or the device is not there
     * @throws io.fovea.autodiff.NoGradientException if an operator on the way to the scores has no derivative
     */
    public static CounterfactualFinder open(Model model, Device device) {
        Anatomy anatomy = Anatomy.of(model, false);
        return new CounterfactualFinder(anatomy, ClassMargin.open(anatomy, device));
    }

    /** The device really used. */
    public Device device() {
        return margin.device();
    }

    /** What the model means. */
    public Card card() {
        return anatomy.card();
    }

    /** How many classes the model has. */
    public int classes() {
        return anatomy.classCount();
    }

    /**
     * The class that a user names.
     *
     * @throws FoveaException if there is none of that name
     */
    public OptionalInt wanted(Optional<String> label) {
        return label.map(name -> OptionalInt.of(ClassChoice.index(name, card(), classes())))
                .orElse(OptionalInt.empty());
    }

    /**
     * What the model answers.
     *
     * @throws FoveaException if a value of the image is no number
     */
    public Answer answer(Image image, Monitor monitor) {
        Standing standing = standing(image, monitor);
        return new Answer(standing.top(), card().label(standing.top()), standing.probability());
    }

    private Standing standing(Image image, Monitor monitor) {
        NonFinite.refuse(image);
        monitor.check();
        InputFrame frame = InputFrame.of(card().input(), image);
        return margin.standing(frame.tensor(card().input(), image), frame, monitor);
    }

    private Aim aim(Standing standing, OptionalInt wanted) {
        if (wanted.isPresent() && wanted.getAsInt() == standing.top()) {
            throw new FoveaException("The model '" + card().name() + "' answers '" + card().label(standing.top())
                    + "' as it is, so there is nothing to turn; give another class.");
        }
        return new Aim(wanted, standing.top());
    }

    /**
     * The smallest change of pixels that turns the answer.
     *
     * @param wanted the class to be answered; empty for any other
     * @param sigma of the blur that the change has, in pixels of the model's input; 0 for none
     * @return empty if none was found, as where no gradient leads anywhere
     * @throws FoveaException if the class is answered already
     * @throws FlatImageException if the image, or a channel of it, has one grey level between the percentiles that the model
     *     stretches it by
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Optional<PixelChange> pixels(Image image, OptionalInt wanted, double sigma, Monitor monitor) {
        Aim aim = aim(standing(image, monitor), wanted);
        Input input = card().input();
        InputFrame frame = InputFrame.of(input, image);
        FloatTensor start = frame.tensor(input, image);
        GreyLevels levels = GreyLevels.of(input, frame, image, start);
        PixelSearch search = new PixelSearch(margin, start, frame, levels, sigma, aim, monitor);
        return search.find().map(changed -> {
            Standing there = margin.standing(changed, frame, monitor);
            return new PixelChange(
                    card().label(aim.answered()),
                    card().label(there.top()),
                    there.probability(),
                    search.length(changed),
                    search.largest(changed),
                    levels.shown(start),
                    levels.shown(changed),
                    levels.difference(start, changed, search.largest(changed)));
        });
    }

    /**
     * The smallest shifts that turn the answer, to each side by itself: the first of 40 steps over the range that does, and from
     * there halves back to the border.
     *
     * @param wanted the class to be answered; empty for any other
     * @return those that were found
     * @throws FoveaException if the class is answered already
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<ShiftChange> along(Shift shift, Image image, OptionalInt wanted, Monitor monitor) {
        Aim aim = aim(standing(image, monitor), wanted);
        List<ShiftChange> found = new ArrayList<>();
        for (boolean upward : new boolean[] {false, true}) {
            if (shift.fits(image) && !shift.side(upward).isEmpty()) {
                new ShiftSearch(shift, upward, image, shifted -> aim.isMet(standing(shifted, monitor)))
                        .find(monitor)
                        .ifPresent(amount -> found.add(change(shift, upward, amount, image, monitor)));
            }
        }
        return List.copyOf(found);
    }

    private ShiftChange change(Shift shift, boolean upward, double amount, Image image, Monitor monitor) {
        Image changed = shift.apply(image, amount);
        Answer answer = answer(changed, monitor);
        return new ShiftChange(shift, shift.side(upward), amount, answer.label(), answer.probability(), changed);
    }

    @Override
    public void close() {
        margin.close();
    }
}
