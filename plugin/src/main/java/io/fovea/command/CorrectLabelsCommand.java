package io.fovea.command;

import ij.ImagePlus;
import io.fovea.FoveaException;
import io.fovea.imagej.CorrectionWindow;
import io.fovea.imagej.LabelCorrection;
import io.fovea.imagej.Suggests;
import java.awt.GraphicsEnvironment;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Opens the window that corrects objects in a label image. {@code run("Correct Labels...", "action=merge")} does what a button
 * of it does, with what is selected: merge, split, delete, draw or redraw.
 */
@Plugin(
        type = Command.class,
        label = "Correct Labels...",
        headless = true,
        visible = false,
        description = "Opens the buttons that correct objects in a label image; with an action in a macro, does "
                + "what that button does to what is selected.",
        attrs = {@Attr(name = "help", value = "train-in-imagej"), @Attr(name = "example", value = "action=merge")})
public final class CorrectLabelsCommand implements Command, Suggests {
    @Parameter
    private ImagePlus image;

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "merge, split, delete, draw or redraw; without it the window opens",
            persist = false)
    private String action = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    public void run() {
        if (!action.isBlank()) {
            report = LabelCorrection.correct(image, action);
            image.deleteRoi();
        } else if (GraphicsEnvironment.isHeadless()) {
            throw new FoveaException("The key 'action' says what to do with the objects that the selection touches: "
                    + String.join(", ", LabelCorrection.words()) + ".");
        } else {
            CorrectionWindow.show();
        }
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("action") ? LabelCorrection.words() : List.of();
    }
}
