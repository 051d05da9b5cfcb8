package io.fovea.command;

import io.fovea.FoveaException;
import io.fovea.imagej.FolderTraining;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.TrainWindow;
import java.awt.GraphicsEnvironment;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Opens the window in which classes are painted, or a folder of data is trained on. {@code run("Train...", "data=[/photos]
 * name=my-cells minutes=30")} trains on the folder at once, and waits for the model.
 */
@Plugin(
        type = Command.class,
        label = "Train...",
        headless = true,
        visible = false,
        description = "Opens the window in which a model is trained, by strokes on open images or on a folder; "
                + "with data in a macro, trains on that folder and waits.",
        attrs = {
            @Attr(name = "help", value = "train-in-imagej"),
            @Attr(name = "example", value = "data=[/photos] name=my-cells minutes=30")
        })
public final class TrainWindowCommand implements Command {
    private static final int MOST = 100_000;

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "the folder, or a zip of one; without it the window opens",
            persist = false)
    private String data = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, description = "what the model is called", persist = false)
    private String name = "my-model";

    @Parameter(visibility = ItemVisibility.INVISIBLE, description = "how long all of it may take", persist = false)
    private double minutes = 30;

    @Parameter(visibility = ItemVisibility.INVISIBLE, description = "how many; 0 for as many as fit", persist = false)
    private double epochs;

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "the model to begin with; empty for the one that made the labels, or the nearest",
            persist = false)
    private String like = "";

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "a flag: goes on with a training of that name that was ended early",
            persist = false)
    private boolean resume;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    @Override
    public void run() {
        if (!data.isBlank()) {
            report = new FolderTraining(new FolderTraining.Plan(
                            data,
                            name,
                            WholeNumber.of("minutes", minutes, 1, MOST),
                            WholeNumber.of("epochs", epochs, 0, MOST),
                            like,
                            resume))
                    .runInMacro();
        } else if (GraphicsEnvironment.isHeadless()) {
            throw new FoveaException(
                    "Train... opens a window, and there is no display; give a folder with the key data,"
                            + " or learn from strokes by 'Train by Strokes...'.");
        } else {
            TrainWindow.show();
        }
    }
}
