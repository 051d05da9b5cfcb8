package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.task.detect.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorWindowTest {

    @Test
    void coverTheImageRowByRowAndShareAQuarter() {
        List<DetectorWindow> windows = DetectorWindow.over(325, 175, 100, 100);

        assertThat(windows).extracting(DetectorWindow::left).containsExactly(0, 75, 150, 225, 0, 75, 150, 225);
        assertThat(windows).extracting(DetectorWindow::top).containsExactly(0, 0, 0, 0, 75, 75, 75, 75);
        assertThat(windows).allMatch(window -> window.width() == 100 && window.imageWidth() == 325);
        assertThat(DetectorWindow.over(101, 100, 100, 100))
                .extracting(DetectorWindow::left)
                .containsExactly(0, 1);
        assertThat(DetectorWindow.over(100, 100, 100, 100)).hasSize(1);
    }

    @Test
    void aBoxHasItsPlaceInTheImage() {
        assertThat(new DetectorWindow(100, 50, 64, 32, 400, 300).inImage(new Box(3, 0.5f, 1, 2, 30, 20)))
                .isEqualTo(new Box(3, 0.5f, 101, 52, 130, 70));
    }

    /** Two pixels from an edge beyond which the image goes on, an object may be cut off. */
    @ParameterizedTest(name = "{0}, {1} to {2}, {3}: {4}")
    @CsvSource({
        "102, 52, 162, 80, true",
        "101.9, 52, 162, 80, false",
        "102, 51.9, 162, 80, false",
        "102, 52, 162.1, 80, false",
        "102, 52, 162, 80.1, false",
    })
    void whatReachesAnInnerEdgeIsNotWhole(double left, double top, double right, double bottom, boolean whole) {
        DetectorWindow inside = new DetectorWindow(100, 50, 64, 32, 400, 300);

        assertThat(inside.isWhole(new Box(0, 1, left, top, right, bottom))).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 30, 20",
        "0, 0, -5, -5, 30, 20",
        "336, 268, 340, 272, 400, 300",
        "336, 268, 340, 272, 405, 305",
    })
    void theEdgesOfTheImageCutNothingOff(int left, int top, double x, double y, double right, double bottom) {
        DetectorWindow window = new DetectorWindow(left, top, 64, 32, 400, 300);

        assertThat(window.isWhole(new Box(0, 1, x, y, right, bottom))).isTrue();
    }

    /** A window may be larger than its image, of 40x30 pixels. */
    @ParameterizedTest
    @CsvSource({
        "30, 10, 50, 20, true",
        "30, 10, 50.2, 20, false",
        "10, 20, 20, 40, true",
        "10, 20, 20, 40.2, false",
        "-5, 10, 5, 20, true",
        "-5.2, 10, 5, 20, false",
        "10, -5, 20, 5, true",
        "10, -5.2, 20, 5, false",
    })
    void whatLiesBesideTheImageIsNothing(double left, double top, double right, double bottom, boolean whole) {
        DetectorWindow larger = new DetectorWindow(0, 0, 64, 64, 40, 30);

        assertThat(larger.isWhole(new Box(0, 1, left, top, right, bottom))).isEqualTo(whole);
    }
}
