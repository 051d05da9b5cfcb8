package io.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.data.ImageFiles;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every lesson runs on a few drawn images: not to learn from them, but to print and to leave what it promises. */
class LessonTest {

    @TempDir
    static Path drawn;

    @TempDir
    Path out;

    @BeforeAll
    static void draw() {
        assertThat(run(Lesson.DATA, drawn, 10)).contains("digits, shapes, outlines and mixed");
    }

    private static String run(Lesson lesson, Object... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            lesson.run(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void dataIsDrawnTheSameEveryTime() {
        run(Lesson.DATA, out, 10);

        for (String folder : new String[] {"shapes/disc", "outlines/images", "outlines/trimaps", "mixed/images"}) {
            for (int i = 0; i < 10; i++) {
                assertThat(Image.read(out.resolve(folder).resolve(i + ".png")))
                        .isEqualTo(Image.read(drawn.resolve(folder).resolve(i + ".png")));
            }
        }
        assertThat(ImageFiles.in(drawn.resolve("digits/7"))).hasSize(10);
        assertThat(drawn.resolve("mixed/labels.csv")).content().hasLineCount(11);
    }

    @Test
    void dataIsDrawnBesideNoOther() {
        assertThatThrownBy(() -> run(Lesson.DATA, drawn, 6))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'" + drawn.resolve("digits") + "' is there already");
        assertThat(ImageFiles.in(drawn.resolve("shapes/disc"))).hasSize(10);
    }

    @Test
    void digitsHaveTheLecturesCountsWithAndWithoutPooling() {
        assertThat(run(Lesson.DIGITS, drawn.resolve("digits"), out, 1))
                .contains("Total parameters: 104,202", "Total parameters: 712,202", "Epoch 1/1", "without pooling: 0.");
        assertThat(out.resolve("digits.onnx")).exists();
        assertThat(out.resolve("digits-without-pooling-history.png")).exists();
    }

    @Test
    void photosAreLearntAsTheyAreAndVaried() {
        assertThat(run(Lesson.CATS_DOGS, drawn.resolve("shapes"), out, 1))
                .contains("Total parameters: 991,041", "Test accuracy, augmented: 0.");
        assertThat(Image.read(out.resolve("variations.png")).width()).isEqualTo(3 * 180 + 2 * 4);
        assertThat(out.resolve("cats-dogs-augmented-report.html")).exists();
    }

    @Test
    void aHeadStandsOnFeaturesOnFrozenAndOnTunedLayers() {
        assertThat(run(Lesson.TRANSFER, drawn.resolve("shapes"), out, 1))
                .contains("Fine-tuned, from ", "Test accuracy, features:   ", "Test accuracy, fine-tuned: ");
        assertThat(out.resolve("fine-tuned-report.html")).content().contains("fine-tune");
    }

    @Test
    void everyPixelGetsAClass() {
        assertThat(run(Lesson.TRIMAP, drawn.resolve("outlines"), out, 1))
                .contains("Total parameters: 2,880,643", "Test iou_contour: ");
        Image picture = Image.read(out.resolve("trimap.png"));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(608, 608);
    }

    @Test
    void residualBlocksHaveTheLecturesCounts() {
        assertThat(run(Lesson.RESIDUAL, out)).contains(" 896 ", " 18,496 ", " 2,112 ", "Total parameters: 297,697");
        assertThat(out.resolve("residual-pooling.svg")).content().contains("<svg");
    }

    @Test
    void aSmallXceptionHasTheLecturesCounts() {
        assertThat(run(Lesson.XCEPTION, drawn.resolve("shapes"), out, 1))
                .contains("Total parameters: 721,857", "Trainable parameters: 718,849", "Test accuracy: ");
    }

    @Test
    void oneModelAnswersWithNineLayers() throws IOException {
        Path model = out.resolve("plain.onnx");
        CatsDogsLesson.convnet("plain", false).write(model);

        assertThat(run(Lesson.ACTIVATIONS, drawn.resolve("shapes/disc/0.png"), out, model))
                .contains("9 outputs of one model", "conv2d_4/Conv: 256 channels of 7 x 7");
        assertThat(out.resolve("max_pooling2d_3_MaxPool.png")).exists();
    }

    @Test
    void filtersShowWhatExcitesThem() {
        assertThat(run(Lesson.PATTERNS, out, "digits", 1)).contains("conv2d_2/Conv, mean activation", "filter  0");
        assertThat(out.resolve("conv2d_1_Conv-patterns.png")).exists();
    }

    @Test
    void aNetworkOfOneConvolutionShowsItOnce() throws IOException {
        Network network = new Network("one", 1);
        SymbolicTensor x = network.input(28, 28, 1).to(new Conv2D(2, 3).relu());
        Path model = out.resolve("one.onnx");
        network.finish(x.to(new Flatten()).to(new Dense(10).activation(Activation.SOFTMAX)))
                .write(model);

        assertThat(run(Lesson.PATTERNS, out, model, 1)).containsOnlyOnce("conv2d/Conv, mean activation");
    }

    @Test
    void aNetworkWithoutConvolutionHasNoPatterns() throws IOException {
        Network network = new Network("none", 1);
        SymbolicTensor x = network.input(28, 28, 1).to(new Flatten());
        Path model = out.resolve("none.onnx");
        network.finish(x.to(new Dense(10).activation(Activation.SOFTMAX))).write(model);

        assertThatThrownBy(() -> run(Lesson.PATTERNS, out, model))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'none' has no convolution");
    }

    @Test
    void theMostProbableClassesAreNamedAndShown() {
        assertThat(run(Lesson.GRAD_CAM, drawn.resolve("digits/3/0.png"), out))
                .containsPattern("^[0-9]: [01]\\.")
                .contains("is seen, in conv2d_2: grad-cam-3.png");
        assertThat(out.resolve("grad-cam-3.png")).exists();
    }

    @Test
    void classActivationMapsAreGradCamsOfAPooledHead() {
        assertThat(run(Lesson.CAM, drawn.resolve("shapes/disc/0.png"), out)).contains("of heat 0..1: 0.0000");
        assertThat(Image.read(out.resolve("cam.png")).width()).isEqualTo(2 * 96 + 4);
    }

    @Test
    void kernelsAreDrawnAsNumbersWithWhatTheyMake() {
        assertThat(run(Lesson.KERNELS, drawn.resolve("shapes/square/1.png"), out))
                .contains("condensed to 48 x 48");
        assertThat(Image.read(out.resolve("diagonal-kernel.png")).width()).isEqualTo(3 * 64);
        assertThat(out.resolve("sobel-bottom.png")).exists();
    }

    @Test
    void windowsStopWherePaddingAndStridesSay() {
        assertThat(run(Lesson.WINDOWS, out))
                .contains("valid, strides of 1: 5 x 5", "valid, strides of 3: 2 x 2")
                .contains("same, strides of 1: 7 x 7", "same, strides of 2: 4 x 4")
                .contains("without padding: 7, 5, 3, 1");
        assertThat(out.resolve("windows.png")).exists();
    }

    @Test
    void whatIsMovedBecomesAlikeByPooling() {
        List<String> lines = run(Lesson.POOLING, out).lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("64 x 64: ").doesNotContain(" 0.0%");
        assertThat(lines.get(4)).isEqualTo(" 4 x  4:   0.0% of the pixels differ");
        assertThat(out.resolve("pooling.png")).exists();
    }

    @Test
    void aTransposedConvolutionIsTheTransposedMatrix() {
        assertThat(run(Lesson.TRANSPOSED, out))
                .contains("  1  2  3  0  4  5  6  0  7  8  9  0  0  0  0  0\n")
                .contains("One is the other's transpose: true");
        assertThat(out.resolve("convolution-matrix.png")).exists();
    }

    @Test
    void aSeparableConvolutionHasAnEighthOfTheWeights() {
        assertThat(run(Lesson.SEPARABLE, out))
                .contains("36,864 weights, 37,748,736 multiplications", "4,672 weights, 4,784,128", "7.9 times fewer")
                .containsPattern("depthwise_conv2d \\(Conv\\) .* 3\n");
    }

    @Test
    void sixteenImagesOfABatchAreShown() {
        assertThat(run(Lesson.AUGMENTATION, drawn.resolve("shapes"), out, 1)).contains("Total parameters: 291,405");
        assertThat(Image.read(out.resolve("batch.png")).width()).isEqualTo(4 * 128 + 3 * 4);
    }

    @Test
    void anImageHasAnyNumberOfLabels() {
        assertThat(run(Lesson.LABELS, drawn.resolve("mixed"), out, 1))
                .contains("Test binary_accuracy: ", "0.png: ", "triangle ");
        assertThat(out.resolve("labels.png")).exists();
    }

    @Test
    void featuresAreATable() {
        assertThat(run(Lesson.FEATURES, drawn.resolve("shapes"), out)).contains("20 images, ", "same label: ");
        assertThat(out.resolve("features.csv")).content().hasLineCount(21).startsWith("image,label,feature_0,");
    }

    @Test
    void aDamagedImageHasNoFeatures() throws IOException {
        for (String name : new String[] {"disc/0.png", "disc/1.png", "square/0.png"}) {
            Files.createDirectories(out.resolve(name).getParent());
            Files.copy(drawn.resolve("shapes").resolve(name), out.resolve(name));
        }
        Path damaged = Files.write(out.resolve("disc/1.png"), new byte[] {1, 2, 3});

        assertThat(run(Lesson.FEATURES, out, out.resolve("table")))
                .contains("Left out: ", damaged.getFileName().toString(), "2 images, ");
    }

    @Test
    void aLessonSaysWhatItTakes() {
        assertThatThrownBy(() -> run(Lesson.DIGITS, "data"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("This example takes DATA OUTPUT [EPOCHS]; given was 'data'.");
        assertThatThrownBy(() -> run(Lesson.DIGITS, "data", out, "many"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'many' is no whole number");
        assertThatThrownBy(() -> run(Lesson.WINDOWS, out, 2))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'2' is no whole number from 3 to 99.");
        assertThatThrownBy(() -> run(Lesson.POOLING, out, 22))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'22' is no whole number from 1 to 21.");
        assertThatThrownBy(() -> Lesson.find("digit"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("there are data, digits, cats-dogs");
    }
}
