package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {

    @Test
    void everyShippedRecipeIsUnderstoodAndSurvivesWriting() throws Exception {
        Path folder = Path.of(System.getProperty("fovea.root"), "models", "recipes");
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        for (Path file : files) {
            Recipe recipe = Recipe.read(file);
            assertThat(file).hasFileName(recipe.name() + ".yaml");
            assertThat(Recipe.parse(recipe.toYaml(), "again").toYaml()).isEqualTo(recipe.toYaml());
        }
    }

    @Test
    void anUnknownWordIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> Recipe.parse("name: x\nlearning: 3\n", "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'x.yaml'")
                .hasMessageContaining("'learning'")
                .hasMessageContaining("architecture, augmentation, base, data");
    }

    @Test
    void aValueOfTheWrongKindIsNamedWithItsLine() {
        assertThatThrownBy(() -> Recipe.parse("name: x\ntraining:\n  epochs: many\n", "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("many");
    }

    @Test
    void anIncompleteRecipeSaysWhatItNeeds() {
        assertThatThrownBy(() -> Recipe.parse("name: x\n", "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("architecture");
    }
}
