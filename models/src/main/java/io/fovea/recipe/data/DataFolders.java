package io.fovea.recipe.data;

import io.fovea.data.Archives;
import io.fovea.recipe.DataSpec;
import io.fovea.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the parts of a recipe's data lie.
 *
 * @param train all examples, or those to train on where other parts have places of their own
 * @param validation where the data comes with examples to choose the best weights by
 * @param test where the data comes with examples to measure with
 * @param isSplit whether what there is to train on has a folder of its own, beside those of other parts
 */
record DataFolders(Place train, Optional<Place> validation, Optional<Place> test, boolean isSplit) {

    private static final List<String> VALIDATION_NAMES = List.of("validation", "val", "valid");

    /**
     * Files or folders of images and of answers.
     *
     * @param images file or folder
     * @param labels file or folder; of no meaning where the images' folders are the answers
     */
    record Place(Path images, Path labels) {}

    /** Looks for the parts in a folder or zip file. */
    static DataFolders of(Recipe recipe, Path data) {
        DataSpec spec = recipe.data();
        Optional<Place> named = spec.testImages().map(images -> place(data, images, text(spec.testLabels())));
        Optional<Place> train = spec.kind().isOfFiles() ? part(recipe, data, List.of("train")) : Optional.empty();
        if (train.isEmpty()) {
            return new DataFolders(
                    place(data, text(spec.images()), text(spec.labels())), Optional.empty(), named, false);
        }
        return new DataFolders(
                train.get(),
                part(recipe, data, VALIDATION_NAMES),
                named.isPresent() ? named : part(recipe, data, List.of("test")),
                true);
    }

    /** All parts that there are. */
    List<Place> places() {
        return Stream.of(Optional.of(train), validation, test)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The first of the names under which the data has a part; a class of such a name is no part, nor are images without answers. */
    private static Optional<Place> part(Recipe recipe, Path data, List<String> names) {
        DataSpec spec = recipe.data();
        return names.stream()
                .filter(name -> !recipe.labels().contains(name))
                .filter(name -> spec.unlabelled()
                        .filter(others -> others.images().equals(name))
                        .isEmpty())
                .flatMap(name -> Stream.of(
                        place(data, join(text(spec.images()), name), join(text(spec.labels()), name)),
                        place(data, join(name, text(spec.images())), join(name, text(spec.labels())))))
                .filter(place -> Files.isDirectory(place.images()))
                .filter(place -> spec.labels().isEmpty() || Files.exists(place.labels()))
                .findFirst();
    }

    private static Place place(Path data, String images, String labels) {
        return new Place(Archives.find(data, images), Archives.find(data, labels));
    }

    /** The folder itself where no path in it is given. */
    private static String text(Optional<String> path) {
        return path.orElse("");
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "/" + second;
    }
}
