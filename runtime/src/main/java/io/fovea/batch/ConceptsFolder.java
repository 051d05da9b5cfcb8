package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.batch.ConceptResult.Concept;
import io.fovea.batch.ConceptResult.Shown;
import io.fovea.concept.ConceptLayer;
import io.fovea.concept.ConceptScore;
import io.fovea.concept.ConceptStudy;
import io.fovea.concept.ConceptStudy.Likeness;
import io.fovea.concept.Places;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.ClassChoice;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tests whether concepts, given by folders of pictures, speak for the classes of images. */
public final class ConceptsFolder {
    private static final List<String> COLUMNS = List.of(
            "concept",
            "class",
            "layer",
            "images",
            "pictures",
            "accuracy",
            "score",
            "deviation",
            "random_score",
            "random_deviation",
            "p",
            "p_corrected",
            "sensitivity",
            "random_sensitivity",
            "p_sensitivity",
            "speaks");
    private static final int SHOWN = 6;

    private final ConceptLayer layer;
    private final Wish wish;
    private final ConceptStudy study;
    private final Map<String, Image> small = new HashMap<>();
    private final Map<String, List<Image>> pictures = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private int done;

    /**
     * A concept.
     *
     * @param name what it is called
     * @param folder with pictures of it, in subfolders also
     */
    public record Folder(String name, Path folder) {}

    /**
     * What is to be done.
     *
     * @param concepts each of another name
     * @param random folder of pictures of nothing in particular
     * @param classes by label or index; empty for those that images are of
     * @param runs how many random sets each concept is told from
     * @param seed of the random sets
     * @param side of pictures for show, in pixels
     */
    public record Wish(
            List<Folder> concepts, Path random, List<String> classes, Places places, int runs, long seed, int side) {
        /** Copies the lists; throws a {@link FoveaException} if two concepts have one name. */
        public Wish {
            concepts = List.copyOf(concepts);
            classes = List.copyOf(classes);
            Set<String> names = new HashSet<>();
            for (Folder concept : concepts) {
                if (!names.add(concept.name())) {
                    throw new FoveaException(
                            "Two concepts are called '" + concept.name() + "'; give each another name: name=FOLDER.");
                }
            }
        }
    }

    /** A picture of a concept. */
    private record Seen(ConceptStudy.Picture picture, Image small) {}

    /** An image that a class is asked for. */
    private record Asked(String name, ConceptStudy.Subject subject, Image small) {}

    private ConceptsFolder(ConceptLayer layer, Wish wish) {
        this.layer = layer;
        this.wish = wish;
        this.study = new ConceptStudy(layer, wish.places());
    }

    /**
     * Looks at all pictures and images, tests, and writes {@code concepts.csv}: a row for each concept and class. Blocks. A bad
     * file is reported and the others are used.
     *
     * @param inputs images of the classes that are asked for: that which the folder of an image is called, or else those
     *     wanted, or else its top class
     * @return one row, the result; none if no image of the classes could be read
     * @throws FoveaException if the folder cannot be written, there is no such class, or there are too few pictures
     * @throws io.fovea.session.CancelledException if cancelled; nothing is written then
     */
    public static Report<ConceptResult> run(
            ConceptLayer layer, Inputs inputs, Path output, Wish wish, Monitor monitor) {
        List<Path> all = new ArrayList<>(inputs.files());
        List<Inputs> concepts = new ArrayList<>();
        for (Folder concept : wish.concepts()) {
            concepts.add(find(concept.folder(), "concept '" + concept.name() + "'", layer));
        }
        Inputs random = find(wish.random(), "random pictures", layer);
        concepts.forEach(found -> all.addAll(found.files()));
        all.addAll(random.files());
        Path table = OutputFolder.open(output, all).table("concepts.csv", COLUMNS);
        return new ConceptsFolder(layer, wish)
                .run(inputs.feeding(layer.card().input()), concepts, random, table, monitor);
    }

    private static Inputs find(Path folder, String what, ConceptLayer layer) {
        Inputs found = Inputs.find(List.of(folder.toString()));
        if (found.sources().isEmpty()) {
            throw new FoveaException("There is no image in '" + folder + "', the folder of the " + what
                    + "; give a folder with pictures.");
        }
        return found.feeding(layer.card().input());
    }

