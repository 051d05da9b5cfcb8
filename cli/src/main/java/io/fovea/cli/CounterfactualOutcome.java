package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.Csv;
import io.fovea.counterfactual.CounterfactualFinder.Answer;
import io.fovea.counterfactual.PixelChange;
import io.fovea.counterfactual.ShiftChange;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The changes that turn the answer to one image: as a table, as a picture, and in words. Not thread-safe. */
final class CounterfactualOutcome {
    /** Of the table. */
    static final List<String> COLUMNS =
            List.of("image", "change", "from", "to", "probability", "amount", "unit", "largest");

    /** What changes of pixels are called. */
    static final String PIXELS = "pixels";

    private static final String GREY_LEVELS = "grey levels";

    private final String image;
    private final Image pixels;
    private final Answer answer;
    private final Csv csv = new Csv(COLUMNS);
    private final TextTable text = new TextTable(List.of("change", "amount", "", "answer", "probability", "largest"));
    private final CounterfactualSheet sheet = new CounterfactualSheet();
    private final List<String> unturned = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Of an image and what it is answered as it is. */
    CounterfactualOutcome(String image, Image pixels, Answer answer) {
        this.image = image;
        this.pixels = pixels;
        this.answer = answer;
    }

    void add(PixelChange change) {
        csv.row(
                image,
                PIXELS,
                answer.label(),
                change.to(),
                change.probability(),
                change.length(),
                GREY_LEVELS,
                change.largest());
        text.row(List.of(
                PIXELS,
                number(change.length()),
                GREY_LEVELS,
                change.to(),
                percent(change.probability()),
                number(change.largest())));
        sheet.add(answer, change);
    }

    void add(ShiftChange change) {
        String unit = change.shift().unit();
        csv.row(image, change.side(), answer.label(), change.to(), change.probability(), change.amount(), unit, "");
        text.row(List.of(change.side(), number(change.amount()), unit, change.to(), percent(change.probability()), ""));
        sheet.add(answer, pixels, change);
    }

    /** Notes what turns nothing. */
    void addUnturned(String what) {
        unturned.add(what);
    }

    /** Notes in a sentence what could not be tried. */
    void addUntried(String why) {
        notes.add(why);
    }

    /**
     * Writes table and picture.
     *
     * @throws FoveaException if nothing was found, or they cannot be written
     */
    void write(Path table, Path picture) {
        Image drawn = sheet.drawn()
                .orElseThrow(() -> new FoveaException("Nothing that was tried turns the answer '" + answer.label()
                        + "' to '" + image + "' (" + String.join(", ", unturned)
                        + "); try other changes with --by, or another class with --to."
                        + notes.stream().map(note -> " " + note).collect(Collectors.joining())));
        csv.write(table);
        drawn.write(picture, image);
    }

    void print(Console console) {
        console.out().println(image + ": " + answer.label() + ", " + percent(answer.probability()));
        console.out().print(text);
        console.out().flush();
        notes.forEach(note -> console.err().println("Note: " + note));
        if (!unturned.isEmpty()) {
            console.err().println("Note: The answer is not turned by " + String.join(", ", unturned) + ".");
        }
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
