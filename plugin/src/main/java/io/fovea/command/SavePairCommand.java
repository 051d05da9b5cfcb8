package io.fovea.command;

import ij.ImagePlus;
import io.fovea.imagej.OutputDisplay;
import io.fovea.imagej.PairWriter;
import io.fovea.imagej.Suggests;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Saves the plane on show of a label image, with the picture that it is of, where <em>Train...</em> finds them: {@code run("Save
 * as Training Pair...", "picture=cells.tif folder=[/pairs]")}.
 */
@Plugin(
        type = Command.class,
        label = "Save as Training Pair...",
        headless = true,
        visible = false,
        description = "Saves the plane on show of a label image, with the picture that it is of, where Train... "
                + "finds them.",
        attrs = {
            @Attr(name = "help", value = "train-in-imagej"),
            @Attr(name = "example", value = "picture=cells.tif folder=[/my pairs]")
        })
public final class SavePairCommand implements Command, Suggests {
    @Parameter
    private ImagePlus image;

    @Parameter(
            label = "Picture (empty: the one they were made of)",
            description = "the title of an open image",
            persist = false)
    private String picture = "";

    @Parameter(label = "Folder (empty: the usual one)", style = "directory", persist = false)
    private String folder = "";

    @Parameter(label = "Name (empty: the picture's)", persist = false)
    private String name = "";

    @Parameter(label = "Made by model (empty: as the labels say)", persist = false)
    private String base = "";

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    @Override
    public void run() {
        report = new PairWriter(image, picture).save(folder, name, base);
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("picture") && image != null ? PairWriter.pictures(image) : List.of();
    }
}
