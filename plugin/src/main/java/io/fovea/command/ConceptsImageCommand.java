package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
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
        attrs = @Attr(name = "help", value = "concepts"))
public final class ConceptsImageCommand extends FolderOrImageCommand {
    private static final int MOST = 1_000_000;

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
                whole("runs", runs),
                whole("seed", seed),
                whole("count", count));
        FolderConcepts found = new FolderConcepts(images(), output, wish);
        models.conceiving(told(), layers, device, found::run);
        pictures = marked(found.image());
        table = marked(found.table());
        report = found.report();
        warn();
        found.failOnFailures();
    }

    private static int whole(String key, double value) {
        if (value < 0 || value > MOST || value != Math.rint(value)) {
            throw new FoveaException(
                    "The key '" + key + "' is a whole number from 0 to " + MOST + ", not " + value + ".");
        }
        return (int) value;
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
