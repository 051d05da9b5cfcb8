package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.Archives;
import io.fovea.data.Dataset;
import io.fovea.data.ImageFolder;
import io.fovea.data.Split;
import io.fovea.data.Splits;
import io.fovea.data.UnusedFiles;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.SplitSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The examples that a recipe speaks of, as they lie in a folder: opened once, to be taken as a whole or in their shares. */
public final class DataParts {
    private final Recipe recipe;
    private final Path folder;
    private final DataFolders folders;
    private final Dataset train;
    private final Optional<Dataset> validation;
    private final Optional<Dataset> test;

    private DataParts(Recipe recipe, Path folder, DataFolders folders) {
        this.recipe = recipe;
        this.folder = folder;
        this.folders = folders;
        this.train = RecipeData.read(recipe, folders.train());
        this.validation = folders.validation().map(place -> RecipeData.read(recipe, place));
        this.test = folders.test().map(place -> RecipeData.read(recipe, place));
    }

    /**
     * Opens them.
     *
     * @param folder a folder, or a zip in its place
     * @throws FoveaException when the data is not where the recipe says, or does not fit its labels
     */
    public static DataParts read(Recipe recipe, Path folder) {
        RecipeData.requireFolder(folder);
        recipe.requireConsistent();
        return new DataParts(recipe, folder, DataFolders.of(recipe, folder));
    }

    /** All examples, however they are shared out. */
    public Dataset whole() {
        List<Dataset> parts = all().toList();
        return parts.size() == 1 ? parts.get(0) : Dataset.joined(parts);
    }

    /**
     * How many of the examples to be shared out each label has, where that is known without reading any: of a folder for
     * each label. Empty elsewhere.
     */
    public List<Integer> perLabel() {
        if (!(train instanceof ImageFolder classes)) {
            return List.of();
        }
        int[] counts = new int[recipe.labels().size()];
        for (int label : classes.classes()) {
            counts[label]++;
        }
        return IntStream.of(counts).boxed().toList();
    }

    /**
     * The three shares; those that the data does not have are split off what there is to train on.
     *
     * @throws FoveaException when one would be empty, or batches of it do not fit into memory
     */
    public Splits split() {
        recipe.requireBatchesFit();
        SplitSpec spec = recipe.split();
        double validations = validation.isEmpty() ? spec.validation() : 0;
        double tests = test.isEmpty() ? spec.test() : 0;
        Split split = spec.balanced() && train instanceof ImageFolder classes
                ? Split.balanced(classes.classes(), spec.seed(), validations, tests)
                : Split.shuffled(train.size(), spec.seed(), validations, tests);
        Dataset chosen = validation.orElse(train.subset(split.validation()));
        Dataset measured = test.orElse(train.subset(split.test()));
        requireSome(chosen, "validation", "chooses the best weights");
        requireSome(measured, "test", "measures the model");
        return new Splits(train.subset(split.train()), chosen, measured, unused());
    }

    /** What lies in the folder and is used by no part. */
    public List<UnusedFiles> unused() {
        List<Path> places = new ArrayList<>();
        for (DataFolders.Place place : folders.places()) {
            places.add(place.images());
            if (recipe.data().labels().isPresent()) {
                places.add(place.labels());
            }
        }
        List<Path> used =
                new ArrayList<>(all().flatMap(part -> part.files().stream()).toList());
        recipe.data()
                .unlabelled()
                .map(spec -> Archives.find(folder, spec.images()))
                .filter(Files::isDirectory)
                .ifPresent(place -> {
                    places.add(place);
                    used.addAll(RecipeData.images(place));
                });
        boolean hasFolders = recipe.data().kind().isOfFiles();
        List<UnusedFiles> unused =
                new ArrayList<>(hasFolders ? UnusedFiles.in(folder, folderOnly(places), used) : List.of());
        if (hasFolders && folders.isSplit()) {
            unused.addAll(
                    UnusedFiles.beside(folders.train().images().toAbsolutePath().getParent(), places));
        }
        unused.addAll(UnusedFiles.pages(folder, used, recipe.input().toInput()));
        return unused;
    }

    /** A table lies anywhere, also in a folder that has nothing to do with the data. */
    private static List<Path> folderOnly(List<Path> places) {
        return places.stream().filter(Files::isDirectory).distinct().toList();
    }

    private void requireSome(Dataset part, String name, String purpose) {
        if (part.size() == 0) {
            throw new FoveaException("The split of recipe '" + recipe.name() + "' leaves no examples for " + name
                    + ", which " + purpose + "; give it a share or a number with 'split', or add examples.");
        }
    }

    private Stream<Dataset> all() {
        return Stream.of(Optional.of(train), validation, test).flatMap(Optional::stream);
    }
}
