package io.fovea.batch;

import io.fovea.batch.Robustness.Point;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.Shift;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Shifts the images of a folder, more and more, and counts how many answers stand that. */
public final class RobustnessFolder {
    private static final List<String> COLUMNS = List.of("shift", "amount", "unit", "images", "accuracy", "unchanged");
    private static final int PER_SIDE = 5;

    private final CounterfactualFinder finder;
    private final Map<Place, Count> counts = new LinkedHashMap<>();
    private int images;
    private int known;

    /** An amount of a shift. */
    private record Place(Shift shift, double amount) {}

    /** How often. */
    private static final class Count {
        private int images;
        private int known;
        private int right;
        private int unchanged;
    }

    private RobustnessFolder(CounterfactualFinder finder, List<Shift> shifts) {
        this.finder = finder;
        for (Shift shift : shifts) {
            shift.amounts(PER_SIDE).forEach(amount -> counts.put(new Place(shift, amount), new Count()));
        }
    }

    /**
     * Shifts every image, and writes {@code robustness.csv}: a row for each shift and amount. Blocks. A bad file is reported and
     * the others are used.
     *
     * @param inputs images; the class of one whose folder is called as a class is known
     * @return one row; none if no image could be read
     * @throws io.fovea.FoveaException if the folder cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Report<Robustness> run(
            CounterfactualFinder finder, Inputs inputs, Path output, List<Shift> shifts, Monitor monitor) {
        Path table = OutputFolder.open(output, inputs).table("robustness.csv", COLUMNS);
        RobustnessFolder folder = new RobustnessFolder(finder, shifts);
        Report<Path> report = PageRun.inTurn(inputs.feeding(finder.card().input()), monitor, folder::shift);
        if (folder.images == 0) {
            return new Report<>(report.done(), List.of(), report.failures());
        }
        Robustness result = folder.result();
        write(result, table);
        return new Report<>(report.done(), List.of(result), report.failures());
    }

    private void shift(PageRun.Page page, Monitor monitor) {
        Optional<Integer> own = ClassOf.folderIndex(page.name(), finder.card(), finder.classes());
        int plain = finder.answer(page.image(), monitor).classIndex();
        images++;
        known += own.isPresent() ? 1 : 0;
        int done = 0;
        for (Map.Entry<Place, Count> entry : counts.entrySet()) {
            Place place = entry.getKey();
            monitor.report((double) done++ / counts.size(), place.shift().toString());
            if (!place.shift().fits(page.image())) {
                continue;
            }
            int answer = finder.answer(place.shift().apply(page.image(), place.amount()), monitor)
                    .classIndex();
            Count count = entry.getValue();
            count.images++;
            count.unchanged += answer == plain ? 1 : 0;
            count.known += own.isPresent() ? 1 : 0;
            count.right += own.isPresent() && answer == own.get() ? 1 : 0;
        }
    }

    private Robustness result() {
        List<Point> points = new ArrayList<>();
        counts.forEach((place, count) -> {
            if (count.images > 0) {
                points.add(new Point(
                        place.shift(),
                        place.amount(),
                        count.images,
                        count.known > 0
                                ? OptionalDouble.of((double) count.right / count.known)
                                : OptionalDouble.empty(),
                        (double) count.unchanged / count.images));
            }
        });
        return new Robustness(images, known, points);
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
