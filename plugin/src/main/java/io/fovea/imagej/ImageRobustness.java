package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.batch.Failure;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.batch.Robustness;
import io.fovea.batch.Robustness.Point;
import io.fovea.batch.RobustnessFolder;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.Shift;
import java.util.List;
import java.util.stream.Collectors;

/** Says how a classifier's answers to images stand changes of light, colour, sharpness and scale, in ImageJ's forms. */
public final class ImageRobustness {
    private final ImageSet images;
    private final List<Shift> shifts;
    private final ResultsTable table = new ResultsTable();
    private List<Failure> failures = List.of();
    private ImagePlus curves = new ImagePlus();
    private String report = "";

    /**
     * Prepares.
     *
     * @param by names of {@linkplain Shift shifts}, with commas; blank for all
     * @throws FoveaException if there is no such shift
     */
    public ImageRobustness(ImageSet images, String by) {
        this.images = images;
        List<Shift> wanted = NameList.of(List.of(by), text -> false).stream()
                .map(Shift::parse)
                .distinct()
                .toList();
        this.shifts = wanted.isEmpty() ? List.of(Shift.values()) : wanted;
    }

    /**
     * Shifts every image, more and more, showing progress in the status bar. Blocks.
     *
     * @throws FoveaException if no image can be read, or none has what is to be shifted
     * @throws io.fovea.session.CancelledException if the user presses Escape
     */
    public ImageRobustness run(CounterfactualFinder finder) {
        EscapeMonitor monitor = new EscapeMonitor(1);
        monitor.next("Shifting " + images.name());
        Robustness result = images.files()
                .map(files -> ofFolder(finder, files, monitor))
                .orElseGet(() -> RobustnessFolder.images(
                        finder,
                        images.count(),
                        index -> images.plane(index, finder.card().input()),
                        shifts,
                        monitor));
        result.points().forEach(this::add);
        curves = ShiftPlots.of(result, finder.card().name() + "-robustness");
        report = images.name() + ": " + result.images() + (result.images() == 1 ? " image" : " images") + ", of "
                + result.known() + " the class is known, on " + finder.device();
        curves.setProperty("Info", report);
        return this;
    }

    private Robustness ofFolder(CounterfactualFinder finder, Inputs files, EscapeMonitor monitor) {
        files.note().ifPresent(IJ::log);
        Report<Robustness> found = RobustnessFolder.count(finder, files, shifts, monitor);
        failures = found.failures();
        failures.forEach(failure -> IJ.log("Failed: " + failure.sentence()));
        return found.rows().stream()
                .findFirst()
                .orElseThrow(() -> new FoveaException("No image of '" + images.name() + "' could be looked at: "
                        + failures.stream().map(Failure::sentence).collect(Collectors.joining(" "))));
    }

    private void add(Point point) {
        table.addRow();
        table.addLabel(images.name());
        table.addValue("Shift", point.shift().toString());
        table.addValue("Amount", point.amount());
        table.addValue("Unit", point.shift().unit());
        table.addValue("Images", point.images());
        point.accuracy().ifPresent(value -> table.addValue("Accuracy", value));
        table.addValue("Unchanged", point.unchanged());
    }

    /** A plot of the only shift, or a slice for each. */
    public ImagePlus curves() {
        return curves;
    }

    /** A row for each shift and amount. */
    public ResultsTable table() {
        return table;
    }

    /** How many images there were, in one line. */
    public String report() {
        return report;
    }

    /** Throws a {@link FoveaException} that names every file that could not be read, if there is any. */
    public void failOnFailures() {
        SomeFailedException.throwIfAny(failures);
    }
}
