package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.batch.ConceptResult;
import io.fovea.batch.ConceptsFolder;
import io.fovea.batch.ConceptsPage;
import io.fovea.batch.DiscoveryFolder;
import io.fovea.batch.DiscoveryResult;
import io.fovea.batch.Failure;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.concept.ConceptLayer;
import io.fovea.concept.ConceptScore;
import io.fovea.concept.ConceptScore.Verdict;
import io.fovea.concept.Places;
import io.fovea.image.Image;
import io.fovea.page.Page;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests concepts on the images of a folder or the planes of an open image, or finds a model's own, in ImageJ's forms. */
public final class FolderConcepts {
    private final ImageSet images;
    private final Path output;
    private final Wish wish;
    private final ResultsTable table = new ResultsTable();
    private final ConceptSheet sheet = new ConceptSheet();
    private List<Failure> failures = List.of();
    private String model = "";
    private String report = "";

    /**
     * What is to be done.
     *
     * @param concepts folders of pictures, as text; blank to find the model's own
     * @param random folder of pictures of nothing in particular; blank with {@code concepts}
     * @param classes labels or indices, with commas; blank for those that images are of
     * @param runs how many random sets each concept is told from
     * @param seed of the random sets
     * @param count how many concepts are found
     * @param sobol how often each of them is masked in each image for its Sobol index; 0 to leave that out
     */
    public record Wish(
            String concepts, String random, String classes, Places places, int runs, int seed, int count, int sobol) {
        /** Throws a {@link FoveaException} if only one of concepts and random pictures is given. */
        public Wish {
            if (concepts.isBlank() != random.isBlank()) {
                throw new FoveaException(
                        "The keys 'concepts' and 'random' belong together: concepts are told from random"
                                + " pictures; give both, or neither to find the model's own concepts.");
            }
        }

        private List<String> classList() {
            return List.of(classes);
        }
    }

    /**
     * Prepares.
     *
     * @param output the folder for {@code concepts.csv}, {@code concepts.html} and pictures
     * @throws FoveaException if no folder is given, or another page is in its place
     */
    public FolderConcepts(ImageSet images, String output, Wish wish) {
        this.images = images;
        this.output = FolderSegmentation.path("output", "the folder for the results", output);
        this.wish = wish;
        ConceptsPage.requireReplaceable(this.output.resolve(ConceptsPage.FILE));
    }

    /**
     * Tests, or finds, showing progress in the status bar; what is to be noted goes to the log. Blocks, for minutes where there
     * are many images.
     *
     * @throws FoveaException if no image can be read, there is no such class, or there are too few pictures
     * @throws io.fovea.session.CancelledException if the user presses Escape; nothing is written then
     */
    public FolderConcepts run(ConceptLayer layer) {
        model = layer.card().name();
        EscapeMonitor monitor = new EscapeMonitor(1);
        monitor.next((wish.concepts().isBlank() ? "Finding concepts in " : "Testing concepts on ") + images.name());
        images.withFiles(layer.card().input(), monitor, inputs -> {
            if (wish.concepts().isBlank()) {
                discover(layer, inputs, monitor);
            } else {
                test(layer, inputs, monitor);
            }
            return null;
        });
        report += " in layer " + layer.name() + " on " + layer.device() + "; " + output.resolve(ConceptsPage.FILE);
        return this;
    }

    private void test(ConceptLayer layer, Inputs inputs, EscapeMonitor monitor) {
        Path random = FolderSegmentation.path("random", "the folder of random pictures", wish.random());
        List<Path> others = Stream.concat(
                        ConceptFolders.other(wish.random()).stream(), ConceptFolders.other(images.name()).stream())
                .toList();
        List<ConceptsFolder.Folder> folders = ConceptFolders.parse(wish.concepts(), others);
        Report<ConceptResult> found = ConceptsFolder.run(
                layer,
                inputs,
                output,
                new ConceptsFolder.Wish(
                        folders, random, wish.classList(), wish.places(), wish.runs(), wish.seed(), ConceptSheet.SIDE),
                monitor);
        ConceptResult result = only(found);
        write(ConceptsPage.of(model, result), monitor);
        result.scores().forEach(score -> add(result.layer(), score));
        result.concepts().forEach(concept -> draw(result, concept));
        result.notes().forEach(note -> IJ.log("Note: " + note));
        long clear = result.scores().stream()
                .filter(one -> one.verdict() != Verdict.NEITHER)
                .count();
        report = images.name() + ": " + clear + " of " + result.scores().size()
                + " pairs of concept and class have to do with each other";
    }

