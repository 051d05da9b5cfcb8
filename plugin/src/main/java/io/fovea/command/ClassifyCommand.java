package io.fovea.command;

import ij.IJ;
import ij.measure.ResultsTable;
import io.fovea.imagej.StackClassification;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Views;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Says what the open image or each plane of a stack shows: {@code run("Classify...", "model=digits top=3")}. */
@Plugin(
        type = Command.class,
        label = "Classify...",
        headless = true,
        visible = false,
        description = "Says what the open image shows, or each plane of a stack, in the Results table.",
        attrs = {@Attr(name = "help", value = "classify"), @Attr(name = "example", value = "model=digits top=3")})
public final class ClassifyCommand extends ImageModelCommand {
    @Parameter(label = "Classes to list", min = "1", persist = false)
    private double top = 5;

    @Parameter(label = "Look in several views (augment)", persist = false)
    private String augment = Views.NONE;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT, label = "Results")
    private ResultsTable scores;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    /** The command with its defaults. */
    public ClassifyCommand() {
        super("digits", Jobs.CLASSIFY.tasks()::contains);
    }

    @Override
    public void run() {
        StackClassification result = new StackClassification(image, planes(), top);
        models.asking(Jobs.CLASSIFY, Views.chosen(JobSettings.USUAL, augment), told(), device, result::run);
        scores = marked(result.scores());
        report = result.report();
        result.remarks().forEach(IJ::log);
        warn();
    }
}
