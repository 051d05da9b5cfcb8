package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.data.Splits;
import io.fovea.fit.TrainingMonitor;
import io.fovea.image.Image;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.score.Evaluation;
import io.fovea.task.Monitor;
import io.fovea.torch.TorchDevice;
import io.fovea.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chooses a training for images of which the upper or the lower half is bright. */
class PlannerTest {
    private static final int SIDE = 20;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeImages() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 120; i++) {
            boolean above = i % 2 == 0;
            byte[] pixels = new byte[SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                boolean bright = p < pixels.length / 2 == above;
                pixels[p] = (byte) (random.nextInt(60) + (bright ? 150 : 20));
            }
            Path file =
                    folder.resolve("data").resolve(above ? "above" : "below").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            Image.gray8(SIDE, SIDE, pixels).write(file);
        }
    }

    private Plan plan(OptionalInt epochs) {
        PlanOptions options = new PlanOptions("halves", Duration.ofSeconds(30), epochs, Optional.empty(), false);
        return new Planner(folder.resolve("data"), options, TorchDevice.CPU).plan(Monitor.NONE);
    }

    @Test
    void everyLineOfTheChosenRecipeHasAReasonAndReadingItGivesTheSameRecipe() throws IOException {
        Plan plan = plan(OptionalInt.of(3));

        assertThat(plan.yaml().lines().skip(1).filter(line -> !line.endsWith(":")))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line).matches(" *\\w+: .+ # \\S.+"));
        Path file = folder.resolve("halves-recipe.yaml");
        plan.write(file);
        assertThat(Recipe.read(file)).isEqualTo(plan.recipe());
        assertThat(Recipe.parse(plan.recipe().toYaml(), "of the test")).isEqualTo(plan.recipe());

        Recipe recipe = plan.recipe();
        assertThat(recipe.architecture()).hasValue("zoo:digits");
        assertThat(recipe.labels()).containsExactly("above", "below");
        assertThat(recipe.input().width()).hasValue(SIDE);
        assertThat(recipe.training().epochs()).isEqualTo(3);
        assertThat(plan.notes()).isEmpty();
    }

    /** Of 36 and 9 images a fifth each is held out twice: 22 and 5 are left. The root of 22 / 5 is 2.1. */
    @Test
    void whatIsLookedAtIsSharedOutAsTheRecipeSays() throws IOException {
        for (int i = 0; i < 120; i++) {
            if (i % 2 == 0 ? i >= 72 : i >= 18) {
                Files.delete(folder.resolve("data")
                        .resolve(i % 2 == 0 ? "above" : "below")
                        .resolve(i + ".png"));
            }
        }

        Plan plan = plan(OptionalInt.of(1));

        assertThat(plan.recipe().split().balanced()).isTrue();
        Splits splits = RecipeData.open(plan.recipe(), folder.resolve("data"));
        assertThat(splits.train().size()).isEqualTo(27);
        assertThat(plan.yaml())
                .contains("labels: [above, below]")
                .containsPattern("labels: .* # 27 examples to learn from")
                .containsPattern("balanced: true .*the rarest label has 9 images");
        assertThat(plan.recipe().training().loss().classWeights()).containsExactly(1.0, 2.1);
    }

    @Test
    void whatIsChosenLearns() {
        Recipe recipe = plan(OptionalInt.of(12)).recipe();

        Evaluation evaluation = new Training(recipe, folder.resolve("data"))
                .run(folder.resolve("halves.onnx"), false, TrainingMonitor.NONE);

        assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.9);
    }
}
