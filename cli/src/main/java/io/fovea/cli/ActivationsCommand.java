package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.anatomy.ModelLayers;
import io.fovea.batch.Csv;
import io.fovea.batch.Inputs;
import io.fovea.explore.Activations;
import io.fovea.explore.FeatureMaps;
import io.fovea.explore.UnitField;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what every channel of every layer makes of an image. */
@Command(
        name = "activations",
        description = "Shows what the channels of a model's layers make of an image: for each layer a picture of all"
                + " channels and a 32-bit stack, and activations.csv.")
final class ActivationsCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", description = "An image file.")
    private Path image;

    @Mixin
    private ModelOptions options;

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            description =
                    "A layer or value; several with commas, or given several times (default: every convolution and"
                            + " pooling).")
    private List<String> layers = List.of();

    @Option(
            names = "--unit",
            paramLabel = "X,Y",
            description = "Draw instead what the unit of --layer at that place of its map sees of the image.")
    private String unit;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        Image pixels = Image.read(image);
        Model model = options.model();
        if (unit != null) {
            drawUnit(console, model, pixels);
            return;
        }
        Writable.check(output.resolve("activations.csv"));
        try (Activations activations = Activations.open(model, layers, options.device());
                ConsoleMonitor monitor = fovea.monitor(console.err())) {
            console.announce(model, activations.device());
            Activations.Result result = activations.of(pixels, monitor);
            result.note().ifPresent(note -> console.err().println("Note: " + note));
            write(console, result, ModelLayers.fileNames(activations.layers()), monitor);
        }
    }

    private void write(Console console, Activations.Result result, List<String> names, ConsoleMonitor monitor) {
        Csv csv =
                new Csv(List.of("image", "layer", "operator", "channels", "width", "height", "silent", "silent_share"));
        TextTable table = new TextTable(List.of("layer", "channels", "width", "height", "silent"));
        for (int i = 0; i < result.maps().size(); i++) {
            monitor.check();
            FeatureMaps maps = result.maps().get(i);
            String name = Inputs.stem(image) + "-" + names.get(i);
            monitor.report(i / (double) names.size(), maps.layer().name());
            maps.montage().write(output.resolve(name + ".png"));
            maps.stack().write(output.resolve(name + ".tif"));
            int silent = maps.silent();
            double share = silent / (double) maps.channels();
            csv.row(
                    image.getFileName(),
                    maps.layer().name(),
                    maps.layer().operator(),
                    maps.channels(),
                    maps.width(),
                    maps.height(),
                    silent,
                    share);
            String percent = String.format(Locale.ROOT, "%.0f%%", 100 * share);
            table.row(List.of(maps.layer().name(), maps.channels(), maps.width(), maps.height(), percent));
        }
        monitor.close();
        csv.write(output.resolve("activations.csv"));
        console.out().print(table);
        console.out().flush();
    }

    private void drawUnit(Console console, Model model, Image pixels) {
        String[] place = unit.split(",");
        if (layers.isEmpty() || place.length != 2 || !unit.matches("\\s*\\d{1,6}\\s*,\\s*\\d{1,6}\\s*")) {
            throw new FoveaException("--unit is '" + unit
                    + "'; give the column and row of a unit, such as 3,5, and its layer with --layer.");
        }
        String layer = NameList.join(layers);
        String name = Inputs.stem(image) + "-" + ModelLayers.fileName(layer) + "-unit.png";
        Writable.check(output.resolve(name));
        int x = Integer.parseInt(place[0].strip());
        int y = Integer.parseInt(place[1].strip());
        UnitField field = UnitField.of(model, layer, x, y, pixels, options.device());
        field.drawing().write(output.resolve(name));
        console.out()
                .printf(
                        Locale.ROOT,
                        "Unit %d,%d of %s can see %s; what it looks at is as large as %.0fx%.0f pixels.%n",
                        x,
                        y,
                        layer,
                        field.side() > 0
                                ? field.side() + "x" + field.side() + " pixels from column " + field.left() + ", row "
                                        + field.top()
                                : "the whole image",
                        field.effectiveSide(),
                        field.effectiveSide());
        console.out().flush();
    }
}