    private void discover(ConceptLayer layer, Inputs inputs, EscapeMonitor monitor) {
        Report<DiscoveryResult> found = DiscoveryFolder.run(
                layer,
                inputs,
                output,
                new DiscoveryFolder.Wish(wish.count(), wish.classList(), ConceptSheet.SIDE, wish.sobol()),
                monitor);
        DiscoveryResult result = only(found);
        write(ConceptsPage.of(model, result), monitor);
        for (DiscoveryResult.Concept concept : result.concepts()) {
            for (int c = 0; c < result.images().size(); c++) {
                DiscoveryResult.Importance one = concept.importances().get(c);
                row(
                        concept.name(),
                        one.label(),
                        result.layer(),
                        result.images().get(c).images());
                table.addValue("Importance", one.importance());
                table.addValue("Share", one.share());
                one.total().ifPresentOrElse(total -> table.addValue("Sobol", total), () -> table.addValue("Sobol", ""));
            }
            draw(concept);
        }
        report = images.name() + ": " + result.concepts().size() + " concepts";
    }

    /** The one result; refused with the first reason if there is none. */
    private <R> R only(Report<R> found) {
        failures = found.failures();
        failures.forEach(failure -> IJ.log("Failed: " + failure.sentence()));
        return found.rows().stream()
                .findFirst()
                .orElseThrow(() -> new FoveaException("No image of '" + images.name() + "' could be looked at"
                        + failures.stream()
                                .findFirst()
                                .map(failure -> ": " + failure.sentence())
                                .orElse(".")));
    }

    private void write(Page page, Cancellation cancel) {
        Path file = output.resolve(ConceptsPage.FILE);
        cancel.check();
        try {
            page.write(file);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    private void row(String concept, String label, String layer, int count) {
        table.addRow();
        table.addValue("Concept", concept);
        table.addValue("Class", label);
        table.addValue("Layer", layer);
        table.addValue("Images", count);
    }

    private void add(String layer, ConceptScore score) {
        row(score.concept(), score.label(), layer, score.images());
        table.addValue("Pictures", score.pictures());
        table.addValue("Accuracy", score.accuracy());
        table.addValue("Score", score.score());
        table.addValue("Deviation", score.deviation());
        table.addValue("Random_score", score.randomScore());
        table.addValue("Random_deviation", score.randomDeviation());
        table.addValue("p", score.p());
        table.addValue("p_corrected", score.corrected());
        table.addValue("Sensitivity", score.sensitivity());
        table.addValue("Random_sensitivity", score.randomSensitivity());
        table.addValue("p_sensitivity", score.sensitivityP());
        table.addValue("Speaks", word(score));
    }

    private static String word(ConceptScore score) {
        return score.verdict().name().toLowerCase(Locale.ROOT);
    }

    private void draw(ConceptResult result, ConceptResult.Concept concept) {
        String speaks = result.scores().stream()
                .filter(score -> score.concept().equals(concept.name()) && score.verdict() != Verdict.NEITHER)
                .map(score -> word(score) + " " + score.label())
                .collect(Collectors.joining(", "));
        sheet.add(
                concept.name() + (speaks.isEmpty() ? "" : ": " + speaks),
                List.of(
                        new ConceptSheet.Row("pictures of " + concept.name(), concept.pictures()),
                        row("most like it: ", concept.likest()),
                        row("least like it: ", concept.unlikest())));
    }

    private static ConceptSheet.Row row(String words, List<ConceptResult.Shown> shown) {
        String names = shown.stream().map(ConceptResult.Shown::name).collect(Collectors.joining(", "));
        return new ConceptSheet.Row(
                words + names, shown.stream().map(ConceptResult.Shown::small).toList());
    }

    private void draw(DiscoveryResult.Concept concept) {
        Optional<DiscoveryResult.Importance> most =
                concept.importances().stream().max((a, b) -> Double.compare(Math.abs(a.share()), Math.abs(b.share())));
        String what = most.map(one -> String.format(
                        Locale.ROOT, ": %+.3g for %s (%.0f %%)", one.importance(), one.label(), 100 * one.share()))
                .orElse("");
        String names =
                concept.patches().stream().map(DiscoveryResult.Patch::image).collect(Collectors.joining(", "));
        sheet.add(
                concept.name() + what,
                concept.patches().isEmpty()
                        ? List.of(new ConceptSheet.Row(concept.name() + ": no image has anything of it", List.of()))
                        : List.of(
                                new ConceptSheet.Row(concept.name() + what, pictures(concept.patches())),
                                new ConceptSheet.Row("where in " + names, pictures(concept.where()))));
    }

    private static List<Image> pictures(List<DiscoveryResult.Patch> patches) {
        return patches.stream().map(DiscoveryResult.Patch::picture).toList();
    }

    /** A slice for each concept: its pictures and the images like it, or its patches and where they are. */
    public ImagePlus image() {
        ImagePlus image = sheet.image(model + "-concepts");
        image.setProperty("Info", report);
        return image;
    }

    /** A row for each concept and class. */
    public ResultsTable table() {
        return table;
    }

    /** What was found, and where the page is, in one line. */
    public String report() {
        return report;
    }

    /** Throws a {@link FoveaException} that names every file that could not be read, if there is any. */
    public void failOnFailures() {
        SomeFailedException.throwIfAny(failures);
    }
}
