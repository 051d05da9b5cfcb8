package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.train.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        Cli.Result again = Cli.run("train", recipe, "--data", folder, "--output", model, "--precision", "fp32");

        assertThat(again.code()).as(again.err()).isZero();

        Path image = TestImages.squares(folder.resolve("above.png"), 4);
        Cli.Result classified = Cli.run("classify", image, "--model", model, "--top", 1);

        assertThat(classified.out()).contains("above.png,1,above,");
        assertThat(classified.err()).doesNotContain("Note: ");
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
