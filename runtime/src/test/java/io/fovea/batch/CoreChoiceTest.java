package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreChoiceTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final Image SMALL = Image.gray8(8, 8, new byte[64]);

    private final Asked narrow = new Asked(Input.resized(8, 8, Color.GRAY));

    @Test
    void whereThereAreImagesForAllCoresEachTakesOne() {
        assertThat(choice(narrow, CORES).of(PagePixels.of(SMALL), 1)).isSameAs(narrow.other);
    }

    @Test
    void thePagesOfAFileAreImagesToo() {
        assertThat(choice(narrow, 1).of(PagePixels.of(SMALL), CORES)).isSameAs(narrow.other);
    }

    @Test
    void oneImageTakesAllCores() {
        assumeThat(CORES).as("cores of this machine").isGreaterThan(1);
        assertThat(choice(narrow, 1).of(PagePixels.of(SMALL), 1)).isSameAs(narrow);
    }

    @Test
    void imagesOfWhichFewGoInAtOnceTakeAllCores() {
        Asked whole = new Asked(Input.whole(Color.GRAY));
        Image large = Image.gray8(2100, 2100, new byte[2100 * 2100]);

        assertThat(choice(whole, 1000).of(PagePixels.of(large), 1)).isSameAs(whole);
        assertThat(choice(whole, 1000).of(PagePixels.of(SMALL), 1)).isSameAs(whole.other);
    }

    /** Of 224x224 pixels 79 go in at once, and of 1224x1224 two. */
    @ParameterizedTest
    @CsvSource({"224, 64, true", "224, 96, true", "224, 128, false", "1224, 2, true", "1224, 4, false"})
    void oneCoreIsTakenWhereMostCoresAreBusyThen(int side, int cores, boolean takesOne) {
        Asked sized = new Asked(Input.resized(side, side, Color.GRAY));

        assertThat(new CoreChoice<>(sized, 1000, cores).of(PagePixels.of(SMALL), 1))
                .isSameAs(takesOne ? sized.other : sized);
    }

    @Test
    void theModelIsLoadedForThatOnce() {
        CoreChoice<Prediction> choice = choice(narrow, CORES);
        choice.of(PagePixels.of(SMALL), 1);
        choice.of(PagePixels.of(SMALL), 1);
        assertThat(narrow.loaded).isEqualTo(1);
    }

    private static CoreChoice<Prediction> choice(Asked predictor, int files) {
        return new CoreChoice<>(predictor, files);
    }

    /** Is never asked. */
    private static final class Asked implements ImagePredictor<Prediction> {
        private final Input input;
        private final ImagePredictor<Prediction> other;
        private int loaded;

        Asked(Input input) {
            this(input, true);
        }

        private Asked(Input input, boolean hasOther) {
            this.input = input;
            this.other = hasOther ? new Asked(input, false) : this;
        }

        @Override
        public ImagePredictor<Prediction> onOneCore() {
            loaded++;
            return other;
        }

        @Override
        public Prediction predict(Image image, Monitor monitor) {
            throw new IllegalStateException("Nobody asks");
        }

        @Override
        public Card card() {
            return Card.of("asked", Task.CLASSIFICATION, List.of("a", "b"), input, OutputValues.LOGITS);
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public Device device() {
            return Device.CPU;
        }

        @Override
        public void close() {}
    }
}
