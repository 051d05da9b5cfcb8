package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.image.Image;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model that comes with Fovea answers does not depend on how many cores a run takes. */
class OneCoreTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;

    @ParameterizedTest
    @ValueSource(strings = {"digits", "cats-dogs"})
    void classesAreTheSameBitForBit(String name) {
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains(name);
        try (Classifier classifier = Classifier.open(ModelLibrary.find(name), Device.CPU)) {
            assertThat(classifier
                            .onOneCore()
                            .classify(noise(), Cancellation.NONE)
                            .scores())
                    .isEqualTo(classifier.classify(noise(), Cancellation.NONE).scores());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pets-trimap", "nuclei-trimap"})
    void pixelsAreTheSameBitForBit(String name) {
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains(name);
        try (Segmenter segmenter = Segmenter.open(ModelLibrary.find(name), Device.CPU)) {
            Segmentation all = segmenter.segment(noise(), Monitor.NONE);
            Segmentation one = segmenter.onOneCore().segment(noise(), Monitor.NONE);
            for (int c = 0; c < all.labels().size(); c++) {
                assertThat(one.probability(c)).isEqualTo(all.probability(c));
            }
        }
    }

    private static Image noise() {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        new Random(1).nextBytes(pixels);
        return Image.rgb8(WIDTH, HEIGHT, pixels);
    }
}
