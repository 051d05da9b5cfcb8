package io.fovea.command;

import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.StackDetection;
import io.fovea.task.Detections;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Views;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Finds objects in the open image or stack: {@code run("Detect...", "model=[/models/yolo.onnx] score=0.25 overlap=0.45")}. */
@Plugin(
        type = Command.class,
        label = "Detect...",
        headless = true,
        visible = false,
        description = "Finds objects in the open image or stack: boxes with names and scores.",
        attrs = {
            @Attr(name = "help", value = "detect"),
            @Attr(name = "example", value = "model=[/models/detector.onnx] score=0.5 overlay table")
        })
public final class DetectCommand extends ImageModelCommand {
    @Parameter(label = "Least score (0-1)", min = "0", max = "1", persist = false)
    private double score = Detections.DEFAULT_SCORE;

    @Parameter(label = "Most overlap (0-1)", min = "0", max = "1", persist = false)
    private double overlap = Detections.DEFAULT_OVERLAP;

    @Parameter(label = "Overlay of boxes", persist = false)
    private boolean overlay = true;

    @Parameter(label = "Objects into Results", persist = false)
    private boolean table = true;

    @Parameter(label = "Boxes into ROI Manager", persist = false)
    private boolean rois = false;

    @Parameter(label = "Look in several views (augment)", persist = false)
    private String augment = Views.NONE;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private Overlay boxes;

    @Parameter(type = ItemIO.OUTPUT, label = "Results")
    private ResultsTable objects;

    @Parameter(type = ItemIO.OUTPUT)
    private Roi[] managed;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults: no model that finds objects comes with Fovea. */
    public DetectCommand() {
        super("", Jobs.DETECT.tasks()::contains);
    }

    @Override
    public void run() {
        StackDetection result = new StackDetection(image, planes(), score, overlap);
        models.asking(Jobs.DETECT, Views.chosen(JobSettings.USUAL, augment), told(), device, result::run);
        boxes = overlay ? result.overlay() : null;
        objects = table ? marked(result.objects()) : null;
        managed = rois ? result.boxes() : null;
        report = result.report();
        warn();
    }
}
