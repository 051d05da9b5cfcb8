package io.fovea.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.anatomy.TinyClassifier;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Nets;
import org.junit.jupiter.api.Test;

class UnitFieldTest {
    private final Model model = TinyClassifier.of(-1, Layout.NCHW);
    private final Image image = Nets.noise(32, 24, 1, 2);

    @Test
    void theGradientStaysInsideTheWindow() {
        UnitField field = UnitField.of(model, "second", 5, 4, image, Device.CPU);
        // 3x3, pooled 2x2, 3x3 again: 8 pixels, 2 apart, the first from -3.
        assertThat(field.side()).isEqualTo(8);
        assertThat(field.left()).isEqualTo(5 * 2 - 3);
        assertThat(field.top()).isEqualTo(4 * 2 - 3);
        boolean inside = false;
        for (int i = 0; i < field.influence().length; i++) {
            int x = i % 32 - field.left();
            int y = i / 32 - field.top();
            if (x < 0 || y < 0 || x >= 8 || y >= 8) {
                assertThat(field.influence()[i]).isZero();
            } else {
                inside |= field.influence()[i] > 0;
            }
        }
        assertThat(inside).isTrue();
        assertThat(field.effectiveSide()).isBetween(1.0, 8.0);
    }

    @Test
    void theWindowIsDrawnInYellow() {
        Image drawing = UnitField.of(model, "second", 5, 4, image, Device.CPU).drawing();
        assertThat(drawing.width()).isEqualTo(32 * 12);
        assertThat(drawing.value(7 * 12, 5 * 12, 0)).isEqualTo(255);
        assertThat(drawing.value(7 * 12, 5 * 12, 1)).isEqualTo(212);
        assertThat(drawing.value(7 * 12, 5 * 12, 2)).isEqualTo(0);
    }

    @Test
    void theImageIsShownAsTheModelSeesIt() {
        Image small = Nets.noise(8, 8, 1, 2);
        Image seen = UnitField.of(TinyClassifier.of(16, Layout.NCHW), "second", 5, 4, small, Device.CPU)
                .seen();
        Image larger = small.resized(16, 16);
        for (int i = 0; i < 256; i++) {
            assertThat(seen.value(i % 16, i / 16, 1)).isEqualTo(larger.value(i % 16, i / 16, 0));
        }
    }

    @Test
    void aUnitThatIsNotThereIsAnErrorWithTheRange() {
        assertThatThrownBy(() -> UnitField.of(model, "second", 16, 0, image, Device.CPU))
                .hasMessageContainingAll("0..15", "0..11", "16, 0");
    }
}
