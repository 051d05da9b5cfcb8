package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.batch.ConceptResult;
import io.fovea.batch.ConceptsFolder;
import io.fovea.batch.ConceptsPage;
import io.fovea.batch.DiscoveryFolder;
import io.fovea.batch.DiscoveryResult;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.concept.ConceptLayer;
import io.fovea.concept.ConceptScore;
import io.fovea.concept.Places;
import io.fovea.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests concepts of people on a model, or finds those that it has by itself. */
@Command(
        name = "concepts",
        description = {
            "Tests whether concepts, given by folders of pictures, speak for the classes of images (TCAV). Without --concept:"
                    + " finds the concepts that the model has by itself, by factorising a layer.",
            "Writes concepts.csv and concepts.html, and a picture of each concept that is found."
        })
final class ConceptsCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path output;

    @Option(
            names = "--concept",
            paramLabel = "NAME=DIR",
            description = "A concept: a folder with pictures of it, 20 or more; several times for several concepts.")
    private List<String> concepts = List.of();

    @Option(
            names = "--random",
            paramLabel = "DIR",
            description = "Pictures of nothing in particular, a hundred or more, that concepts are told from.")
    private Path random;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description =
                    "A label or index; several with commas, or given several times (default: what the folder of an image"
                            + " is called, if that is a class, or else its top class).")
    private List<String> classes = List.of();

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            description = "The layer that is looked at (default: the one before the head).")
    private String layer;

    @Option(
            names = "--places",
            paramLabel = "PLACES",
            defaultValue = "mean",
            description = "mean: what a layer says of all of a picture; each: of each of its places, as in the paper"
                    + " (default: ${DEFAULT-VALUE}).")
    private String places;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "Random sets that each concept is told from (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the random sets (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "6",
            description = "Without --concept: how many concepts are found (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--sobol",
            paramLabel = "N",
            defaultValue = "32",
            description =
                    "Without --concept: how often each concept is masked in each image to measure by Sobol's indices how"
                            + " much the score depends on it; 0 for not at all (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Override
    public Integer call() {
        if (concepts.isEmpty() != (random == null)) {
            throw batch.refused(
                    "--concept and --random belong together: concepts are told from random pictures; give both, or"
                            + " neither to find the model's own concepts.");
        }
        Inputs inputs = batch.inputs();
        Path page = output.resolve(ConceptsPage.FILE);
        Writable.check(page, "page of concepts", ConceptsPage::isOne);
        Console console = batch.console();
        Model model = batch.model();
        try (ConceptLayer looked = ConceptLayer.open(model, Optional.ofNullable(layer), batch.device())) {
            console.announce(model, looked.device());
            return concepts.isEmpty() ? discover(console, looked, inputs, page) : test(console, looked, inputs, page);
        }
    }

    private int test(Console console, ConceptLayer looked, Inputs inputs, Path page) {
        ConceptsFolder.Wish wish = new ConceptsFolder.Wish(
                folders(), random, classes, Places.parse(places), runs, seed, ConceptsPage.SIDE);
        Report<ConceptResult> report =
                batch.run(false, monitor -> ConceptsFolder.run(looked, inputs, output, wish, monitor));
        for (ConceptResult result : report.rows()) {
            write(() -> ConceptsPage.of(looked.card().name(), result).write(page), page);
            console.out().print(table(result));
            result.notes().forEach(note -> console.err().println("Note: " + note));
        }
        return console.end(report);
    }

    private int discover(Console console, ConceptLayer looked, Inputs inputs, Path page) {
        DiscoveryFolder.Wish wish = new DiscoveryFolder.Wish(count, classes, ConceptsPage.SIDE, samples);
        Report<DiscoveryResult> report =
                batch.run(false, monitor -> DiscoveryFolder.run(looked, inputs, output, wish, monitor));
        for (DiscoveryResult result : report.rows()) {
            write(() -> ConceptsPage.of(looked.card().name(), result).write(page), page);
            console.out().print(table(result));
        }
        return console.end(report);
    }

    private List<ConceptsFolder.Folder> folders() {
        List<ConceptsFolder.Folder> folders = new ArrayList<>();
        for (String text : concepts) {
            int sign = text.indexOf('=');
            Path whole = Path.of(UserPath.expand(text));
            if (sign < 1 || Files.isDirectory(whole)) {
                Path name = whole.toAbsolutePath().normalize().getFileName();
                if (name == null) {
                    throw batch.refused("'" + text + "' has no name that a concept could be called by; give NAME=DIR.");
                }
                folders.add(new ConceptsFolder.Folder(name.toString(), whole));
            } else {
                folders.add(new ConceptsFolder.Folder(
                        text.substring(0, sign), Path.of(UserPath.expand(text.substring(sign + 1)))));
            }
        }
        return folders;
    }

    /** What writes a file. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing page, Path file) {
        try {
            page.run();
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    private static TextTable table(ConceptResult result) {
        TextTable table = new TextTable(ConceptsPage.COLUMNS);
        for (ConceptScore one : result.scores()) {
            table.row(ConceptsPage.cells(one));
        }
        return table;
    }

    private static TextTable table(DiscoveryResult result) {
        TextTable table = new TextTable(List.of("concept", "class", "importance", "share", "sobol"));
        for (DiscoveryResult.Concept concept : result.concepts()) {
            for (DiscoveryResult.Importance one : concept.importances()) {
                table.row(List.of(
                        concept.name(),
                        one.label(),
                        String.format(Locale.ROOT, "%.3f", one.importance()),
                        String.format(Locale.ROOT, "%.1f %%", 100 * one.share()),
                        ConceptsPage.total(one)));
            }
        }
        return table;
    }
}
