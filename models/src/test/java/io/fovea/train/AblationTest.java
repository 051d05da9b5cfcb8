package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.fit.Trainer;
import io.fovea.graph.Graph;
import io.fovea.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes that models/ablation/run.sh makes. */
class AblationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cats-dogs", "nuclei"})
    void everyTechniqueMakesARecipeThatFitsItsNetwork(String set) throws IOException {
        Path ablation = Path.of("ablation");
        String base = Files.readString(ablation.resolve(set + ".yaml"));
        List<String> lines = Files.readAllLines(ablation.resolve(set + ".txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            String[] parts = line.split(";", -1);
            assertThat(parts).as(line).hasSize(3);
            Recipe recipe = Recipe.parse(
                    base.replace("@EPOCHS@", "3")
                            .replace("@SEED@", "1")
                            .replace("@TRAINING@", parts[1])
                            .replace("@AUGMENTATION@", parts[2]),
                    "'" + line + "'");
            recipe.requireConsistent();
            Graph network = NewNetwork.of(recipe);
            Trainer trainer = new Trainer(network, recipe.training(), folder.resolve("checkpoint"), line);
            assertThat(trainer.best().nodes()).isEqualTo(network.nodes());
        }
    }
}
