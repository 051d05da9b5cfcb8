package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.image.Image;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.ScaleChoice;
import io.fovea.task.ScaleNote;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped model of nuclei on fields of nuclei of 7 to 170 pixels. */
class MagnifiedNucleiTest {
    private static Segmenter segmenter;

    @BeforeAll
    static void open() {
        segmenter = Segmenter.open(ModelLibrary.find("nuclei-trimap"), Device.CPU);
    }

    @AfterAll
    static void close() {
        segmenter.close();
    }

    @Test
    void theModelSaysWhatItWasTrainedOn() {
        assertThat(segmenter.card().sizes().small()).isCloseTo(7.6, offset(0.5));
        assertThat(segmenter.card().sizes().median()).isCloseTo(20.7, offset(1.));
        assertThat(segmenter.card().sizes().large()).isCloseTo(47.8, offset(2.));
    }

    @ParameterizedTest
    @CsvSource({"01-sparse, 0.35, 24", "01-sparse, 6, 24", "03-touching, 0.35, 90", "03-touching, 6, 90"})
    void countsHoldWithADiameter(String field, double magnification, int nuclei) {
        Image image = field(field, magnification);

        Segmentation result = segmenter.segment(image, ScaleChoice.ofDiameter(28 * magnification), Monitor.NONE);

        LabelMap found = result.instances(leastSize(magnification));
        assertThat(result.scale()).isCloseTo(20.7 / 28 / magnification, offset(0.1));
        assertThat(found.width()).isEqualTo(image.width());
        assertThat((double) found.count()).isCloseTo(nuclei, offset(0.1 * nuclei));
        assertThat(ScaleNote.of("a", result, Optional.of(found)).toTry()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"01-sparse, 0.25, 24", "03-touching, 6, 90"})
    void countsHoldByLooking(String field, double magnification, int nuclei) {
        Image image = field(field, magnification);

        Segmentation result = segmenter.segment(image, ScaleChoice.ESTIMATED, Monitor.NONE);

        LabelMap found = result.instances(leastSize(magnification));
        assertThat((double) found.count()).isCloseTo(nuclei, offset(0.1 * nuclei));
        assertThat(result.scale()).isBetween(0.6 * 20.7 / 28 / magnification, 1.6 * 20.7 / 28 / magnification);
    }

    @ParameterizedTest
    @CsvSource({"01-sparse, 1, false", "03-touching, 1, false", "02-dense, 0.25, true", "03-touching, 6, true"})
    void otherSizesThanItKnowsAreWarnedOf(String field, double magnification, boolean warned) {
        Image all = Image.read(Cli.root("test-images/nuclei/" + field + ".png"));
        Image part = magnification > 1 ? all.part(150, 150, 200, 200) : all;
        int size = (int) Math.rint(part.width() * magnification);

        Segmentation result = segmenter.segment(part.resized(size, size), Monitor.NONE);

        ScaleNote note = ScaleNote.of("a", result, Optional.of(result.instances(20)));
        assertThat(note.toTry().isPresent()).isEqualTo(warned);
        if (warned) {
            assertThat(note.toTry().getAsDouble() * magnification).isBetween(0.4, 1.5);
        }
    }

    private static int leastSize(double magnification) {
        return (int) Math.min(20, 80 * magnification * magnification);
    }

    private static Image field(String name, double magnification) {
        Image field = Image.read(Cli.root("test-images/nuclei/" + name + ".png"));
        int size = (int) Math.rint(512 * magnification);
        return field.resized(size, size);
    }
}
