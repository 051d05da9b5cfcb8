package io.fovea.recipe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeDataTest {

    private static final String CLASSES =
            """
            name: animals
            architecture: zoo:digits
            task: classification
            labels: [cat, dog]
            input: {width: 8, height: 8, channels: 3}
            data: {kind: folder}
            split: {seed: 1337, validation: 2, test: 0.25, balanced: true}
            """;

    private static final String MASKS =
            """
            name: pets
            architecture: zoo:trimap-net
            task: trimap
            labels: [foreground, background, contour]
            input: {width: 8, height: 8, channels: 3}
            data: {kind: masks, images: images, labels: masks, values: [1, 2, 3]}
            split: {seed: 1, validation: 1, test: 1}
            augmentation: {horizontalFlip: true, shift: 0.1, hue: 20, fill: constant}
            """;

    @TempDir
    Path folder;

    @Test
    void aFolderOfClassesIsSplitAsTheRecipeSays() {
        images("cat", 8);
        images("dog", 8);
        Splits splits = RecipeData.open(recipe(CLASSES), folder);
        assertThat(classes(splits.test())).containsExactly(0, 0, 1, 1);
        assertThat(classes(splits.validation())).containsExactly(0, 1);
        assertThat(splits.train().size()).isEqualTo(10);
    }

    @Test
    void dataIsOpenedOnceForItsWholeAndItsShares() throws IOException {
        images("cat", 8);
        images("dog", 8);
        DataParts parts = DataParts.read(recipe(CLASSES), folder);
        for (int i = 0; i < 8; i++) {
            Files.delete(folder.resolve("dog/" + i + ".png"));
        }

        assertThat(parts.whole().size()).isEqualTo(16);
        assertThat(parts.split().train().size()).isEqualTo(10);
        assertThat(parts.split().test().size()).isEqualTo(4);
    }

    @Test
    void foldersThatAreSplitAlreadyStaySo() {
        for (String part : List.of("train", "val", "test")) {
            images(part + "/cat", part.length());
            images(part + "/dog", part.length());
        }
        Splits splits = RecipeData.open(recipe(CLASSES), folder);
        assertThat(splits.train().size()).isEqualTo(10);
        assertThat(splits.validation().size()).isEqualTo(6);
        assertThat(splits.test().size()).isEqualTo(8);
        assertThat(splits.train().files()).hasSize(10).contains(folder.resolve("train/dog/4.png"));
        assertThat(RecipeData.splitName(recipe(CLASSES), folder))
                .isEqualTo("the data's own folders for training, validation and test");
    }

    @Test
    void whatASplitLacksIsTakenFromWhatThereIsToTrainOn() {
        for (String part : List.of("train", "test")) {
            images(part + "/cat", 5);
            images(part + "/dog", 5);
        }
        Splits splits = RecipeData.open(recipe(CLASSES), folder);
        assertThat(splits.train().size()).isEqualTo(8);
        assertThat(classes(splits.validation())).containsExactly(0, 1);
        assertThat(splits.test().size()).isEqualTo(10);
        assertThat(RecipeData.splitName(recipe(CLASSES), folder))
                .isEqualTo("the data's own test set; validation shuffled with seed 1337, every class alike");
    }

    @ParameterizedTest
    @CsvSource({"labels.csv, train/", "train/labels.csv, ''"})
    void aTableMayLieBesideAFolderOfTrainingImagesOrInIt(String table, String prefix) throws IOException {
        images("train", 4);
        Files.writeString(
                folder.resolve(table), "%1$s0.png,cat\n%1$s1.png,dog\n%1$s2.png\n%1$s3.png,cat".formatted(prefix));
        String yaml = CLASSES.replace("{kind: folder}", "{kind: table, labels: labels.csv}")
                .replace("validation: 2, test: 0.25", "validation: 1, test: 1");

        Splits splits = RecipeData.open(recipe(yaml), folder);

        assertThat(splits.train().size()).isEqualTo(2);
        assertThat(splits.test().size()).isEqualTo(1);
    }

    @Test
    void masksBecomeBatchesOfClasses() {
        for (int i = 0; i < 6; i++) {
            Image.rgb8(20, 10, new byte[600]).write(folder.resolve(mkdir("images") + "/" + i + ".tif"));
            byte[] mask = new byte[200];
            java.util.Arrays.fill(mask, (byte) 3);
            Image.gray8(20, 10, mask).write(folder.resolve(mkdir("masks") + "/" + i + ".png"));
        }
        Recipe recipe = recipe(MASKS);
        Splits splits = RecipeData.open(recipe, folder);
        assertThat(splits.train().size()).isEqualTo(4);
        Dataset held = RecipeBatches.keptForValidation(recipe, splits.validation());
        Dataset learned = RecipeBatches.keptForTraining(recipe, splits.train());
        try (Batches validation = RecipeBatches.validation(recipe, held, new Skipped());
                Batches training = RecipeBatches.training(recipe, learned, new Skipped())) {
            validation.forEach(0, batch -> {
                assertThat(batch.inputShape()).containsExactly(1, 3, 8, 8);
                assertThat(batch.targets()).hasSize(64).containsOnly(2);
            });
            training.forEach(1, batch -> {
                assertThat(batch.targetShape()).containsExactly(4, 8, 8);
                assertThat(batch.targets()).contains(2).containsAnyOf(-100).doesNotContain(0, 1);
            });
        }
        Path sheet = folder.resolve("sheet.png");
        Preview.write(recipe, folder, 0, sheet);
        assertThat(Image.read(sheet).width()).isEqualTo(2 * (3 * 160 + 8) + 16);
    }

    @Test
    void recipesAndDataThatDoNotFitAreExplained() {
        images("cat", 8);
        images("dog", 8);
        assertThatThrownBy(() -> RecipeData.open(recipe(CLASSES.replace("0.25", "0")), folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no examples for test");
        assertThatThrownBy(() -> RecipeData.open(recipe(CLASSES.replace("kind: folder", "kind: tar")), folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'tar'")
                .hasMessageContaining("folder, masks");
        assertThatThrownBy(() -> RecipeData.open(recipe(MASKS.replace("[1, 2, 3]", "[1, 2]")), folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("3 labels, but 2 mask values");
        assertThatThrownBy(() -> Preview.write(recipe(CLASSES), folder, 10, folder.resolve("sheet.png")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("from 0 to 9");
    }

    @ParameterizedTest
    @CsvSource({
        "classification, folder, '[cat, dog]', val_mean_iou, val_mean_iou",
        "classification, folder, '[cat, dog]', val_top5, val_top5",
        "classification, table, '[cat, dog]', val_top5, val_top5",
        "segmentation, masks, '[cat, dog]', val_f1, val_f1",
        "trimap, instances, '[cat, dog]', val_loss, 2 labels"
    })
    void whatWouldFailAfterTheFirstEpochIsRefusedBeforeIt(
            String task, String kind, String labels, String monitor, String words) {
        String yaml = CLASSES.replace("task: classification", "task: " + task)
                .replace("[cat, dog]", labels)
                .replace("kind: folder", "kind: " + kind);
        assertThatThrownBy(() -> RecipeData.open(recipe(yaml + "training: {monitor: " + monitor + "}"), folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "'[cat, dog]', '[cat, cat]', [cat, cat]",
        "'[cat, dog]', '[cat, \"\"]', '[cat, ]'",
        "'{kind: folder}', '{kind: folder, crop: 9}', a crop of 9",
        "'width: 8, height: 8', 'width: 32768, height: 32768', give a smaller",
    })
    void aRecipeWhosePartsDoNotFitEachOtherIsRefused(String given, String wrong, String words) {
        images("cat", 8);
        images("dog", 8);
        assertThatThrownBy(() -> RecipeData.open(recipe(CLASSES.replace(given, wrong)), folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'animals'")
                .hasMessageContaining(words);
    }

    @Test
    void classNumbersBeyondTheLabelsAreRefused() throws IOException {
        Files.write(folder.resolve("x"), new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6});
        Files.write(folder.resolve("y"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 2});
        String yaml = CLASSES.replace("{kind: folder}", "{kind: idx, images: x, labels: y}");
        assertThatThrownBy(() -> RecipeData.open(recipe(yaml), folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("class number 2")
                .hasMessageContaining("2 labels");
    }

    @Test
    void shippedRecipesVaryAsTheyDid() {
        Recipe digits = Recipe.read(Path.of(System.getProperty("fovea.root"), "models", "recipes", "digits.yaml"));
        Augmentation expected = Augmentation.of(a -> {
            a.rotation = 12;
            a.zoom = 0.15;
            a.shear = 10;
            a.shift = 0.07;
        });
        assertThat(digits.augmentation()).isEqualTo(expected);
    }

    private static Recipe recipe(String yaml) {
        return Recipe.parse(yaml, "of the test");
    }

    private static List<Integer> classes(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(i -> ((Target.ClassIndex) dataset.get(i).target()).index())
                .sorted()
                .toList();
    }

    private void images(String name, int count) {
        mkdir(name);
        for (int i = 0; i < count; i++) {
            Image.gray8(4, 4, new byte[16]).write(folder.resolve(name).resolve(i + ".png"));
        }
    }

    private String mkdir(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
            return name;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
