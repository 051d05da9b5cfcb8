package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Splits;
import io.fovea.fit.TrainingMonitor;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that nobody labelled. */
final class UnlabelledImages {
    private UnlabelledImages() {}

    /**
     * All of a folder and what is below it but those that somebody labelled: what measures a model must not teach it.
     *
     * @param folder in the place of the one that the recipe names below its data
     * @throws FoveaException when there is no such folder, or it has no other images
     */
    static List<Path> find(Recipe recipe, Optional<Path> folder, Path data, Splits splits, TrainingMonitor monitor) {
        List<Path> all = folder.map(RecipeData::images).orElseGet(() -> RecipeData.unlabelled(recipe, data));
        Set<Path> labelled = Stream.of(splits.train(), splits.validation(), splits.test())
                .flatMap(part -> part.files().stream())
                .map(UnlabelledImages::plain)
                .collect(Collectors.toSet());
        List<Path> others =
                all.stream().filter(file -> !labelled.contains(plain(file))).toList();
        String place = folder.map(Path::toString)
                .orElse(recipe.data().unlabelled().orElseThrow().images());
        if (others.isEmpty()) {
            throw new FoveaException("There are no images in '" + place + "'"
                    + (all.isEmpty() ? "" : " but those that have labels") + "; 'unlabelled' needs others.");
        }
        if (others.size() < all.size()) {
            monitor.noted("Of the images in '" + place + "' " + (all.size() - others.size())
                    + " have labels, and are not taken for unlabelled ones.");
        }
        return others;
    }

    private static Path plain(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
