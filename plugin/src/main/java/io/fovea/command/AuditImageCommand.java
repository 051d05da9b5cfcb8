package io.fovea.command;

import ij.measure.ResultsTable;
import io.fovea.NameList;
import io.fovea.batch.AuditFolder;
import io.fovea.batch.AuditPage;
import io.fovea.explain.method.Method;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.PlaneAudit;
import io.fovea.model.Scored;
import java.util.List;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Says which explanations of the plane on show are to be believed: {@code run("Audit...", "model=digits output=[/results]
 * methods=[grad-cam, rise, lrp]")} writes {@code audit.html} and {@code audit.csv} into a folder.
 */
@Plugin(
        type = Command.class,
        label = "Audit...",
        headless = true,
        visible = false,
        description = "Measures which of the explanations of the plane on show are to be believed, and writes a "
                + "page about it.",
        attrs = {
            @Attr(name = "help", value = "audit"),
            @Attr(name = "example", value = "model=digits output=[/results] methods=[grad-cam, rise]")
        })
public final class AuditImageCommand extends PlaneOnShowCommand {
    /** Of noisy copies, too. */
    private static final int MOST_STEPS = 1000;

    @Parameter(label = "Folder for the page", style = "directory", persist = false)
    private String output = "";

    @Parameter(label = "Methods (none: all, minutes; several with ,)", persist = false)
    private String methods = "";

    @Parameter(label = "Class", description = "its name or number", persist = false)
    private String classes = "";

    @Parameter(label = "Layer", description = "its name", persist = false)
    private String layers = "";

    @Parameter(label = "Selection is the object", persist = false)
    private boolean selection = false;

    @Parameter(label = "Keep the softmax at the end", persist = false)
    private boolean softmax = false;

    @Parameter(label = "Noisy copies for the sensitivity (0: leave out)", min = "0", persist = false)
    private double copies = 2;

    @Parameter(label = "Steps of randomisation (0: leave out)", min = "0", persist = false)
    private double steps = 3;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT, label = "Audit")
    private ResultsTable audit;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults. */
    public AuditImageCommand() {
        super("digits", task -> task.scored() != Scored.NOTHING);
    }

    @Override
    public void run() {
        takePlaneOnShow();
        List<Method> wanted = NameList.of(List.of(methods), text -> false).stream()
                .map(Method::parse)
                .distinct()
                .toList();
        AuditFolder.Wish wish = new AuditFolder.Wish(
                wanted.isEmpty() ? Method.all() : wanted,
                List.of(classes),
                List.of(layers),
                softmax,
                WholeNumber.of("copies", copies, 0, MOST_STEPS),
                WholeNumber.of("steps", steps, 0, MOST_STEPS),
                1,
                AuditPage.SIDE);
        PlaneAudit done = new PlaneAudit(image, planes(), output, selection);
        done.run(models.model(told()), wish, device);
        audit = marked(done.table());
        report = done.report();
        warn();
    }

    @Override
    public Set<String> keysOfModel() {
        return Set.of("classes", "layers");
    }
}
