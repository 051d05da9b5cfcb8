package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.batch.DiscoveryResult.ClassCount;
import io.fovea.batch.DiscoveryResult.Concept;
import io.fovea.batch.DiscoveryResult.Importance;
import io.fovea.concept.ConceptDiscovery;
import io.fovea.concept.ConceptLayer;
import io.fovea.concept.FoundConcepts;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.model.ClassChoice;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the concepts that a network has by itself in the images of a folder: {@code concepts.csv}, and of each concept a
 * picture, {@code concept-1.png}: the patches that carry most of it, and below each where in its image the concept is.
 */
public final class DiscoveryFolder {
    private static final List<String> COLUMNS =
            List.of("concept", "class", "layer", "images", "importance", "share", "sobol");
    private static final int GAP = 4;
    private static final int MOST = 100;
    private static final int MOST_SAMPLES = 10_000;

    private final ConceptLayer layer;
    private final List<Integer> classes;
    private final ConceptDiscovery discovery;
    private final Wish wish;
    private final Gathered all;
    private Gathered ofFile;

    /** What came of some images. */
    private static final class Gathered {
        private final List<BestPatches> best;
        private final Map<Integer, Sums> sums = new TreeMap<>();

        Gathered(Wish wish) {
            this.best = Stream.generate(() -> new BestPatches(wish.side()))
                    .limit(wish.count())
                    .toList();
        }

        void add(FoundConcepts found) {
            sums.computeIfAbsent(found.classIndex(), index -> new Sums(found.label(), best.size()))
                    .add(found);
        }

        void add(Gathered other) {
            other.sums.forEach((index, own) -> sums.computeIfAbsent(index, key -> new Sums(own.label, best.size()))
                    .add(own));
            for (int k = 0; k < best.size(); k++) {
                best.get(k).take(other.best.get(k));
            }
        }
    }

    /** What the concepts did for a class so far. */
    private static final class Sums {
        private final String label;
        private final double[] importances;
        private final double[] totals;
        private int images;

        Sums(String label, int count) {
            this.label = label;
            this.importances = new double[count];
            this.totals = new double[count];
        }

        void add(FoundConcepts found) {
            images++;
            for (int k = 0; k < importances.length; k++) {
                importances[k] += found.parts().get(k).importance();
                totals[k] += found.parts().get(k).total();
            }
        }

        void add(Sums other) {
            images += other.images;
            for (int k = 0; k < importances.length; k++) {
                importances[k] += other.importances[k];
                totals[k] += other.totals[k];
            }
        }

        Importance of(int concept) {
            double total = totals[concept] / images;
            return new Importance(
                    label,
                    importances[concept] / images,
                    share(concept),
                    Double.isNaN(total) ? OptionalDouble.empty() : OptionalDouble.of(total));
        }

        double share(int concept) {
            double all = 0;
            for (double one : importances) {
                all += Math.abs(one);
            }
            return all == 0 ? 0 : importances[concept] / all;
        }
    }

    /**
     * What is to be done.
     *
     * @param count how many concepts are found, 1 to 100
     * @param classes by label or index; empty for those that images are of
     * @param side of the pictures of patches, in pixels
     * @param samples how often each concept is masked for its Sobol index, 2 to 10,000; 0 to leave it out
     */
    public record Wish(int count, List<String> classes, int side, int samples) {
        /** Copies the list; throws a {@link FoveaException} if there are no such counts. */
        public Wish {
            classes = List.copyOf(classes);
            if (count < 1 || count > MOST) {
                throw new FoveaException(count + " concepts cannot be found; give 1 to " + MOST + ".");
            }
            if (samples != 0 && (samples < 2 || samples > MOST_SAMPLES)) {
                throw new FoveaException("Sobol's indices cannot be measured by " + samples + " samples; give 2 to "
                        + MOST_SAMPLES + ", or 0 to leave them out.");
            }
        }
    }

    private DiscoveryFolder(ConceptLayer layer, Inputs inputs, Wish wish) {
        this.layer = layer;
        this.classes = ClassChoice.indices(wish.classes(), layer.card(), layer.classes());
        this.discovery =
                new ConceptDiscovery(layer, wish.count(), inputs.sources().size(), wish.samples());
        this.wish = wish;
        this.all = new Gathered(wish);
        this.ofFile = new Gathered(wish);
    }