    private Report<ConceptResult> run(
            Inputs inputs, List<Inputs> concepts, Inputs random, Path table, Monitor monitor) {
        List<Integer> classes = ClassChoice.indices(wish.classes(), layer.card(), layer.classes());
        int parts = concepts.size() + 3;
        for (int k = 0; k < concepts.size(); k++) {
            Folder concept = wish.concepts().get(k);
            List<Seen> found = read(concepts.get(k), part(monitor, k, parts, concept.name()), this::seen);
            if (found.isEmpty()) {
                throw new FoveaException("None of the pictures of the concept '" + concept.name() + "' in '"
                        + concept.folder() + "' can be read: "
                        + failures.get(failures.size() - 1).sentence());
            }
            found.forEach(one -> study.concept(concept.name(), one.picture()));
            pictures.put(
                    concept.name(), found.stream().limit(SHOWN).map(Seen::small).toList());
        }
        read(random, part(monitor, parts - 3, parts, "random"), (page, part) -> List.of(study.look(page.image(), part)))
                .forEach(study::random);
        int before = done;
        read(inputs, part(monitor, parts - 2, parts, "images"), (page, part) -> asked(page, classes, part))
                .forEach(this::add);
        if (done == before) {
            return new Report<>(0, List.of(), failures);
        }
        List<ConceptScore> scores = study.test(wish.runs(), wish.seed(), part(monitor, parts - 1, parts, "testing"));
        write(scores, table);
        List<Concept> shown = new ArrayList<>();
        for (Folder concept : wish.concepts()) {
            List<Likeness> order = study.likenesses(concept.name());
            List<Likeness> reversed = new ArrayList<>(order);
            Collections.reverse(reversed);
            shown.add(new Concept(concept.name(), pictures.get(concept.name()), first(order), first(reversed)));
        }
        return new Report<>(done, List.of(new ConceptResult(layer.name(), scores, shown, notes())), failures);
    }

    private <R> List<R> read(Inputs inputs, Monitor monitor, PageRun.Work<R> work) {
        Report<R> report = PageRun.inTurn(inputs, monitor, work);
        done += report.done();
        failures.addAll(report.failures());
        return report.rows();
    }

    private static Monitor part(Monitor whole, int part, int parts, String name) {
        return whole.part((double) part / parts, (part + 1.0) / parts).named(name);
    }

    private List<Seen> seen(PageRun.Page page, Monitor monitor) {
        return List.of(new Seen(study.look(page.image(), monitor), shown(page.image())));
    }

    private List<Asked> asked(PageRun.Page page, List<Integer> classes, Monitor monitor) {
        return ClassOf.asked(page.name(), classes, layer.card(), layer.classes()).stream()
                .map(index -> new Asked(
                        page.name(), study.ask(page.name(), page.image(), index, monitor), shown(page.image())))
                .toList();
    }

    private void add(Asked image) {
        study.image(image.subject());
        small.put(image.name(), image.small());
    }

    private Image shown(Image image) {
        return Overlays.forTheEye(image.shrunk(wish.side()));
    }

    private List<Shown> first(List<Likeness> order) {
        return order.stream()
                .limit(SHOWN)
                .map(one -> new Shown(one.image(), one.likeness(), small.get(one.image())))
                .toList();
    }

    private List<String> notes() {
        if (!study.sharesPictures(wish.runs())) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "The %d random sets of %d pictures, two for each run, share pictures, as there are only %d, so that the"
                        + " runs are not independent and every p is smaller than it should be; with %d pictures no two"
                        + " sets would share any.",
                2 * wish.runs(),
                study.setSize(),
                study.randomPictures(),
                2L * wish.runs() * study.setSize()));
    }

    private void write(List<ConceptScore> scores, Path table) {
        Csv csv = new Csv(COLUMNS);
        for (ConceptScore one : scores) {
            csv.row(
                    one.concept(),
                    one.label(),
                    layer.name(),
                    one.images(),
                    one.pictures(),
                    one.accuracy(),
                    one.score(),
                    one.deviation(),
                    one.randomScore(),
                    one.randomDeviation(),
                    one.p(),
                    one.corrected(),
                    one.sensitivity(),
                    one.randomSensitivity(),
                    one.sensitivityP(),
                    one.verdict().name().toLowerCase(Locale.ROOT));
        }
        csv.write(table);
    }
}
