package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.task.Detection;
import io.fovea.task.detect.KeyPoint;
import java.awt.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackDetectionTest {
    private static Detection object(KeyPoint... points) {
        return new Detection(0, "person", 0.9f, 2, 3, 20, 30, List.of(points));
    }

    @Test
    void ofPointsThoseThatAreSeenAreSelected() {
        KeyPoint seen = new KeyPoint(5, 7, 0.8f);
        KeyPoint hidden = new KeyPoint(0, 0, 0.1f);

        assertThat(StackDetection.points(object(seen, hidden)))
                .hasValueSatisfying(
                        points -> assertThat(points.getContainedPoints()).containsExactly(new Point(5, 7)));
        assertThat(StackDetection.points(object(hidden, hidden))).isEmpty();
        assertThat(StackDetection.points(object())).isEmpty();
    }
}
