package io.fovea.plan;

import io.fovea.AtomicFile;
import io.fovea.recipe.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A training that was chosen.
 *
 * @param recipe what will be trained
 * @param yaml the same, each line with the reason for it in a comment; reading it gives {@code recipe}
 * @param notes sentences: what a user wants to know of the data
 */
public record Plan(Recipe recipe, String yaml, List<String> notes) {

    /** Copies the notes. */
    public Plan {
        notes = List.copyOf(notes);
    }

    /** Writes the recipe with its reasons. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, yaml.getBytes(StandardCharsets.UTF_8));
    }
}
