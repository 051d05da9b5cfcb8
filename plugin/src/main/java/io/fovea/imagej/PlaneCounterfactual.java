package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.CounterfactualFinder.Answer;
import io.fovea.counterfactual.FlatImageException;
import io.fovea.counterfactual.PixelChange;
import io.fovea.counterfactual.Shift;
import io.fovea.counterfactual.ShiftChange;
import io.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the smallest changes of a plane of an open image that turn a classifier's answer, in ImageJ's forms. */
public final class PlaneCounterfactual {
    /** What changes of pixels are called. */
    private static final String PIXELS = "pixels";

    private static final int MOST_SIGMA = 100;

    private final ImagePlus source;
    private final Planes planes;
    private final Optional<String> to;
    private final List<String> by;
    private final List<Shift> shifts;
    private final double sigma;
    private final ResultsTable table = new ResultsTable();
    private final List<String> unturned = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private ChangedPictures pictures;
    private String report = "";

    /**
     * Prepares to look for changes.
     *
     * @param keys which channels, and which one plane
     * @param to label or index of the class to be answered; blank for any other
     * @param by {@code pixels} and the names of {@linkplain Shift shifts}, with commas; blank for all
     * @param sigma of the blur of changes of pixels, in pixels of the model's input, 0 to 100
     * @throws FoveaException if there are several planes, no such plane or channel, no such change or sigma
     */
    public PlaneCounterfactual(ImagePlus source, PlaneKeys keys, String to, String by, double sigma) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        if (planes.count() > 1) {
            throw new FoveaException("The answer to one plane is turned, and " + planes.count() + " of '"
                    + source.getTitle() + "' are meant; say which with the keys slice and frame.");
        }
        if (!(sigma >= 0 && sigma <= MOST_SIGMA)) {
            throw new FoveaException("The key 'sigma' is 0 to " + MOST_SIGMA + ", not " + sigma + ".");
        }
        this.to = Optional.of(to.strip()).filter(text -> !text.isEmpty());
        this.by = NameList.of(List.of(by), text -> false);
        this.shifts = this.by.isEmpty() ? List.of(Shift.values()) : shifts(this.by);
        this.sigma = sigma;
    }

    /** All that may change, by name. */
    public static List<String> changes() {
        return Stream.concat(Stream.of(PIXELS), Stream.of(Shift.values()).map(Shift::toString))
                .toList();
    }

    private static List<Shift> shifts(List<String> wanted) {
        return wanted.stream()
                .filter(text -> !PIXELS.equalsIgnoreCase(text))
                .map(Shift::parse)
                .distinct()
                .toList();
    }

    private boolean takesPixels() {
        return by.isEmpty() || by.stream().anyMatch(PIXELS::equalsIgnoreCase);
    }

    /**
     * Looks for changes, showing progress in the status bar; what turns nothing goes to the log. Blocks.
     *
     * @throws FoveaException if there is no such class, it is answered already, or nothing turns the answer
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public PlaneCounterfactual run(CounterfactualFinder finder) {
        OptionalInt wanted = finder.wanted(to);
        EscapeMonitor monitor = new EscapeMonitor(shifts.size() + (takesPixels() ? 1 : 0));
        Image image = planes.image(0, finder.card().input());
        Answer answer = finder.answer(image, monitor);
        pictures = new ChangedPictures(image, finder.card().input(), words(answer.label(), answer.probability()));
        if (takesPixels()) {
            monitor.next(doing(PIXELS));
            changePixels(finder, image, wanted, answer, monitor);
        }
        for (Shift shift : shifts) {
            monitor.next(doing(shift.toString()));
            List<ShiftChange> changes = finder.along(shift, image, wanted, monitor);
            changes.forEach(change -> add(answer, change));
            if (changes.isEmpty()) {
                unturned.add(shift.toString());
            }
        }
        tell(answer, finder);
        return this;
    }

    private String doing(String change) {
        return "Turning the answer to " + planes.names().what() + " by " + change;
    }

    private void changePixels(
            CounterfactualFinder finder, Image image, OptionalInt wanted, Answer answer, EscapeMonitor monitor) {
        try {
            finder.pixels(image, wanted, sigma, monitor)
                    .ifPresentOrElse(change -> add(answer, change), () -> unturned.add(PIXELS));
        } catch (FlatImageException e) {
            if (!by.isEmpty()) {
                throw e;
            }
            notes.add(e.getMessage());
        }
    }

    private void add(Answer answer, PixelChange change) {
        row(PIXELS, answer, change.to(), change.probability());
        table.addValue("Amount", change.length());
        table.addValue("Unit", "grey levels");
        table.addValue("Largest", change.largest());
        pictures.add(change, number(change.length()), words(change.to(), change.probability()));
    }

    private void add(Answer answer, ShiftChange change) {
        row(change.side(), answer, change.to(), change.probability());
        table.addValue("Amount", change.amount());
        table.addValue("Unit", change.shift().unit());
        table.addValue("Largest", "");
        String amount = number(change.amount()) + " " + change.shift().unit();
        pictures.add(change, amount, words(change.to(), change.probability()));
    }

    private void row(String change, Answer answer, String to, double probability) {
        planes.beginRow(table, 0);
        table.addValue("Change", change);
        table.addValue("From", answer.label());
        table.addValue("To", to);
        table.addValue("Probability", probability);
    }

    private void tell(Answer answer, CounterfactualFinder finder) {
        String what = planes.names().what();
        String untried = notes.stream().map(note -> " " + note).collect(Collectors.joining());
        if (table.size() == 0) {
            throw new FoveaException("Nothing that was tried turns the answer '" + answer.label() + "' to '" + what
                    + "' (" + String.join(", ", unturned)
                    + "); try other changes with the key 'by', or another class with 'to'." + untried);
        }
        notes.forEach(note -> IJ.log("Note: " + what + ": " + note));
        if (!unturned.isEmpty()) {
            IJ.log("Note: " + what + ": The answer is not turned by " + String.join(", ", unturned) + ".");
        }
        report = what + ": " + words(answer.label(), answer.probability()) + ", turned by " + table.size()
                + (table.size() == 1 ? " change" : " changes") + ", on " + finder.device();
    }

    private static String words(String label, double probability) {
        return String.format(Locale.ROOT, "%s (%.0f %%)", label, 100 * probability);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    /** The image as it is and after each change, RGB, a slice each, named for the change and the answer to it. */
    public ImagePlus image() {
        ImagePlus image = pictures.image(ResultImage.stem(source.getTitle()) + "-counterfactual");
        image.setCalibration(ResultImage.scale(source.getCalibration()));
        image.setProperty("Info", report);
        return image;
    }

    /** A row for each change that turns the answer. */
    public ResultsTable table() {
        return table;
    }

    /** What is answered, how many changes turn that, and on which device that was found, in one line. */
    public String report() {
        return report;
    }
}
