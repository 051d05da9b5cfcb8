package io.fovea.command;

import ij.gui.Overlay;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.StrokeLearning;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Learns classes of pixels from the strokes in the ROI Manager: {@code run("Train by Strokes...", "model=nuclei-trimap
 * classes=[background,nucleus] brush=3 output=[/my/nuclei.onnx]")}.
 */
@Plugin(
        type = Command.class,
        label = "Train by Strokes...",
        headless = true,
        visible = false,
        description = "Learns classes of pixels from the strokes in the ROI Manager, or on an image, and shows "
                + "them on the open image.",
        attrs = {
            @Attr(name = "help", value = "strokes"),
            @Attr(
                    name = "example",
                    value = "model=nuclei-trimap classes=[background,nucleus] brush=3 output=[/my nuclei.onnx]")
        })
public final class TrainByStrokesCommand extends ImageModelCommand {
    @Parameter(label = "Classes (background first)", persist = false)
    private String classes = "background,foreground";

    @Parameter(label = "Image of strokes (empty: ROI Manager)", persist = false)
    private String strokes = "";

    @Parameter(label = "Width of lines and points (pixels)", min = "1", persist = false)
    private double brush = 3;

    @Parameter(label = "Save as (.onnx; empty: not at all)", style = "file", persist = false)
    private String output = "";

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private Overlay prediction;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults. */
    public TrainByStrokesCommand() {
        super("nuclei-trimap", task -> true);
    }

    @Override
    public void run() {
        StrokeLearning learning = new StrokeLearning(image, planes(), classes, strokes, brush);
        learning.run(told(), device, output);
        prediction = learning.overlay();
        report = learning.report();
    }
}
