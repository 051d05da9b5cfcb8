package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.train.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final int EXAMPLES = 96;

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void makeDataAndRecipe() throws IOException {
        recipe = Halves.write(folder, EXAMPLES, 2);
    }

    @Test
    void whatIsNotThereIsNamedWithoutOptionsOfOtherCommands() {
        Path none = folder.resolve("none");

        Cli.Result trained = Cli.run("train", none);
        Cli.Result measured = Cli.run("card", "nuclei-trimap", "--measure", none);
        Cli.Result evaluated = Cli.run("evaluate", "--model", "nuclei-trimap", "--data", none);

        assertThat(trained.code()).isEqualTo(2);
        assertThat(trained.err())
                .isEqualToNormalizingNewlines("fovea: There is no recipe, and no folder of data, '" + none
                        + "'; give the path of a .yaml file, or of a folder or zip of data.\n");
        assertThat(measured.code()).isEqualTo(2);
        assertThat(measured.err())
                .contains("no data folder or zip file '" + none + "'")
                .doesNotContain("--data");
        assertThat(evaluated.err()).contains("no data folder or zip file '" + none + "'");
    }

    @Test
    void whatIsTrainedCanBeEvaluatedAndUsed() throws IOException {
        Path model = folder.resolve("trained/halves.onnx");

        Cli.Result trained = Cli.run("train", recipe, "--data", folder, "--output", model, "--precision", "fp32");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("\"accuracy\" : 1.0");
        assertThat(trained.err()).contains("Epoch 2/2: loss ").contains("Wrote " + model);
        assertThat(trained.err()).startsWith("        train  validation  test" + System.lineSeparator());
        assertThat(trained.err()).contains("images     48          24    24", "The images have 28x28 pixels");
        assertThat(model).isNotEmptyFile();
        assertThat(Files.readAllLines(model.resolveSibling("halves-history.csv")))
                .hasSize(3);
        assertThat(model.resolveSibling("halves-history.png")).isNotEmptyFile();
        assertThat(model.resolveSibling("halves-report.html"))
                .content()
                .contains("<h1>halves</h1>", "<b>1.0000</b><span>accuracy</span>", "made by a test", "</html>");

        Cli.Result evaluated =
                Cli.run("evaluate", "--model", model, "--data", folder, "--split", "validation", "--device", "cpu");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out())
                .contains(
                        "\"split\" : \"validation\"", "\"accuracy\" : 1.0", "\"images\" : 24", "\"device\" : \"cpu\"");

        Cli.Result held = Cli.run("evaluate", "--model", model, "--data", folder, "--device", "cpu");

        assertThat(held.out()).contains("\"split\" : \"test\"", "\"images\" : 24");
        assertThat(held.err())
                .contains("This is the data that the model was trained with. Measured on the share 'test'");
        assertThat(Cli.run("evaluate", "--model", model, "--data", folder, "--split", "all")
                        .out())
                .contains("\"split\" : \"all\"", "\"images\" : 96");

        Path teacher = Files.copy(model, folder.resolve("teacher.onnx"));
        Path more = Files.createDirectories(folder.resolve("more images"));
        TestImages.squares(more.resolve("one.png"), 4);
        Cli.Result again = Cli.run(
                "train", recipe, "--data", folder, "--output", model, "--precision", "fp32", "--teacher", teacher);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Cli.run(
                                "train",
                                recipe,
                                "--data",
                                folder,
                                "--output",
                                model,
                                "--teacher",
                                teacher,
                                "--unlabelled",
                                more)
                        .err())
                .contains("Of the 1 images in 'more images' the teacher is as sure as 0.9 of none");
        assertThat(Cli.run("train", recipe, "--data", folder, "--output", teacher, "--teacher", teacher)
                        .err())
                .contains("would be replaced by its student");
        assertThat(Cli.run("train", folder, "--teacher", teacher).err())
                .contains("--teacher and --unlabelled are for recipes");

        Path image = TestImages.squares(folder.resolve("above.png"), 4);
        Cli.Result classified = Cli.run("classify", image, "--model", model, "--top", 1);

        assertThat(classified.out()).contains("above.png,1,above,");
        assertThat(classified.err()).doesNotContain("Note: ");
    }

    @Test
    void aFileEndsTheTrainingWithTheBestSoFar() throws Exception {
        Path model = folder.resolve("stopped/halves.onnx");
        Path stop = folder.resolve("stop it");
        Thread user = new Thread(() -> {
            while (!Files.exists(model.resolveSibling("halves-history.csv"))) {
                Thread.onSpinWait();
            }
            write(stop);
        });
        user.start();

        Cli.Result trained =
                Cli.run("train", recipe, "--data", folder, "--output", model, "--epochs", 300, "--stop-when", stop);
        user.join();

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err())
                .containsPattern("Stopped after epoch \\d+, as was asked for")
                .contains("Wrote " + model);
        assertThat(model).isNotEmptyFile();
        assertThat(stop).doesNotExist();
        assertThat(Files.readAllLines(model.resolveSibling("halves-history.csv")))
                .hasSizeLessThan(301);

        write(stop);
        assertRefused(
                "is there already", Cli.run("train", recipe, "--data", folder, "--output", model, "--stop-when", stop));
        assertThat(stop).exists();
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused("recipe", Cli.run("train", folder.resolve("gone.yaml")));
        assertRefused("gone", Cli.run("train", recipe, "--data", folder.resolve("gone")));
        assertRefused("fp8", Cli.run("train", recipe, "--data", folder, "--precision", "fp8"));
        assertRefused(
                "checkpoint",
                Cli.run("train", recipe, "--data", folder, "--output", folder.resolve("new.onnx"), "--resume"));
    }

    @Test
    void dataWithoutARecipeIsTrainedOnByOneThatIsChosenAndThatGivesTheSameTraining() throws IOException {
        Path data = folder.resolve("halves of images");
        for (int i = 0; i < 80; i++) {
            Path file = data.resolve(i % 2 == 0 ? "above" : "below").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(i % 24, 12, 0, i);
            for (int p = 0; p < 288; p++) {
                image.getRaster().setSample(p % 24, p / 24 + (i % 2 == 0 ? 0 : 12), 0, 200);
            }
            ImageIO.write(image, "png", file.toFile());
        }
        Path model = folder.resolve("chosen/halves.onnx");

        Cli.Result result =
                Cli.run("train", data, "--time", "20s", "--epochs", 2, "--output", model, "--precision", "fp32");

        assertThat(result.code()).as(result.err()).isZero();
        Path recipe = model.resolveSibling("halves-recipe.yaml");
        assertThat(result.err())
                .contains("labels: [above, below]", "# as was asked for", "Wrote " + recipe, "Epoch 2/2");
        assertThat(result.out()).contains("\"split\" : \"test\"");

        Path again = folder.resolve("again/halves.onnx");
        Cli.Result repeated = Cli.run("train", recipe, "--data", data, "--output", again, "--precision", "fp32");

        assertThat(repeated.code()).as(repeated.err()).isZero();
        assertThat(losses(again)).isEqualTo(losses(model));
        assertThat(Cli.run("train", data, "--output", model, "--resume").err()).contains("checkpoint");

        Cli.Result reproduced = Cli.run(
                "reproduce", model, "--data", data, "--output", folder.resolve("third.onnx"), "--device", "cpu");

        assertThat(reproduced.code()).as(reproduced.err()).isZero();
        assertThat(reproduced.out()).startsWith("It came out ").doesNotContain("different");
        Files.delete(data.resolve("above/0.png"));
        assertRefused("other data", Cli.run("reproduce", model, "--data", data, "--output", folder.resolve("4.onnx")));
    }

    /** To four digits: how threads share a sum out may differ from run to run. */
    private static List<String> losses(Path model) throws IOException {
        return Files.readAllLines(model.resolveSibling("halves-history.csv")).stream()
                .skip(1)
                .map(line -> String.format(Locale.ROOT, "%.4f", Double.parseDouble(line.split(",")[1])))
                .toList();
    }

    @Test
    void whatIsForDataWithoutARecipeIsRefusedBesideOneAndTheOtherWayRound() {
        assertRefused("--time", Cli.run("train", recipe, "--data", folder, "--time", "30m"));
        assertRefused("--like", Cli.run("train", recipe, "--data", folder, "--like", "digits"));
        assertRefused("--data", Cli.run("train", folder, "--data", folder));
        assertRefused("--like", Cli.run("train", folder, "--base", "digits"));
        assertRefused("no data", Cli.run("train", folder));
        assertThat(Cli.run("train", folder, "--time", "soon").err()).contains("'soon' is no time", "1h30m");
    }

    @Test
    void anotherNumberOfEpochsThanTheRecipesIsTrained() {
        Cli.Result result =
                Cli.run("train", recipe, "--data", folder, "--epochs", 1, "--output", folder.resolve("short.onnx"));

        assertThat(result.err()).contains("Epoch 1/1");
    }

    @Test
    void thePreviewIsASheetOfNineVariationsAndNothingIsTrained() throws IOException {
        Path sheet = folder.resolve("looks/preview.png");

        Cli.Result result = Cli.run("train", recipe, "--data", folder, "--preview", sheet);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("Wrote " + sheet).doesNotContain("Epoch");
        BufferedImage image = ImageIO.read(sheet.toFile());
        assertThat(image.getWidth()).isGreaterThan(3 * Halves.SIDE).isEqualTo(image.getHeight());
        assertThat(folder.resolve("halves.onnx")).doesNotExist();
    }

    @Test
    void withoutADisplayLiveCurvesAreRefusedBeforeTraining() {
        assertRefused(
                "history.png",
                Cli.run("train", recipe, "--data", folder, "--output", folder.resolve("x.onnx"), "--live"));
    }

    @Test
    void whoCancelsIsToldHowToGoOn() throws IOException {
        Path model = folder.resolve("cancelled/halves.onnx");
        AtomicInteger asked = new AtomicInteger();

        Cli.Result early = Cli.run(() -> true, "train", recipe, "--data", folder, "--output", model);
        Cli.Result late =
                Cli.run(() -> asked.incrementAndGet() > 14, "train", recipe, "--data", folder, "--output", model);

        assertThat(early.code()).isEqualTo(2);
        assertThat(early.err()).contains("before its first epoch was done").doesNotContain("--resume");
        assertThat(late.code()).isEqualTo(2);
        assertThat(late.err()).contains("Epoch 1/2").contains("give the same command with --resume");
        assertThat(model.resolveSibling("halves-report.html")).content().contains("stopped after 1 of 2 epochs");

        Cli.Result afresh = Cli.run(() -> true, "train", recipe, "--data", folder, "--output", model);
        Path old = model.resolveSibling("halves.onnx.checkpoint.old");

        assertThat(afresh.err()).contains("kept as '" + old).contains("before its first epoch was done");
        Files.move(old, Training.checkpoint(model));

        Cli.Result resumed = Cli.run("train", recipe, "--data", folder, "--output", model, "--resume");

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Resuming after epoch 1 of 2.").doesNotContain("Epoch 1/2");
    }

    @Test
    void onlyWhatWasTrainedOrDrawnBeforeIsReplaced() throws IOException {
        Path image = TestImages.squares(folder.resolve("a.png"), 1);
        Path foreign = TestModels.trimap(folder);

        assertRefused("would be overwritten", Cli.run("train", recipe, "--data", folder, "--output", image));
        assertRefused("would be overwritten", Cli.run("train", recipe, "--data", folder, "--output", foreign));
        assertRefused("would be overwritten", Cli.run("train", folder, "--output", foreign));
        assertRefused("would be overwritten", Cli.run("train", recipe, "--data", folder, "--preview", image));
        for (int i = 0; i < 2; i++) {
            Path sheet = folder.resolve("sheet.png");
            assertThat(Cli.run("train", recipe, "--data", folder, "--preview", sheet)
                            .code())
                    .isZero();
        }
    }

    @Test
    void aRecipeThatMakesNoSenseIsRefused() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "name: x\nepocs: 3\n");

        assertRefused("epocs", Cli.run("train", wrong));
    }

    private void assertRefused(String named, Cli.Result result) {
        assertThat(result.err()).startsWith("fovea: ").contains(named).doesNotContain("Exception");
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(2);
    }
}
