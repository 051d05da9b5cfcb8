package io.fovea.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static final String NUMBERS =
            """
            name: x
            architecture: zoo:digits
            task: classification
            labels: [a, b]
            input: {%s}
            data: {kind: folder, %s}
            split: {%s}
            augmentation: {%s}
            training: {%s}
            """;

    private static Recipe numbers(String input, String data, String split, String augmentation, String training) {
        return Recipe.parse(NUMBERS.formatted(input, data, split, augmentation, training), "'x.yaml'");
    }

    @Test
    void whatIsNotSaidIsWrittenAsFilesHaveIt() {
        Recipe silent = numbers("", "", "", "", "");
        assertThat(silent.input().width()).isEmpty();
        assertThat(silent.input().height()).isEmpty();
        assertThat(silent.data().crop()).isEmpty();
        assertThat(silent.data().images()).isEmpty();
        assertThat(silent.trainedWidth()).isEmpty();

        String yaml = silent.toYaml();
        assertThat(yaml)
                .contains(
                        "\n  width: 0\n  height: 0\n",
                        "\n  images: \"\"\n  labels: \"\"\n  testImages: \"\"\n  testLabels: \"\"\n  crop: 0\n");
        assertThat(Recipe.parse(yaml, "again")).isEqualTo(silent);
        assertThat(numbers("width: 0, height: 0", "images: '', labels: '', crop: 0", "", "", ""))
                .isEqualTo(silent);

        Recipe said = numbers("width: 32, height: 16", "images: cats, testLabels: t.idx", "", "", "");
        assertThat(said.input().width()).hasValue(32);
        assertThat(said.trainedHeight()).hasValue(16);
        assertThat(said.data().images()).contains("cats");
        assertThat(said.toYaml()).contains("width: 32", "height: 16", "images: \"cats\"", "testLabels: \"t.idx\"");
        assertThat(Recipe.parse(said.toYaml(), "again")).isEqualTo(said);
    }

    @Test
    void aRecipeOnABaseWritesThatItHasNoArchitecture() {
        Recipe recipe = Recipe.parse(
                NUMBERS.formatted("", "", "", "", "").replace("architecture: zoo:digits", "base: {model: m.onnx}"),
                "'x.yaml'");
        assertThat(recipe.architecture()).isEmpty();
        assertThat(recipe.requireBase().output()).isEmpty();
        assertThat(recipe.toYaml()).contains("\narchitecture: \"\"\n", "\n  output: \"\"\n");
        assertThat(Recipe.parse(recipe.toYaml(), "again")).isEqualTo(recipe);
    }

    @Test
    void zeroIsZeroAndWhatIsLeftOutIsFilledIn() {
        Recipe zeros = numbers(
                "width: 0, height: 0, low: 0, high: 50",
                "crop: 0",
                "seed: 0, test: 0",
                "shift: 0.2, widthShift: 0",
                "seed: 0, optimizer: adamw, weightDecay: 0, schedule: cosine, warmUp: 0, momentum: 0, factor: 0");
        assertThat(zeros.training().seed()).isZero();
        assertThat(zeros.training().optimizer().weightDecay()).isZero();
        assertThat(zeros.training().schedule().warmUp()).isZero();
        assertThat(zeros.training().schedule().factor()).isZero();
        assertThat(zeros.split()).isEqualTo(new SplitSpec(0L, 0.1, 0.0, false));
        assertThat(zeros.augmentation().widthShift()).isZero();
        assertThat(zeros.augmentation().heightShift()).isEqualTo(0.2);
        assertThat(zeros.input().low()).isZero();
        assertThat(zeros.settings().seed()).isZero();
        assertThat(Recipe.parse(zeros.toYaml(), "again").toYaml()).isEqualTo(zeros.toYaml());

        Recipe defaults = numbers("", "contour: ", "", "", "optimizer: adamw, schedule: cosine, epochs: ");
        assertThat(defaults.training().seed()).isEqualTo(1337);
        assertThat(defaults.training().epochs()).isEqualTo(10);
        assertThat(defaults.training().optimizer().weightDecay()).isEqualTo(0.004);
        assertThat(defaults.training().schedule().warmUp()).isEqualTo(1);
        assertThat(defaults.training().schedule().stepEvery()).isEqualTo(3);
        assertThat(defaults.split()).isEqualTo(new SplitSpec(1337L, 0.1, 0.2, false));
        assertThat(defaults.input().channels()).isEqualTo(1);
        assertThat(defaults.data().contour()).isEqualTo(2);
        assertThat(defaults.data().repeats()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "width: -28,,,,, 'width' is -28",
        "height: 99999,,,,, between 0 and 32768",
        "channels: 0,,,,, 1 (grey) to 16",
        "channels: 17,,,,, 1 (grey) to 16",
        "halo: -1,,,,, 'halo' is -1",
        "multiple: 0,,,,, 'multiple' is 0",
        "'low: 60, high: 40',,,,, the smaller percentile",
        "high: NaN,,,,, 'high' is NaN",
        "high: .nan,,,,, line 5",
        ",crop: -5,,,, 'crop' is -5",
        ",contour: 0,,,, 'contour' is 0; it must be a whole number between 1 and 255",
        ",repeats: 0,,,, 'repeats' is 0",
        ",repeats: 1.5,,,, 1.5",
        ",,validation: -0.2,,, 'validation' is -0.2; it must be a number between 0 and",
        ",,test: -3,,, 'test' is -3.0",
        ",,test: 2.5,,, from 1 on a whole number",
        ",,validation: NaN,,, 'validation' is NaN",
        ",,seed: x,,, line 7",
        ",,,zoom: -1,, 'zoom' is -1.0; it must be a number between 0 and 100",
        ",,,widthShift: -0.1,, 'widthShift' is -0.1",
        ",,,noise: NaN,, 'noise' is NaN",
        ",,,,epochs: 0, 'epochs' is 0; it must be a whole number from 1 on",
        ",,,,epochs: 2.5, 2.5",
        ",,,,'epochs: 2, epochs: 3', epochs",
        ",,,,batch: -1, 'batch' is -1",
        ",,,,learningRate: 0, 'learningRate' is 0.0; it must be a number above 0",
        ",,,,learningRate: Infinity, 'learningRate' is Infinity",
        ",,,,epsilon: 0, 'epsilon' is 0.0",
        ",,,,momentum: 1.5, 'momentum' is 1.5",
        ",,,,weightDecay: -1, 'weightDecay' is -1.0",
        ",,,,warmUp: 11, 'warmUp' is 11.0",
        ",,,,stepEvery: -1, 'stepEvery' is -1",
        ",,,,factor: 2, 'factor' is 2.0",
        ",,,,patience: 0, 'patience' is 0",
        ",,,,labelSmoothing: -0.1, 'labelSmoothing' is -0.1",
        ",,,,'classWeights: [1, -1]', 'classWeights' is -1.0",
        ",,,,earlyStopping: -1, 'earlyStopping' is -1",
    })
    void aNumberThatMakesNoSenseIsRefused(
            String input, String data, String split, String augmentation, String training, String words) {
        assertThatThrownBy(() -> numbers(word(input), word(data), word(split), word(augmentation), word(training)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'x.yaml'")
                .hasMessageContaining(words);
    }

    private static String word(String given) {
        return given == null ? "" : given;
    }

    @ParameterizedTest
    @CsvSource({
        "head: {dense: [0]}, 'dense' is 0",
        "head: {dropout: 1}, drops a share",
        "head: {pooling: median}, 'pooling ''median'' is not known; there are average, max, flatten'",
        "head: median, 'it is keep, or one that pools by average, max or flatten'",
        "head: {decoder: {filters: [-8]}}, 'filters' is -8",
        "pixels: {scale: 0}, 'scale' is 0.0",
        "'pixels: {mean: [1, 2, 3], std: [1, 0, 1]}', 'std' is 0.0",
        "'pixels: {mean: [1, 2, 3], std: [1, 1]}', 'mean' has 3 numbers and 'std' has 2",
    })
    void aNumberOfABaseThatMakesNoSenseIsRefused(String base, String words) {
        String yaml = NUMBERS.formatted("", "", "", "", "")
                .replace("architecture: zoo:digits", "base: {model: b.onnx, " + base + "}");
        assertThatThrownBy(() -> Recipe.parse(yaml, "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "'optimizer: AdamW', 'optimizer: \"adamw\"'",
        "'optimizer: \"\"', 'optimizer: \"rmsprop\"'",
        "'schedule: Plateau', 'schedule: \"plateau\"'",
        "'loss: sparse-categorical-crossentropy', 'loss: \"sparse-categorical-crossentropy\"'",
        "'loss: ', 'loss: \"auto\"'",
        "'monitor: VAL_mean_iou', 'monitor: \"val_mean_iou\"'",
        "'precision: bf16', 'precision: \"bf16\"'",
        "'stepEvery: 0, epochs: 10', 'stepEvery: 3'",
        "'earlyStopping: 0', 'earlyStopping: 0'",
        "'warmUp: -1, schedule: cosine', 'warmUp: 0.0'",
        "'classWeights: [1, 2]', 'classWeights:\n  - 1.0\n  - 2.0'",
    })
    void wordsAreUnderstoodSmallOrLargeAndWrittenAsTheyAreDocumented(String given, String written) {
        String yaml = numbers("", "", "", "", given).toYaml();

        assertThat(yaml).contains("\n  " + written + "\n");
        assertThat(Recipe.parse(yaml, "again").toYaml()).isEqualTo(yaml);
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer: adagrad, optimiser 'adagrad', 'adam, adamw, rmsprop, sgd'",
        "optimizer: 1, optimiser '1', 'adam, adamw, rmsprop, sgd'",
        "optimizer: [sgd], '''optimizer'' is no word', 'adam, adamw, rmsprop, sgd'",
        "schedule: linear, schedule 'linear', 'constant, step, cosine, plateau'",
        "loss: hinge, loss 'hinge', 'auto, sparse-categorical-crossentropy, categorical-crossentropy'",
        "monitor: iou, monitored value 'iou', 'val_accuracy, val_f1, val_top5, val_mean_iou'",
        "precision: fp16, precision 'fp16', 'auto, fp32, bf16'",
    })
    void aWordThatIsNotKnownIsRefusedWithTheKnownOnes(String training, String given, String known) {
        assertThatThrownBy(() -> numbers("", "", "", "", training))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'x.yaml'")
                .hasMessageContaining(given)
                .hasMessageContaining(known);
    }

    @ParameterizedTest
    @CsvSource({"transform", "other"})
    void aTaskThatNothingIsTrainedForIsRefused(String task) {
        String yaml = NUMBERS.formatted("", "", "", "", "").replace("task: classification", "task: " + task);
        assertThatThrownBy(() -> Recipe.parse(yaml, "'x.yaml'").requireConsistent())
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("is " + task + ", which cannot be trained")
                .hasMessageContaining("classification, segmentation, trimap");
    }

    @ParameterizedTest
    @CsvSource({
        "task: classification, task: regression, '''task'' is ''regression''', 'classification, segmentation, trimap'",
        "task: classification, task: 1, '''task'' is ''1''', 'classification, segmentation, trimap'",
        "kind: folder, kind: folders, kind of data 'folders', 'idx, folder, masks, instances, table'",
        "input: {, 'input: {fit: stretch, ', '''fit'' is ''stretch''', 'resize, tile'",
    })
    void aTaskOrKindThatIsNotKnownIsRefusedWithTheKnownOnes(String known, String other, String given, String all) {
        String yaml = NUMBERS.formatted("", "", "", "", "").replace(known, other);
        assertThatThrownBy(() -> Recipe.parse(yaml, "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(given)
                .hasMessageContaining(all);
    }

    @Test
    void anIncompleteRecipeSaysWhatItNeeds() {
        assertThatThrownBy(() -> Recipe.parse("name: x\n", "'x.yaml'"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("architecture");
    }

    /** Of 30 epochs a cosine warms up in one, of 5 in half of one; steps are a third of all. What was said stays. */
    @Test
    void whatFollowsFromTheNumberOfEpochsFollowsFromAnotherNumber() {
        TrainingOptions usual = TrainingOptions.of(o -> {
            o.epochs = 30;
            o.schedule = ScheduleName.COSINE;
        });
        assertThat(usual.withEpochs(5)).isEqualTo(TrainingOptions.of(o -> {
            o.epochs = 5;
            o.schedule = ScheduleName.COSINE;
        }));
        TrainingOptions told = usual.with(o -> {
            o.warmUp = 3.0;
            o.stepEvery = 4;
        });
        assertThat(told.withEpochs(20).schedule()).isEqualTo(told.schedule());
        assertThat(told.withEpochs(2).schedule().warmUp()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'mixUp: 0.2', segmentation, masks, mixes images",
        "'cutMix: 1', trimap, masks, mixes images",
        "'borderWeight: 10', trimap, masks, 'data is of the kind ''masks'''",
        "'borderWeight: 10, loss: dice', trimap, instances, 'its loss ''dice'''",
        "'borderReach: 0', trimap, instances, '''borderReach'' is 0'",
        "'ema: 1', classification, folder, would never move",
        "'ema: -0.1', classification, folder, '''ema'' is -0.1'",
        "'accumulate: 0', classification, folder, '''accumulate'' is 0'",
        "'clipNorm: -1', classification, folder, '''clipNorm'' is -1'",
        "'minutes: -1', classification, folder, '''minutes'' is -1'",
        "'layerDecay: 0', classification, folder, no layer but the last would move",
        "'layerDecay: 1.5', classification, folder, '''layerDecay'' is 1.5'",
        "'layerRates: {dense: -1}', classification, folder, '''layerRates: dense'' is -1'",
        "'penalties: {dense: {l1: -1}}', classification, folder, '''l1'' is -1'",
        "'stochasticDepth: 1', classification, folder, the last branch would never learn",
        "'epochs: 1}\naugmentation: {copyPaste: 0.5', trimap, masks, which is for data of the kind",
        "'epochs: 1}\naugmentation: {randAugment: 15', classification, folder, '''randAugment'' is 15'",
        "'auxiliary: {mixed6: 0}', classification, folder, '''auxiliary: mixed6'' is 0'",
        "'focus: -1', classification, folder, '''focus'' is -1'",
    })
    void techniquesThatMakeNoSenseAreRefused(String word, String task, String kind, String named) {
        String yaml = "name: x\narchitecture: zoo:unet\ntask: " + task + "\nlabels: [a, b, c]\ninput: {channels: 1}\n"
                + "data: {kind: " + kind + "}\ntraining: {" + word + "}\n";
        assertThatThrownBy(() -> Recipe.parse(yaml, "'x.yaml'").requireConsistent())
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(named);
    }

    @Test
    void techniquesAreWrittenAndRead() {
        TrainingOptions all = TrainingOptions.of(o -> {
            o.ema = 0.99;
            o.accumulate = 4;
            o.clipNorm = 1;
            o.mixUp = 0.2;
            o.cutMix = 1;
            o.minutes = 30;
            o.loss = LossName.TVERSKY;
            o.falsePositives = 0.4;
            o.falseNegatives = 0.6;
            o.focus = 3;
            o.borderWeight = 8;
            o.borderReach = 4;
            o.layerDecay = 0.75;
            o.layerRates = Map.of("dense", 0.5);
            o.penalties = Map.of("conv*", new PenaltySpec(0.1, 0.2));
            o.stochasticDepth = 0.2;
            o.auxiliary = Map.of("mixed6", 0.3);
            o.schedule = ScheduleName.ONE_CYCLE;
        });
        Recipe recipe =
                Recipe.parse(NUMBERS.formatted("", "", "", "", ""), "'x.yaml'").withTraining(all);
        assertThat(Recipe.parse(recipe.toYaml(), "'x.yaml'").training()).isEqualTo(all);
        assertThat(all.schedule().warmUp()).isEqualTo(3);
    }
}
