package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Splits;
import io.fovea.fit.TrainingMonitor;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.report.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The images that nobody labelled. */
final class UnlabelledImages {
    /** The files that have labels, by their sizes: none of another size is the same. */
    private final Map<Long, Set<Path>> labelled = new HashMap<>();

    private final Map<Path, String> contents = new HashMap<>();

    private UnlabelledImages(Splits splits) {
        Stream.of(splits.train(), splits.validation(), splits.test())
                .flatMap(part -> part.files().stream())
                .forEach(file -> size(file).ifPresent(size -> labelled.computeIfAbsent(size, any -> new HashSet<>())
                        .add(file)));
    }

    /**
     * All of a folder and what is below it but those that somebody labelled, byte for byte: what measures a model must not teach
     * it. Reads files of the same size as one that has labels, and blocks.
     *
     * @param folder in the place of the one that the recipe names below its data
     * @throws FoveaException when there is no such folder, or it has no other images
     */
    static List<Path> find(Recipe recipe, Optional<Path> folder, Path data, Splits splits, TrainingMonitor monitor) {
        List<Path> all = folder.map(RecipeData::images).orElseGet(() -> RecipeData.unlabelled(recipe, data));
        UnlabelledImages images = new UnlabelledImages(splits);
        List<Path> others =
                all.stream().filter(file -> !images.isLabelled(file)).toList();
        String place = folder.map(Path::toString)
                .orElseGet(() -> recipe.data().unlabelled().orElseThrow().images());
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

    private boolean isLabelled(Path file) {
        return size(file).map(size -> labelled.getOrDefault(size, Set.of())).orElse(Set.of()).stream()
                .anyMatch(other -> content(other).equals(content(file)));
    }

    private static Optional<Long> size(Path file) {
        try {
            return Optional.of(Files.size(file));
        } catch (IOException e) {
            return Optional.empty(); // told of where it is read
        }
    }

    private String content(Path file) {
        return contents.computeIfAbsent(file, path -> {
            try {
                return Fingerprint.sha256(Files.readAllBytes(path));
            } catch (IOException e) {
                return path.toString();
            }
        });
    }
}
