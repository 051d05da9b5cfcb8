package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.task.Nets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectSizesTest {
    private static final Model MODEL = Nets.thresholdTrimap();

    @Test
    void aCardKeepsThem() {
        Model told = MODEL.with(
                CardFacts.NONE.with("object-diameters", "7.6,20.7, 47.8").with("pixel-size", "0.65"));
        ObjectSizes sizes = new ObjectSizes(7.6, 20.7, 47.8, 0.65);
        Graph graph = told.graph();
        told.card().writeTo(graph);

        assertThat(told.card().sizes()).isEqualTo(sizes);
        assertThat(graph.metadata())
                .containsEntry("fovea.input.object-diameters", "7.6 20.7 47.8")
                .containsEntry("fovea.input.pixel-size", "0.65");
        assertThat(Model.of(graph).card()).isEqualTo(told.card());
        assertThat(CardFile.card(CardFile.fields(told.card()))).isEqualTo(told.card());
        assertThat(CardFile.text(told.card()))
                .contains("object-diameters: 7.6 20.7 47.8")
                .contains("pixel-size: 0.65");
    }

    @Test
    void aCardThatDoesNotSaySaysNothing() {
        assertThat(MODEL.card().sizes()).isEqualTo(ObjectSizes.UNKNOWN);
        assertThat(CardFile.text(MODEL.card())).doesNotContain("diameters").doesNotContain("pixel-size");
        assertThat(ObjectSizes.UNKNOWN.hasDiameters()).isFalse();
        assertThat(ObjectSizes.UNKNOWN.withPixelSize(0.5).hasPixelSize()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, 5, 0, true",
        "0, 0, 0, 0, true",
        "5, 6, 7, 0.5, true",
        "0, 5, 6, 0, false",
        "5, 4, 6, 0, false",
        "5, 6, 5.5, 0, false",
        "0, 0, 7, 0, false",
        "0, 7, 0, 0, false",
        "7, 0, 0, 0, false",
        "5, 6, Infinity, 0, false",
        "5, 6, 3.4028234663852886E38, 0, false",
        "NaN, 6, 7, 0, false",
        "5, 6, 7, -1, false",
        "5, 6, 7, NaN, false",
        "5, 6, 7, 3.4028234663852886E38, false"
    })
    void diametersRise(double small, double median, double large, double pixelSize, boolean sound) {
        if (sound) {
            ObjectSizes sizes = new ObjectSizes(small, median, large, pixelSize);
            assertThat(sizes.hasDiameters()).isEqualTo(small > 0);
            assertThat(sizes.hasPixelSize()).isEqualTo(pixelSize > 0);
        } else {
            assertThatThrownBy(() -> new ObjectSizes(small, median, large, pixelSize))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> CardFacts.NONE.with("object-diameters", "8 20"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'8 20' is given for object-diameters: three numbers are needed.");
        assertThatThrownBy(() -> MODEL.with(CardFacts.NONE.with("object-diameters", "20 8 40")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(
                        "object-diameters are 20.0, 8.0 and 40.0, not three numbers above 0 in rising order");
        assertThatThrownBy(() -> MODEL.with(CardFacts.NONE.with("pixel-size", "-1")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("pixel-size is -1.0");
    }
}
