package io.fovea.command;

import io.fovea.FoveaException;
import io.fovea.imagej.TrainWindow;
import java.awt.GraphicsEnvironment;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Plugin;

/** Opens the window in which classes are painted, or a folder of data is trained on. */
@Plugin(
        type = Command.class,
        label = "Train...",
        headless = true,
        visible = false,
        attrs = @Attr(name = "help", value = "strokes"))
public final class TrainWindowCommand implements Command {

    @Override
    public void run() {
        if (GraphicsEnvironment.isHeadless()) {
            throw new FoveaException("Train... opens a window, and there is no display; learn from strokes by 'Train by"
                    + " Strokes...'.");
        }
        TrainWindow.show();
    }
}