    /**
     * Finds them. Blocks. A bad file is reported and the others are used.
     *
     * @param inputs images, of classes as of {@link ConceptsFolder#run}
     * @return one row, the result; none if no image could be read
     * @throws FoveaException if the folder cannot be written, there is no such class, or there is too little to find
     *     concepts in
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Report<DiscoveryResult> run(
            ConceptLayer layer, Inputs inputs, Path output, Wish wish, Monitor monitor) {
        OutputFolder folder = OutputFolder.open(output, inputs);
        Path table = folder.table("concepts.csv", COLUMNS);
        List<Path> pictures = IntStream.range(0, wish.count())
                .mapToObj(k -> folder.place(name(k) + ".png"))
                .toList();
        Report<DiscoveryResult> report = new DiscoveryFolder(layer, inputs, wish)
                .run(inputs.feeding(layer.card().input()), table, pictures, monitor);
        // Of an earlier run, what this one has no picture of.
        report.rows().forEach(result -> IntStream.range(0, MOST)
                .filter(k ->
                        k >= wish.count() || result.concepts().get(k).patches().isEmpty())
                .forEach(k -> folder.remove(name(k) + ".png")));
        return report;
    }

    private static String name(int rank) {
        return "concept-" + (rank + 1);
    }

    private Report<DiscoveryResult> run(Inputs inputs, Path table, List<Path> pictures, Monitor monitor) {
        Report<ConceptDiscovery.Sampled> sampled =
                PageRun.inTurn(inputs, monitor.part(0, 0.4).named("looking"), this::sampled);
        if (sampled.done() == 0) {
            return new Report<>(0, List.of(), sampled.failures());
        }
        if (sampled.rows().isEmpty()) {
            throw new FoveaException(
                    "No image is of a class that is asked for; give images of it, or leave the class out.");
        }
        sampled.rows().forEach(discovery::sample);
        monitor.report(0.4, "finding concepts");
        discovery.factorise(monitor);
        List<Path> failed = sampled.failures().stream().map(Failure::file).toList();
        List<Source> good = inputs.sources().stream()
                .filter(source -> !failed.contains(source.file()))
                .toList();
        Report<Path> found = PageRun.inTurn(
                new Inputs(good, List.of(), List.of(), inputs.pages()),
                monitor.part(0.6, 1).named("placing"),
                this::find);
        List<Failure> failures = new ArrayList<>(sampled.failures());
        failures.addAll(found.failures());
        DiscoveryResult result = result();
        write(result, table);
        for (int k = 0; k < pictures.size(); k++) {
            Path file = pictures.get(k);
            picture(result.concepts().get(k))
                    .ifPresent(image -> image.write(file, layer.card().name()));
        }
        return new Report<>(found.done(), List.of(result), failures);
    }

    private List<Optional<Integer>> asked(PageRun.Page page) {
        return ClassOf.asked(page.name(), classes, layer.card(), layer.classes());
    }

    private List<ConceptDiscovery.Sampled> sampled(PageRun.Page page, Monitor monitor) {
        return asked(page).isEmpty() ? List.of() : List.of(discovery.look(page.image(), monitor));
    }

    /** A file counts once all its pages are done. */
    private List<Path> find(PageRun.Page page, Monitor monitor) {
        if (page.index() == 0) {
            ofFile = new Gathered(wish);
        }
        boolean first = true;
        for (Optional<Integer> wanted : asked(page)) {
            FoundConcepts found = discovery.find(page.image(), wanted, monitor);
            ofFile.add(found);
            for (int k = 0; k < wish.count() && first; k++) {
                ofFile.best
                        .get(k)
                        .offer(page.name(), page.image(), found.parts().get(k));
            }
            first = false;
        }
        if (page.index() == page.count() - 1) {
            all.add(ofFile);
        }
        return List.of();
    }

    private DiscoveryResult result() {
        List<Integer> order = IntStream.range(0, wish.count())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -all.sums.values().stream()
                        .mapToDouble(of -> Math.abs(of.share(k)))
                        .sum()))
                .toList();
        List<Concept> concepts = new ArrayList<>();
        for (int k : order) {
            BestPatches best = all.best.get(k);
            concepts.add(new Concept(
                    name(concepts.size()),
                    all.sums.values().stream().map(of -> of.of(k)).toList(),
                    best.patches(),
                    best.where()));
        }
        List<ClassCount> images = all.sums.values().stream()
                .map(of -> new ClassCount(of.label, of.images))
                .toList();
        return new DiscoveryResult(layer.name(), images, concepts);
    }

    private void write(DiscoveryResult result, Path table) {
        Csv csv = new Csv(COLUMNS);
        for (Concept concept : result.concepts()) {
            for (int c = 0; c < result.images().size(); c++) {
                Importance one = concept.importances().get(c);
                csv.row(
                        concept.name(),
                        one.label(),
                        layer.name(),
                        result.images().get(c).images(),
                        one.importance(),
                        one.share(),
                        one.total().isPresent() ? (Object) one.total().getAsDouble() : "");
            }
        }
        csv.write(table);
    }

    /** The patches, and where they are. */
    private static Optional<Image> picture(Concept concept) {
        if (concept.patches().isEmpty()) {
            return Optional.empty();
        }
        List<Image> cells = Stream.concat(concept.patches().stream(), concept.where().stream())
                .map(DiscoveryResult.Patch::picture)
                .toList();
        return Optional.of(new Grid(concept.patches().size(), GAP).of(cells));
    }
}
