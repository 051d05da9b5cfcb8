package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.Archives;
import io.fovea.data.ImageFiles;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what kind of data lies in a folder: by the names in it, and for masks by their values. */
public final class LayoutFinder {
    private static final List<Function<Path, Optional<DataLayout>>> KINDS =
            List.of(PairLayout::in, TableLayout::in, LayoutFinder::folders);

    private LayoutFinder() {}

    /**
     * The kind of the data.
     *
     * @param folder a folder, or a zip in its place; it may have its examples in {@code train}
     * @throws FoveaException when it is none that is known, saying which those are
     */
    public static DataLayout find(Path folder) {
        if (!Archives.isFolder(folder)) {
            throw new FoveaException("There is no data folder or zip file '" + folder + "' to train on.");
        }
        Path root = Archives.find(folder, "");
        Path train = root.resolve("train");
        List<Path> places = Files.isDirectory(train) ? List.of(train, root) : List.of(root);
        Optional<DataLayout> idx = IdxLayout.in(root);
        if (idx.isPresent()) {
            return idx.get();
        }
        for (Path place : places) {
            for (Function<Path, Optional<DataLayout>> kind : KINDS) {
                Optional<DataLayout> found = kind.apply(place);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new FoveaException(
                "What '" + folder + "' has is no data that can be trained on without a recipe: there are"
                        + " neither sub-folders of images for at least two classes, nor folders 'images' and 'labels' (or"
                        + " 'masks', 'trimaps'), nor a CSV of files and labels, nor MNIST's IDX files. Arrange it so, or write"
                        + " a recipe.");
    }

    private static Optional<DataLayout> folders(Path root) {
        List<String> labels = new ArrayList<>();
        for (Path folder : ImageFiles.folders(root)) {
            if (!ImageFiles.files(folder).isEmpty()) {
                labels.add(ImageFiles.name(folder));
            }
        }
        if (labels.size() < 2) {
            return Optional.empty();
        }
        boolean mix = labels.stream().anyMatch(name -> name.contains("+"));
        if (!mix) {
            return Optional.of(new DataLayout(
                    DataSpec.of(DataKind.FOLDER, "", ""),
                    DataLayout.CLASSIFICATION,
                    labels,
                    "a sub-folder of images for each of " + labels.size() + " labels"));
        }
        List<String> parts = labels.stream()
                .flatMap(name -> List.of(name.split("\\+")).stream())
                .distinct()
                .sorted()
                .toList();
        return Optional.of(new DataLayout(
                DataSpec.of(DataKind.TABLE, "", ""),
                DataLayout.CLASSIFICATION,
                parts,
                "sub-folders of images, some named after several labels"));
    }
}
