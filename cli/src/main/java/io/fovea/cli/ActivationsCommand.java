package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.anatomy.ModelLayers;
import io.fovea.batch.OnePage;
import io.fovea.batch.OutputFolder;
import io.fovea.batch.SharedTable;
import io.fovea.explore.Activations;
import io.fovea.explore.FeatureMaps;
import io.fovea.explore.UnitField;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    private static final List<String> COLUMNS =
            List.of("image", "layer", "operator", "channels", "width", "height", "silent", "silent_share", "model");

    @Mixin
    private ImageOptions image;

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

    @Option(
            names = "--large",
            paramLabel = "N",
            description =
                    "Also draw this one channel of each layer, counted from 0, large, with a bar that says which colour"
                            + " is which value.")
    private Integer large;

    @Override
    public void run() {
        Console console = Console.of(spec);
        Model model = options.model(fovea);
        OnePage page = image.read(console, model);
        if (unit != null) {
            drawUnit(console, model, page);
            return;
        }
        OutputFolder folder = image.folder();
        Path file = folder.table("activations.csv", COLUMNS.subList(0, 3));
        SharedTable csv = new SharedTable(file, COLUMNS, List.of("image", "layer", "model"));
        try (Activations activations = Activations.open(model, layers, options.device());
                ConsoleMonitor monitor = fovea.monitor(console.err())) {
            console.announce(model, activations.device());
            List<String> names = ModelLayers.fileNames(activations.layers()).stream()
                    .map(ending -> page.stem() + "-" + ending)
                    .toList();
            for (String name : names) {
                folder.place(name + ".png");
                folder.place(name + ".tif");
                if (large != null) {
                    folder.place(largeName(name));
                }
            }
            Activations.Result result = activations.of(page.image(), monitor);
            result.note().ifPresent(note -> console.err().println("Note: " + note));
            List<Image> single = large == null
                    ? List.of()
                    : result.maps().stream().map(maps -> maps.large(large)).toList();
            for (int i = 0; i < single.size(); i++) {
                single.get(i)
                        .write(
                                folder.place(largeName(names.get(i))),
                                page.source().name());
            }
            List<List<Object>> rows =
                    write(folder, page, result, names, model.card().name(), monitor);
            csv.write(rows);
            monitor.close();
            report(console, result.maps());
        }
    }

    private String largeName(String name) {
        return name + "-channel-" + large + ".png";
    }

    private static List<List<Object>> write(
            OutputFolder folder,
            OnePage page,
            Activations.Result result,
            List<String> names,
            String model,
            ConsoleMonitor monitor) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < result.maps().size(); i++) {
            monitor.check();
            FeatureMaps maps = result.maps().get(i);
            monitor.report(i / (double) names.size(), maps.layer().name());
            maps.montage()
                    .write(folder.place(names.get(i) + ".png"), page.source().name());
            maps.stack()
                    .write(folder.place(names.get(i) + ".tif"), page.source().name());
            rows.add(List.of(
                    page.name(),
                    maps.layer().name(),
                    maps.layer().operator(),
                    maps.channels(),
                    maps.width(),
                    maps.height(),
                    maps.silent(),
                    maps.silent() / (double) maps.channels(),
                    model));
        }
        return rows;
    }

    private static void report(Console console, List<FeatureMaps> all) {
        TextTable table = new TextTable(List.of("layer", "channels", "width", "height", "silent"));
        for (FeatureMaps maps : all) {
            double share = maps.silent() / (double) maps.channels();
            String percent = String.format(Locale.ROOT, "%.0f%%", 100 * share);
            table.row(List.of(maps.layer().name(), maps.channels(), maps.width(), maps.height(), percent));
        }
        console.out().print(table);
        console.out().flush();
    }

    private void drawUnit(Console console, Model model, OnePage page) {
        String[] place = unit.split(",");
        if (layers.isEmpty() || place.length != 2 || !unit.matches("\\s*\\d{1,6}\\s*,\\s*\\d{1,6}\\s*")) {
            throw new FoveaException("--unit is '" + unit
                    + "'; give the column and row of a unit, such as 3,5, and its layer with --layer.");
        }
        String layer = NameList.join(layers);
        Path drawing = image.folder().place(page.stem() + "-" + ModelLayers.fileName(layer) + "-unit.png");
        int x = Integer.parseInt(place[0].strip());
        int y = Integer.parseInt(place[1].strip());
        UnitField field = UnitField.of(model, layer, x, y, page.image(), options.device());
        field.drawing().write(drawing, page.source().name());
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
