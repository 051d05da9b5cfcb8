package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.concept.Places;
import io.fovea.imagej.FolderConcepts;
import io.fovea.imagej.OutputDisplay;
import io.fovea.model.Scored;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Tests concepts that folders of pictures give, or finds those that a model has by itself: {@code run("Concepts...",
 * "model=digits input=[/digits] concepts=[ring=/ring; level=/level] random=[/random] output=[/results]")}. Without
 * {@code input} the planes of the open image are looked at.
 */
@Plugin(
        type = Command.class,
        label = "Concepts...",
        headless = true,
        visible = false,
        description = "Tests whether concepts that folders of pictures give speak for a class, or finds those "
                + "that a model has by itself.",
        attrs = {
            @Attr(name = "help", value = "concepts"),
            @Attr(
                    name = "example",
                    value = "model=digits input=[/digits] concepts=[/concepts] random=[/random] output=[/results]")
        })
public final class ConceptsImageCommand extends FolderOrImageCommand {
    @Parameter(label = "Concepts, a folder for each (none: the model's own)", style = "directory", persist = false)
    private String concepts = "";

    @Parameter(label = "Folder of random pictures (with concepts)", style = "directory", persist = false)
    private String random = "";

    @Parameter(label = "Folder for the results", style = "directory", persist = false)
    private String output = "";

    @Parameter(label = "Classes", description = "several with ,", persist = false)
    private String classes = "";

    @Parameter(label = "Layer", description = "its name", persist = false)
    private String layers = "";

    @Parameter(
            label = "Places of the layer",
            choices = {"mean", "each"},
            persist = false)
    private String places = "mean";

    @Parameter(label = "Random sets for each concept", min = "2", persist = false)
    private double runs = 20;

    @Parameter(label = "Seed of the random sets", persist = false)
    private double seed = 1;

    @Parameter(label = "Own concepts to find", min = "1", max = "100", persist = false)
    private double count = 6;

    @Parameter(label = "Masks for their Sobol index (0: leave out)", min = "0", persist = false)
    private double sobol = 32;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus pictures;

    @Parameter(type = ItemIO.OUTPUT, label = "Concepts")
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT, label = OutputDisplay.COUNT)
    private String report;

    /** The command with its defaults. */
    public ConceptsImageCommand() {
        super("digits", task -> task.scored() == Scored.IMAGES || task.scored() == Scored.PIXELS);
    }

    @Override
    public void run() {
        FolderConcepts.Wish wish = new FolderConcepts.Wish(
                concepts,
                random,
                classes,
                Places.parse(places),
                WholeNumber.of("runs", runs, 0, WholeNumber.MOST),
                WholeNumber.of("seed", seed, 0, WholeNumber.MOST),
                WholeNumber.of("count", count, 0, WholeNumber.MOST),
                WholeNumber.of("sobol", sobol, 0, WholeNumber.MOST));
        FolderConcepts found = new FolderConcepts(images(), output, wish);
        models.conceiving(told(), layers, device, found::run);
        pictures = marked(found.image());
        table = marked(found.table());
        report = found.report();
        warn();
        found.failOnFailures();
    }

    /** All of them are one set, held against pictures of concepts. */
    @Override
    public boolean isPlaneByPlane() {
        return false;
    }

    @Override
    public Set<String> keysOfModel() {
        return Set.of("classes", "layers");
    }

    @Override
    public String usual(String key) {
        return key.equals("classes") ? "those that the images are of" : super.usual(key);
    }
}
