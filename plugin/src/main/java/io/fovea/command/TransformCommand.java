package io.fovea.command;

import ij.ImagePlus;
import io.fovea.imagej.StackTransformation;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Views;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Makes an image of the open image or stack, with a model that does: {@code run("Transform...", "model=/models/sharper.onnx")}. */
@Plugin(
        type = Command.class,
        label = "Transform...",
        headless = true,
        visible = false,
        description =
                "Makes an image of the open image or stack by a model: denoised, enlarged, in another " + "style.",
        attrs = {
            @Attr(name = "help", value = "transform"),
            @Attr(name = "example", value = "model=[/models/denoiser.onnx]")
        })
public final class TransformCommand extends ImageModelCommand {
    @Parameter(label = "Look in several views (augment)", persist = false)
    private String augment = Views.NONE;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus transformed;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    /** The command with its defaults: no model that transforms comes with Fovea. */
    public TransformCommand() {
        super("", Jobs.TRANSFORM.tasks()::contains);
    }

    @Override
    public void run() {
        StackTransformation result = new StackTransformation(image, planes());
        models.asking(Jobs.TRANSFORM, Views.chosen(JobSettings.USUAL, augment), told(), device, result::run);
        transformed = marked(result.image());
        report = result.report();
        warn();
    }
}
