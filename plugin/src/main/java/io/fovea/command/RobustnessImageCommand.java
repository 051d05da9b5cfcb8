package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.counterfactual.Shift;
import io.fovea.imagej.ImageRobustness;
import io.fovea.imagej.OutputDisplay;
import io.fovea.task.Jobs;
import java.util.List;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Says how a classifier's answers stand shifts of images: {@code run("Robustness...", "model=digits input=[/digits]
 * by=[blur, scale]")}; without {@code input} of the planes of the open image.
 */
@Plugin(
        type = Command.class,
        label = "Robustness...",
        headless = true,
        visible = false,
        description =
                "Counts how many of a classifier's answers stand changes of the images, such as blur, as " + "curves.",
        attrs = {
            @Attr(name = "help", value = "counterfactual"),
            @Attr(name = "example", value = "model=digits input=[/digits] by=[blur, scale]")
        })
public final class RobustnessImageCommand extends FolderOrImageCommand {
    @Parameter(label = "What changes", description = "several with ,", persist = false)
    private String by = "";

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus curves;

    @Parameter(type = ItemIO.OUTPUT, label = "Robustness")
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults. */
    public RobustnessImageCommand() {
        super("digits", Jobs.CLASSIFY.tasks()::contains);
    }

    @Override
    public void run() {
        ImageRobustness found = models.turning(told(), device, new ImageRobustness(images(), by)::run);
        curves = marked(found.curves());
        table = marked(found.table());
        report = found.report();
        warn();
        found.failOnFailures();
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("by")
                ? Stream.concat(Stream.of(""), Stream.of(Shift.values()).map(Shift::toString))
                        .toList()
                : super.suggestions(key);
    }

    @Override
    public String shown(String key, String value) {
        return key.equals("by") && value.isEmpty() ? "all" : super.shown(key, value);
    }
}
