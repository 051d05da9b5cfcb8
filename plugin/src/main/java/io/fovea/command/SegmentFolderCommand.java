package io.fovea.command;

import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.batch.BatchPlan;
import io.fovea.batch.PageChoice;
import io.fovea.imagej.FolderSegmentation;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import io.fovea.task.Views;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Segments the images of a folder into files, the same that {@code fovea segment} writes:
 * {@code run("Segment Folder...", "input=[/my images] output=/results model=nuclei-trimap")}. Of stacks, {@code channel=2
 * slice=1-5 frame=1} takes some pages; {@code norecursive} leaves the folder's subfolders out;
 * {@code resume} leaves what an earlier run did with the same model and options.
 */
@Plugin(
        type = Command.class,
        label = "Segment Folder...",
        headless = true,
        visible = false,
        description = "Segments the images of a folder into files: labels, overlays, ROIs, tables and a report.",
        attrs = {
            @Attr(name = "help", value = "segment"),
            @Attr(name = "example", value = "model=nuclei-trimap input=[/my images] output=[/results]")
        })
public final class SegmentFolderCommand extends ModelCommand {
    @Parameter(label = "Folder of images", style = "directory", persist = false)
    private String input = "";

    @Parameter(label = "Folder for results", style = "directory", persist = false)
    private String output = "";

    @Parameter(label = "Without subfolders of images", persist = false)
    private boolean norecursive = false;

    @Parameter(label = "Go on with an earlier run", persist = false)
    private boolean resume = false;

    @Parameter(label = "Channels, such as 1,3 (none: all)", persist = false)
    private String channel = "";

    @Parameter(label = "Slices, such as 1-5 (none: all)", persist = false)
    private String slice = "";

    @Parameter(label = "Frames (none: all)", persist = false)
    private String frame = "";

    @Parameter(label = "Smallest object (pixels)", min = "0", persist = false)
    private double minsize = Segmentation.DEFAULT_MIN_SIZE;

    @Parameter(label = "Typical object (pixels across, or auto)", persist = false)
    private String diameter = "";

    @Parameter(label = "Scale for the model (none: as it is)", persist = false)
    private String scale = "";

    @Parameter(label = "Pixel size (\u00b5m; none: the images')", persist = false)
    private String pixelsize = "";

    @Parameter(label = "Look in several views (augment)", persist = false)
    private String augment = Views.NONE;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT, label = "Segment Folder")
    private ResultsTable table;

    /** The command with its defaults. */
    public SegmentFolderCommand() {
        super("nuclei-trimap", Jobs.SEGMENT.tasks()::contains);
    }

    @Override
    public void run() {
        if (channel.strip().equals("0")) {
            throw new FoveaException("No channel is on show in a folder: give channel=1 and so on, or leave the key out"
                    + " to segment each channel, or what the model takes together.");
        }
        PageChoice pages = PageChoice.parse(channel, slice, frame);
        BatchPlan plan = resume ? BatchPlan.USUAL.resuming() : BatchPlan.USUAL;
        JobSettings settings = Views.chosen(SegmentJob.scales(diameter, scale, pixelsize), augment);
        FolderSegmentation folder = new FolderSegmentation(input, !norecursive, pages, plan, output, minsize, settings);
        models.asking(Jobs.SEGMENT, settings, told(), device, folder::run);
        table = marked(folder.table());
        warn();
        folder.failOnFailures();
    }
}
