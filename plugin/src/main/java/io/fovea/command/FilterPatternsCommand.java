package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.explore.AscentPath;
import io.fovea.explore.AscentStart;
import io.fovea.explore.FilterPatterns;
import io.fovea.explore.PatternRecipe;
import io.fovea.explore.StepSchedule;
import io.fovea.imagej.PatternImage;
import io.fovea.session.Device;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Finds what excites filters or classes: {@code run("Filter Patterns...", "model=digits layer=conv2d_1 filters=16")}. */
@Plugin(
        type = Command.class,
        label = "Filter Patterns...",
        headless = true,
        visible = false,
        description = "Finds the patterns that excite the filters of a layer, or the classes; it needs no image.",
        attrs = {
            @Attr(name = "help", value = "filters"),
            @Attr(name = "example", value = "model=digits layer=conv2d filters=4")
        })
public final class FilterPatternsCommand extends ModelCommand {
    @Parameter(label = "Layer", description = "its name", persist = false)
    private String layer = "";

    @Parameter(label = "Classes instead", description = "all, or several with ,", persist = false)
    private String classes = "";

    @Parameter(label = "Filters", min = "1", persist = false)
    private double filters = 64;

    @Parameter(
            label = "Recipe",
            choices = {"lecture", "clear"},
            persist = false)
    private String recipe = "lecture";

    @Parameter(label = "Steps (0: those of the recipe)", min = "0", persist = false)
    private double steps = 0;

    @Parameter(label = "Step size (0: that of the recipe)", min = "0", persist = false)
    private double step = 0;

    @Parameter(
            label = "Schedule",
            choices = {"constant", "falling", "cosine"},
            persist = false)
    private String schedule = "constant";

    @Parameter(
            label = "Start",
            choices = {"noise", "grey"},
            persist = false)
    private String start = "noise";

    @Parameter(label = "Size (pixels, 0: 200 or the model's own)", min = "0", persist = false)
    private double size = 0;

    @Parameter(
            label = "Output",
            choices = {"grid", "stack"},
            persist = false)
    private String output = "grid";

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus patterns;

    @Parameter(type = ItemIO.OUTPUT, label = "Filter Patterns")
    private ResultsTable table;

    /** The command with its defaults. */
    public FilterPatternsCommand() {
        super("digits", task -> true);
    }

    @Override
    public void run() {
        if (!output.equals("grid") && !output.equals("stack")) {
            throw new FoveaException("There is no output '" + output + "'. Take one of: grid, stack.");
        }
        AscentPath path = new AscentPath(
                AscentStart.parse(start),
                step == 0 ? OptionalDouble.empty() : OptionalDouble.of(step),
                StepSchedule.parse(schedule));
        FilterPatterns.Settings settings = new FilterPatterns.Settings(
                PatternRecipe.parse(recipe), given("steps", steps), given("size", size), OptionalInt.empty(), 1, path);
        PatternImage found = PatternImage.find(
                told().find(),
                layer,
                classes,
                WholeNumber.of("filters", filters, 1, WholeNumber.MOST),
                settings,
                Device.parse(device.strip()));
        patterns = found.image(output.equals("stack"));
        table = marked(found.table());
        warn();
    }

    @Override
    public Set<String> keysOfModel() {
        return Set.of("layer", "classes");
    }

    @Override
    public String usual(String key) {
        return key.equals("layer") ? "the last convolution" : "none: filters of the layer";
    }

    /** In a dialog 0 stands for what is left open. */
    private static OptionalInt given(String key, double value) {
        int number = WholeNumber.of(key, value, 0, WholeNumber.MOST);
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
