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
        attrs = @Attr(name = "help", value = "train-in-imagej"))
public final class TrainWindowCommand implements Command {
    private static final int MOST = 100_000;

    @Parameter(visibility = ItemVisibility.INVISIBLE, persist = false)
    private String data = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, persist = false)
    private String name = "my-model";

    @Parameter(visibility = ItemVisibility.INVISIBLE, persist = false)
    private double minutes = 30;

    @Parameter(visibility = ItemVisibility.INVISIBLE, persist = false)
    private double epochs;

    @Parameter(visibility = ItemVisibility.INVISIBLE, persist = false)
    private String like = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, persist = false)
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
