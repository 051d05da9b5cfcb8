package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.imagej.StackActivations;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Shows what a layer makes of the open image or stack: {@code run("Activations...", "model=digits layer=conv2d_1")}. */
@Plugin(
        type = Command.class,
        label = "Activations...",
        headless = true,
        visible = false,
        description = "Shows what every channel of a layer makes of the open image.",
        attrs = {
            @Attr(name = "help", value = "activations"),
            @Attr(name = "example", value = "model=digits layer=conv2d output=montage")
        })
public final class ActivationMapsCommand extends ImageModelCommand {
    @Parameter(label = "Layer", description = "the name of any value", persist = false)
    private String layer = "";

    @Parameter(
            label = "Output",
            choices = {"maps", "montage"},
            persist = false)
    private String output = "maps";

    @Parameter(label = "All layers into Activations table", persist = false)
    private boolean all = false;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus activations;

    @Parameter(type = ItemIO.OUTPUT, label = "Activations")
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    /** The command with its defaults. */
    public ActivationMapsCommand() {
        super("digits", task -> true);
    }

    @Override
    public void run() {
        StackActivations result =
                models.activating(told(), layer, all, device, new StackActivations(image, planes(), output)::run);
        activations = marked(result.image());
        table = result.table();
        report = result.report();
        warn();
    }

    @Override
    public Set<String> keysOfModel() {
        return Set.of("layer");
    }
}
