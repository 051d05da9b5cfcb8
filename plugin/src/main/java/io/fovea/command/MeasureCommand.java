package io.fovea.command;

import ij.measure.ResultsTable;
import io.fovea.imagej.StackMeasurement;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Views;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Measures the open image or each plane of a stack: {@code run("Measure with Model...", "model=[/models/age.onnx]")}. ImageJ has a Measure... of its own. */
@Plugin(
        type = Command.class,
        label = "Measure with Model...",
        headless = true,
        visible = false,
        description = "Gives the numbers that a model has for the open image, or each plane of a stack, in the "
                + "Results table.",
        attrs = {
            @Attr(name = "help", value = "measure"),
            @Attr(name = "example", value = "model=[/models/embedding.onnx] unitlength")
        })
public final class MeasureCommand extends ImageModelCommand {
    @Parameter(label = "Unit length (embeddings)", persist = false)
    private boolean unitlength = false;

    @Parameter(label = "Look in several views (augment)", persist = false)
    private String augment = Views.NONE;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT, label = "Results")
    private ResultsTable numbers;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    /** The command with its defaults: no model that measures comes with Fovea. */
    public MeasureCommand() {
        super("", Jobs.MEASURE.tasks()::contains);
    }

    @Override
    public void run() {
        StackMeasurement result = new StackMeasurement(image, planes(), unitlength);
        models.asking(Jobs.MEASURE, Views.chosen(JobSettings.USUAL, augment), told(), device, result::run);
        numbers = marked(result.numbers());
        report = result.report();
        warn();
    }
}
