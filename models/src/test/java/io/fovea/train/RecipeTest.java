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
    void aRecipeWithoutAKindOfDataOrWithTwoNetworksIsRefused() {
        String yaml =
                """
                name: x
                architecture: zoo:digits
                task: classification
                labels: [a, b]
                input: {width: 8, height: 8}
                data: {kind: folder}
                training: {epochs: 3}
                """;
        assertThat(Recipe.parse(yaml, "'x.yaml'").training().seed()).isEqualTo(1337);
        assertThatThrownBy(() -> Recipe.parse(yaml.replace("kind: folder", "images: cats"), "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("data with its kind");
        assertThatThrownBy(() -> Recipe.parse(yaml + "base: {model: mobilenet}\n", "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("both an architecture, 'zoo:digits', and a base, 'mobilenet'");
    }

    @Test
    void anIncompleteRecipeSaysWhatItNeeds() {
        assertThatThrownBy(() -> Recipe.parse("name: x\n", "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("architecture");
    }
}
