package io.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.fovea.imagej.EscapeMonitor;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.PlaneQuestions;
import io.fovea.imagej.PreviewPart;
import io.fovea.imagej.Previews;
import io.fovea.imagej.StackSegmentation;
import io.fovea.model.Fit;
import io.fovea.task.ImagePredictor;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import io.fovea.task.Views;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Segments the open image or stack: {@code run("Segment...", "model=nuclei-trimap output=labels overlay minsize=20")}. */
@Plugin(
        type = Command.class,
        label = "Segment...",
        headless = true,
        visible = false,
        description = "Outlines and counts objects in the open image or stack, or gives classes or probabilities "
                + "of its pixels.",
        attrs = {
            @Attr(name = "help", value = "segment"),
            @Attr(name = "example", value = "model=nuclei-trimap output=labels overlay minsize=20")
        })
public final class SegmentCommand extends ImageModelCommand implements Previews {
    @Parameter(
            label = "Output",
            choices = {"labels", "classes", "trimap", "probabilities"},
            persist = false)
    private String output = "labels";

    @Parameter(label = "Smallest object (pixels)", min = "0", persist = false)
    private double minsize = Segmentation.DEFAULT_MIN_SIZE;

    @Parameter(label = "Typical object (pixels across, or auto)", persist = false)
    private String diameter = "";

    @Parameter(label = "Scale for the model (none: as it is)", persist = false)
    private String scale = "";

    @Parameter(label = "Pixel size (\u00b5m; none: the image's)", persist = false)
    private String pixelsize = "";

    @Parameter(label = "Whole image, not the selection alone", persist = false)
    private boolean whole = false;

    @Parameter(label = "Link objects through", persist = false)
    private String link = "none";

    @Parameter(label = "Farthest move between frames (pixels)", min = "0", persist = false)
    private double reach = 15;

    @Parameter(label = "Overlay of outlines", persist = false)
    private boolean overlay = false;

    @Parameter(label = "Objects into Results", persist = false)
    private boolean table = false;

    @Parameter(label = "Count into Segment Summary", persist = false)
    private boolean summary = true;

    @Parameter(label = "Outlines into ROI Manager", persist = false)
    private boolean rois = false;

    @Parameter(label = "Look in several views (augment)", persist = false)
    private String augment = Views.NONE;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus segmented;

    @Parameter(type = ItemIO.OUTPUT)
    private Overlay outlines;

    @Parameter(type = ItemIO.OUTPUT, label = "Results")
    private ResultsTable objects;

    @Parameter(type = ItemIO.OUTPUT, label = "Segment Summary")
    private ResultsTable planes;

    @Parameter(type = ItemIO.OUTPUT)
    private Roi[] managed;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults. */
    public SegmentCommand() {
        super("nuclei-trimap", Jobs.SEGMENT.tasks()::contains);
    }

    @Override
    public void run() {
        JobSettings settings = settings();
        StackSegmentation result = new StackSegmentation(
                image, planes(), new StackSegmentation.Settings(output, minsize, whole, link, reach, settings));
        models.asking(Jobs.SEGMENT, settings, told(), device, result::run);
        segmented = marked(result.image(told().name()));
        outlines = overlay ? result.overlay() : null;
        objects = table ? marked(result.objects()) : null;
        planes = summary ? marked(result.summary()) : null;
        managed = rois ? result.outlines() : null;
        report = result.report();
        result.remarks().forEach(IJ::log);
        warn();
    }

    private JobSettings settings() {
        return Views.chosen(SegmentJob.scales(diameter, scale, pixelsize), augment);
    }

    @Override
    public Seen preview(EscapeMonitor monitor) {
        JobSettings settings = settings();
        return models.asking(Jobs.SEGMENT, told(), device, monitor, opened -> {
            ImagePredictor<Segmentation> segmenter = opened.seeing(Views.of(settings));
            PreviewPart part = segmenter.card().input().fit() == Fit.TILE
                    ? PreviewPart.of(image, !whole)
                    : PreviewPart.whole(image);
            StackSegmentation result = new StackSegmentation(
                    part.image(),
                    part.keys(planes()),
                    new StackSegmentation.Settings(output, minsize, whole, "none", reach, settings));
            result.run(segmenter, monitor);
            return part.placed(result.overlay(), result.report(), planes());
        });
    }

    @Override
    public boolean isAsked(String key) {
        return switch (key) {
            case "whole" -> PlaneQuestions.hasAreas(image);
            case "link" -> isAsked("slice") || isAsked("frame");
            case "reach" -> isAsked("frame");
            default -> super.isAsked(key);
        };
    }

    @Override
    public List<String> choices(String key) {
        return key.equals("link") ? PlaneQuestions.links(image) : super.choices(key);
    }
}
