package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.Archives;
import io.fovea.data.Dataset;
import io.fovea.data.IdxDataset;
import io.fovea.data.ImageFiles;
import io.fovea.data.ImageFolder;
import io.fovea.data.ImageReader;
import io.fovea.data.InstanceDataset;
import io.fovea.data.LabelTable;
import io.fovea.data.MaskFolder;
import io.fovea.data.Splits;
import io.fovea.data.Survey;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.SplitSpec;
import io.fovea.report.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The examples a recipe speaks of. */
public final class RecipeData {

    /** The metadata key under which a model keeps the {@link Fingerprint} of the data it was trained with. */
    public static final String FINGERPRINT_KEY = "fovea.data.sha256";

    private RecipeData() {}

    /**
     * The three parts, read when they are asked for: the data's own, where it comes in folders {@code train},
     * {@code validation} and {@code test}; what it lacks is split off what there is to train on.
     *
     * @param folder a folder, or a zip in its place
     * @throws FoveaException when the data is not where the recipe says, does not fit its labels, or a part would be
     *     empty
     */
    public static Splits open(Recipe recipe, Path folder) {
        requireFolder(folder);
        recipe.requireConsistent();
        recipe.requireBatchesFit();
        return DataParts.read(recipe, folder).split();
    }

    /**
     * All examples that there are, however they are shared out; each part's, where the data has parts.
     *
     * @param folder a folder, or a zip in its place
     * @throws FoveaException when the data is not where the recipe says, or does not fit its labels
     */
    public static Dataset whole(Recipe recipe, Path folder) {
        return DataParts.read(recipe, folder).whole();
    }

    /**
     * The images of a recipe that nobody labelled.
     *
     * @param folder a folder, or a zip in its place
     * @throws FoveaException when they are not where the recipe says
     */
    public static List<Path> unlabelled(Recipe recipe, Path folder) {
        return images(
                Archives.find(folder, recipe.data().unlabelled().orElseThrow().images()));
    }

    /**
     * The images of a folder, and of all folders in it, by their names.
     *
     * @param folder a folder, or a zip in its place
     * @throws FoveaException when there is none
     */
    public static List<Path> images(Path folder) {
        requireFolder(folder);
        Path root = Archives.find(folder, "");
        List<Path> all = new ArrayList<>(ImageFiles.files(root));
        ImageFiles.folders(root).forEach(inner -> all.addAll(images(inner)));
        return all;
    }

    static void requireFolder(Path folder) {
        if (!Archives.isFolder(folder)) {
            throw new FoveaException("There is no data folder or zip file '" + folder + "'; give the path of one.");
        }
    }

    /** What the held-out examples are, in words. */
    public static String testName(Recipe recipe, Path folder) {
        SplitSpec split = recipe.split();
        if (DataFolders.of(recipe, folder).test().isPresent()) {
            return "the data's own test set";
        }
        String part = split.test() < 1 ? Math.round(100 * split.test()) + "%" : Math.round(split.test()) + " examples";
        return "held-out " + part + ", seed " + split.seed();
    }

    /** How the examples came into their parts, in words. */
    public static String splitName(Recipe recipe, Path folder) {
        DataFolders folders = DataFolders.of(recipe, folder);
        String drawn = "shuffled with seed " + recipe.split().seed()
                + (recipe.split().balanced() ? ", every class alike" : "");
        if (folders.test().isEmpty()) {
            return folders.validation().isEmpty() ? drawn : "the data's own validation set; test set " + drawn;
        }
        return folders.validation().isEmpty()
                ? "the data's own test set; validation " + drawn
                : "the data's own folders for training, validation and test";
    }

    /** The examples in one place. */
    static Dataset read(Recipe recipe, DataFolders.Place place) {
        ImageReader reader = ImageReader.of(recipe.input().toInput());
        return switch (recipe.data().kind()) {
            case IDX -> idx(recipe, place);
            case FOLDER -> ImageFolder.of(place.images(), recipe.labels(), besideClasses(recipe), reader);
            case MASKS ->
                recipe.data().colors().isEmpty()
                        ? MaskFolder.of(place.images(), place.labels(), values(recipe), reader)
                        : MaskFolder.ofColors(
                                place.images(), place.labels(), recipe.data().colors(), reader);
            case INSTANCES -> InstanceDataset.of(place.images(), place.labels(), reader);
            case TABLE ->
                recipe.data().labels().isEmpty()
                        ? LabelTable.ofFolders(place.images(), recipe.labels(), besideClasses(recipe), reader)
                        : LabelTable.ofCsv(place.labels(), place.images(), recipe.labels(), reader);
        };
    }

    /** The folder that is no class though it may lie among those that are. */
    private static Set<String> besideClasses(Recipe recipe) {
        return recipe.data()
                .unlabelled()
                .map(spec -> spec.images().replace('\\', '/').replaceFirst("/.*", ""))
                .filter(name -> !recipe.labels().contains(name))
                .map(Set::of)
                .orElse(Set.of());
    }

    private static Dataset idx(Recipe recipe, DataFolders.Place place) {
        IdxDataset examples = IdxDataset.read(place.images(), place.labels());
        int largest = Arrays.stream(examples.classes()).max().orElse(0);
        if (largest >= recipe.labels().size()) {
            throw new FoveaException("The data of recipe '" + recipe.name() + "' has the class number " + largest
                    + ", but the recipe's " + recipe.labels().size()
                    + " labels are numbered from 0; give a label for every class.");
        }
        return examples;
    }

    /** The fingerprint of all files that examples are read from; reads them, and blocks. Empty where there are none. */
    public static Optional<Fingerprint> fingerprint(Path folder, Dataset... parts) {
        Set<Path> files = Stream.of(parts)
                .flatMap(part -> part.files().stream())
                .map(Archives::onDisk)
                .collect(Collectors.toSet());
        return files.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.of(folder, files));
    }

    /** What a survey of the recipe's data counts. */
    public static List<String> counted(Recipe recipe) {
        return recipe.data().kind().isOfObjects() ? List.of(Survey.OBJECTS) : recipe.labels();
    }

    /** The mask value of each label. */
    static List<Integer> values(Recipe recipe) {
        List<Integer> values = recipe.data().values();
        int classes = recipe.labels().size();
        if (values.isEmpty()) {
            return IntStream.range(0, classes).boxed().toList();
        }
        if (values.size() != classes) {
            throw new FoveaException("Recipe '" + recipe.name() + "' has " + classes + " labels, but " + values.size()
                    + " mask values; give one value for each label.");
        }
        return values;
    }
}
