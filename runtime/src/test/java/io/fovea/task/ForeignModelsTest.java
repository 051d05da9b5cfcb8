package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.Fit;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that others wrote, without cards. */
@Tag("shared-data")
class ForeignModelsTest {

    @ParameterizedTest
    @CsvSource({
        "cifar10-nhwc-medium, LOGITS, NHWC, RGB, 32, 10",
        "cifar10-pytorch, LOGITS, NCHW, RGB, 32, 10",
        "cifar10-resnet2b, LOGITS, NCHW, RGB, 32, 10",
        "cifar10-vit-pgd, LOGITS, NCHW, RGB, 32, 10",
        "fastvit-food101-192, LOGITS, NCHW, RGB, 192, 101",
        "mnist-cntk, LOGITS, NCHW, GRAY, 28, 10",
        "mnist-maxpool-matlab, LOGITS, NCHW, GRAY, 28, 10",
        "mnist-pytorch, LOGITS, NCHW, GRAY, 28, 10",
        "squeezenet-fp16, PROBABILITIES, NCHW, BGR, 224, 1000",
    })
    void classify(String name, OutputValues activation, Layout layout, Color color, int size, int classes) {
        Model model = Model.read(SharedData.path("onnx/models/" + name + ".onnx"));
        assertThat(model.name()).isEqualTo(name);
        assertThat(model.card().task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(model.card().activation()).isEqualTo(activation);
        assertThat(model.card().input().layout()).isEqualTo(layout);
        assertThat(model.card().input().color()).isEqualTo(color);
        assertThat(model.card().input().width()).hasValue(size);
        assertThat(model.card().assumptions()).anyMatch(sentence -> sentence.contains("labels"));
        Image photo = Image.read(SharedData.path("photos/coffee.png"));
        try (Classifier classifier = Classifier.open(model, Device.CPU)) {
            Classification result = classifier.classify(photo, Cancellation.NONE);
            assertThat(result.scores()).hasSize(classes);
            assertThat(result.scores().stream().mapToDouble(Score::probability).sum())
                    .isCloseTo(1, offset(0.01));
        }
    }

    @Test
    void recogniseACat() {
        Model squeezenet = Model.read(SharedData.path("onnx/models/squeezenet-fp16.onnx"));
        try (Classifier classifier = Classifier.open(squeezenet, Device.CPU)) {
            Score best = classifier
                    .classify(Image.read(SharedData.path("photos/chelsea.png")), Cancellation.NONE)
                    .best();
            assertThat(best.index()).isBetween(281, 287); // ImageNet's cats
            assertThat(best.probability()).isGreaterThan(0.5f);
        }
    }

    @Test
    void segment() throws IOException {
        Image photo = Image.read(SharedData.path("photos/chelsea.png"));
        try (Segmenter deeplab =
                Segmenter.open(Model.read(SharedData.path("onnx/models/deeplabv3-nhwc.onnx")), Device.CPU)) {
            Segmentation result = deeplab.segment(photo, Monitor.NONE);
            assertThat(result.labels()).hasSize(21);
            assertThat(result.classes()).hasSize(photo.width() * photo.height());
        }
        Path weights = SharedData.path("onnx/bioimageio/unet2d_nuclei_broad/weights.onnx");
        Model alone = Model.parse("unet", Files.readAllBytes(weights));
        assertThat(alone.card().activation()).isEqualTo(OutputValues.INDEPENDENT_LOGITS);
        // The package beside it has a sigmoid behind the network.
        Model packaged = Model.read(weights);
        assertThat(packaged.card().activation()).isEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
        assertThat(packaged.card().input().isFixed()).isTrue();
    }

    @Test
    void transform() {
        Image photo = Image.read(SharedData.path("photos/chelsea.png"));
        Model candy = Model.read(SharedData.path("onnx/models/style-candy.onnx"));
        assertThat(candy.card().task()).isEqualTo(Task.TRANSFORM);
        assertThat(candy.card().input().fit()).isEqualTo(Fit.RESIZE);
        // It takes 103.939, 116.779 and 123.68 off.
        assertThat(candy.card().input().color()).isEqualTo(Color.BGR);
        try (ImageTransformer painter = ImageTransformer.open(candy, Device.CPU)) {
            Image painted = painter.transform(photo, Monitor.NONE).image();
            assertThat(painted.width()).isEqualTo(photo.width());
            assertThat(painted.height()).isEqualTo(photo.height());
            assertThat(painted.channels()).isEqualTo(3);
        }
        Model threefold = Model.read(SharedData.path("onnx/more/pytorch_super_resolution.onnx"));
        assertThat(threefold.card().task()).isEqualTo(Task.TRANSFORM);
        assertThat(threefold.card().input().fit()).isEqualTo(Fit.TILE);
        try (ImageTransformer enlarger = ImageTransformer.open(threefold, Device.CPU)) {
            Image larger = enlarger.transform(photo, Monitor.NONE).image();
            assertThat(larger.width()).isEqualTo(3 * photo.width());
            // Made small again it is the photo, in its colours.
            Image again = larger.resized(photo.width(), photo.height());
            double sum = 0;
            for (int i = 0; i < again.bytes().length; i++) {
                sum += Math.abs((again.bytes()[i] & 0xff) - (photo.bytes()[i] & 0xff));
            }
            assertThat(sum / again.bytes().length).isLessThan(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"carvana-unet-simp, its output 'out_num' of shape () is neither", "cgan32, not that of an image"})
    void thatDoNeitherAreRefusedWithTheReason(String name, String reason) {
        Model model = Model.read(SharedData.path("onnx/models/" + name + ".onnx"));
        assertThat(model.card().task()).isEqualTo(Task.OTHER);
        assertThatThrownBy(() -> Segmenter.open(model, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The model '" + name + "' cannot segment: its ")
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> Classifier.open(model, Device.CPU)).hasMessageContaining(reason);
    }
}
