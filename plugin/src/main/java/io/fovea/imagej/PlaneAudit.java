package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.batch.Audit;
import io.fovea.batch.AuditFolder;
import io.fovea.batch.AuditPage;
import io.fovea.explain.measure.Measure;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explains a plane of an open image by every method, measures every map, and leaves a page of it. */
public final class PlaneAudit {
    private final ImagePlus source;
    private final Planes planes;
    private final Path output;
    private final Optional<Image> selection;
    private final ResultsTable table = new ResultsTable();
    private String report = "";

    /**
     * Prepares to audit.
     *
     * @param keys which channels, and which one plane
     * @param output the folder for {@code audit.html} and {@code audit.csv}
     * @param selected whether the image's selection is where the object is
     * @throws FoveaException if there are several planes, no such plane or channel, no folder is given, or no area is selected
     */
    public PlaneAudit(ImagePlus source, PlaneKeys keys, String output, boolean selected) {
        this.source = source;
        this.planes = Planes.of(source, keys);
        if (planes.count() > 1) {
            throw new FoveaException("An audit is of one plane, and " + planes.count() + " of '" + source.getTitle()
                    + "' are meant; say which with the keys slice and frame.");
        }
        this.output = FolderSegmentation.path("output", "the folder for the page", output);
        this.selection = selected ? Optional.of(StackExplanation.mask(source)) : Optional.empty();
    }

    /**
     * Audits, showing progress in the status bar; methods that the model does not allow go to the log. Blocks, for minutes where
     * all methods are tried.
     *
     * @param device as {@link Device#parse} reads it
     * @throws io.fovea.session.CancelledException if the user presses Escape; nothing is written then
     */
    public void run(Model model, AuditFolder.Wish wish, String device) {
        EscapeMonitor monitor = new EscapeMonitor(1);
        monitor.next("Auditing " + planes.names().what());
        Image image = planes.image(0, model.card().input());
        Audit audit = AuditFolder.image(
                model, image, planes.names().what(), selection, output, wish, Device.parse(device.strip()), monitor);
        List<Audit.Place> ranking = audit.ranking();
        for (int i = 0; i < ranking.size(); i++) {
            add(audit, i + 1, ranking.get(i));
        }
        audit.leftOut().forEach(one -> IJ.log("Left out: " + one.method() + ". " + one.why()));
        String best = ranking.isEmpty()
                ? "no method could be measured"
                : ranking.get(0).method() + " did best of " + ranking.size() + " methods";
        report = planes.names().what() + ": " + best + "; " + output.resolve(AuditPage.FILE);
    }

    private void add(Audit audit, int number, Audit.Place place) {
        Audit.Picture picture = audit.images().get(0);
        Audit.Row row = audit.row(place.method(), picture.name()).orElseThrow();
        planes.beginRow(table, 0);
        table.addValue("Place", number);
        table.addValue("Method", place.method());
        table.addValue("Rank", place.rank());
        table.addValue("Class", picture.label());
        table.addValue("Layer", row.layer());
        for (Measure measure : Measure.values()) {
            row.verdict().of(measure).ifPresent(value -> table.addValue(column(measure), value));
        }
        table.addValue("Note", row.note().orElse(""));
    }

    private static String column(Measure measure) {
        return measure.id().substring(0, 1).toUpperCase(Locale.ROOT)
                + measure.id().substring(1);
    }

    /** A row for each method, the best first: its place, its mean rank (0 is the best), and every measure. */
    public ResultsTable table() {
        return table;
    }

    /** Which method did best, and where the page is, in one line. */
    public String report() {
        return report;
    }
}
