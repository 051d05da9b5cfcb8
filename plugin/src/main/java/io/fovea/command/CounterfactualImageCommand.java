package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.PlaneCounterfactual;
import io.fovea.task.Jobs;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Finds the smallest changes of the plane on show that turn a classifier's answer: {@code run("Counterfactual...",
 * "model=digits to=8 by=[pixels, blur]")}.
 */
@Plugin(
        type = Command.class,
        label = "Counterfactual...",
        headless = true,
        visible = false,
        description = "Finds the smallest changes of the plane on show that turn a classifier's answer.",
        attrs = {
            @Attr(name = "help", value = "counterfactual"),
            @Attr(name = "example", value = "model=digits to=8 by=[pixels, blur]")
        })
public final class CounterfactualImageCommand extends PlaneOnShowCommand {
    @Parameter(label = "Class to be answered", description = "its name or number", persist = false)
    private String to = "";

    @Parameter(label = "What may change", description = "several with ,", persist = false)
    private String by = "";

    @Parameter(label = "Blur of changes of pixels (0: none)", min = "0", max = "100", persist = false)
    private double sigma = 1;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus changed;

    @Parameter(type = ItemIO.OUTPUT, label = "Counterfactual")
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults. */
    public CounterfactualImageCommand() {
        super("digits", Jobs.CLASSIFY.tasks()::contains);
    }

    @Override
    public void run() {
        takePlaneOnShow();
        PlaneCounterfactual found =
                models.turning(told(), device, new PlaneCounterfactual(image, planes(), to, by, sigma)::run);
        changed = marked(found.image());
        table = marked(found.table());
        report = found.report();
        warn();
    }

    @Override
    public Set<String> keysOfModel() {
        return Set.of("to");
    }

    @Override
    public String usual(String key) {
        return key.equals("to") ? "any other" : super.usual(key);
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("by")
                ? Stream.concat(Stream.of(""), PlaneCounterfactual.changes().stream())
                        .toList()
                : super.suggestions(key);
    }

    @Override
    public String shown(String key, String value) {
        return key.equals("by") && value.isEmpty() ? "all" : super.shown(key, value);
    }
}
