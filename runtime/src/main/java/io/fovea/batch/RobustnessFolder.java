package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.batch.Robustness.Point;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.Shift;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** Shifts the images of a folder, more and more, and counts how many answers stand that. */
public final class RobustnessFolder {
    private static final List<String> COLUMNS = List.of("shift", "amount", "unit", "images", "accuracy", "unchanged");
    private static final int PER_SIDE = 5;

    private final CounterfactualFinder finder;
    private final List<Shift> shifts;

    /** An amount of a shift. */
    private record Place(Shift shift, double amount) {}

    /**
     * What an image was answered.
     *
     * @param own the class that it is of, where that is known
     * @param plain the class that was answered as it is
     * @param shifted those that were answered behind shifts
     */
    private record Answers(Optional<Integer> own, int plain, Map<Place, Integer> shifted) {}

    private RobustnessFolder(CounterfactualFinder finder, List<Shift> shifts) {
        this.finder = finder;
        this.shifts = List.copyOf(shifts);
    }

    /**
     * Shifts every image, and writes {@code robustness.csv}: a row for each shift and amount. Blocks. A bad file is reported and
     * the others are used.
     *
     * @param inputs images; the class of one whose folder is called as a class is known
     * @return one row; none if no image could be read
     * @throws FoveaException if the folder cannot be written, or no image has what is to be shifted
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Report<Robustness> run(
            CounterfactualFinder finder, Inputs inputs, Path output, List<Shift> shifts, Monitor monitor) {
        Path table = OutputFolder.open(output, inputs).table("robustness.csv", COLUMNS);
        Report<Robustness> report = count(finder, inputs, shifts, monitor);
        report.rows().forEach(result -> write(result, table));
        return report;
    }

    /**
     * Shifts every image and writes nothing, otherwise as {@link #run}.
     *
     * @return one row; none if no image could be read
     */
    public static Report<Robustness> count(
            CounterfactualFinder finder, Inputs inputs, List<Shift> shifts, Monitor monitor) {
        RobustnessFolder folder = new RobustnessFolder(finder, shifts);
        Report<Answers> report = PageRun.inTurn(
                inputs.feeding(finder.card().input()),
                monitor,
                (page, part) -> List.of(folder.answers(page.name(), page.image(), part)));
        List<Robustness> rows = report.rows().isEmpty() ? List.of() : List.of(result(report.rows()));
        return new Report<>(report.done(), rows, report.failures());
    }

    /**
     * Shifts images that are open. Blocks.
     *
     * @param count how many there are, at least one
     * @param images by index; asked for one after the other
     * @throws FoveaException if no image has what is to be shifted
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Robustness images(
            CounterfactualFinder finder, int count, IntFunction<Image> images, List<Shift> shifts, Monitor monitor) {
        RobustnessFolder folder = new RobustnessFolder(finder, shifts);
        List<Answers> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Monitor part = monitor.part((double) i / count, (i + 1.0) / count);
            answers.add(folder.answers("", images.apply(i), part));
        }
        return result(answers);
    }

    private Answers answers(String name, Image image, Monitor monitor) {
        int plain = finder.answer(image, monitor).classIndex();
        Map<Place, Integer> shifted = new LinkedHashMap<>();
        for (int s = 0; s < shifts.size(); s++) {
            Shift shift = shifts.get(s);
            monitor.report((double) s / shifts.size(), shift.toString());
            if (shift.fits(image)) {
                for (double amount : shift.amounts(PER_SIDE)) {
                    int answer = amount == shift.neutral()
                            ? plain
                            : finder.answer(shift.apply(image, amount), monitor).classIndex();
                    shifted.put(new Place(shift, amount), answer);
                }
            }
        }
        return new Answers(ClassOf.folderIndex(name, finder.card(), finder.classes()), plain, shifted);
    }

    private static Robustness result(List<Answers> images) {
        Map<Place, List<Answers>> places = new LinkedHashMap<>();
        images.forEach(image -> image.shifted().keySet().forEach(place -> places.computeIfAbsent(
                        place, key -> new ArrayList<>())
                .add(image)));
        List<Point> points = new ArrayList<>();
        places.forEach((place, answers) -> points.add(point(place, answers)));
        if (points.isEmpty()) {
            throw new FoveaException(
                    "None of these images has what is to be shifted: only colours have a hue; give other"
                            + " images, or other shifts.");
        }
        points.sort(Comparator.comparing(Point::shift).thenComparing(Point::amount));
        long known = images.stream().filter(image -> image.own().isPresent()).count();
        return new Robustness(images.size(), (int) known, points);
    }

    private static Point point(Place place, List<Answers> images) {
        List<Answers> known =
                images.stream().filter(image -> image.own().isPresent()).toList();
        double right = known.stream()
                .filter(image ->
                        image.own().orElseThrow().equals(image.shifted().get(place)))
                .count();
        double unchanged = images.stream()
                .filter(image -> image.shifted().get(place).equals(image.plain()))
                .count();
        return new Point(
                place.shift(),
                place.amount(),
                images.size(),
                known.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(right / known.size()),
                unchanged / images.size());
    }

    private static void write(Robustness result, Path table) {
        Csv csv = new Csv(COLUMNS);
        for (Point point : result.points()) {
            csv.row(
                    point.shift(),
                    point.amount(),
                    point.shift().unit(),
                    point.images(),
                    point.accuracy().isPresent() ? (Object) point.accuracy().getAsDouble() : "",
                    point.unchanged());
        }
        csv.write(table);
    }
}
