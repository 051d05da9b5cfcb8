package io.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowObjectsTest {

    private static int[] decoded(Flows flows) {
        return decoded(flows, 0.4);
    }

    private static int[] decoded(Flows flows, double mostError) {
        return FlowObjects.labels(
                flows.width(),
                flows.height(),
                flows.down(),
                flows.across(),
                flows.inside(),
                mostError,
                Cancellation.NONE);
    }

    /** Unit vectors, and those five times as long that Cellpose's networks give. */
    @ParameterizedTest
    @ValueSource(floats = {1, 5})
    void drawnObjectsThatTouchAreFound(float length) {
        List<Ellipse> drawn = Ellipse.grid(9, 6, 31, 3);
        int[] truth = Ellipse.labels(drawn, 280, 190);

        int[] found = decoded(Flows.toCentres(drawn, truth, 280, 190, length));

        assertThat(Arrays.stream(found).max()).hasValue(drawn.size());
        assertThat(Overlap.least(truth, found, drawn.size())).isGreaterThan(0.99);
    }

    /** As the paper makes flows of masks: by the gradient of heat that spreads from the middle of each. */
    @Test
    void crookedObjectsAreFoundByTheFlowsOfHeat() {
        int width = 90;
        int height = 60;
        int[] truth = new int[width * height];
        for (int y = 5; y < 55; y++) {
            for (int x = 5; x < 85; x++) {
                boolean bow = Math.abs(Math.hypot(x - 30, y - 55) - 35) < 8 && y < 50 && x < 60;
                boolean bar = x > 70 && x < 80;
                boolean touching = x >= 60 && x <= 70 && y > 20;
                truth[y * width + x] = bow ? 1 : bar ? 2 : touching ? 3 : 0;
            }
        }

        int[] found = decoded(Flows.ofHeat(truth, width, height));

        assertThat(Arrays.stream(found).max()).hasValue(3);
        assertThat(Overlap.least(truth, found, 3)).isGreaterThan(0.95);
    }

    @Test
    void pixelsOutsideAreNoObjects() {
        List<Ellipse> drawn = List.of(new Ellipse(20, 20, 12, 12, 0));
        Flows flows = Flows.toCentres(drawn, Ellipse.labels(drawn, 40, 40), 40, 40, 5);
        Arrays.fill(flows.inside(), false);

        assertThat(decoded(flows)).containsOnly(0);
    }

    @Test
    void fewPixelsMakeNoSink() {
        List<Ellipse> drawn = List.of(new Ellipse(20, 20, 1.5, 1.5, 0));
        int[] truth = Ellipse.labels(drawn, 40, 40);
        assertThat(Arrays.stream(truth).sum()).isEqualTo(9);

        assertThat(decoded(Flows.toCentres(drawn, truth, 40, 40, 5))).containsOnly(0);
    }

    @Test
    void objectsReachToTheEdgesOfTheImage() {
        List<Ellipse> drawn = List.of(new Ellipse(0, 0, 14, 14, 0), new Ellipse(39, 29, 14, 14, 0));
        int[] truth = Ellipse.labels(drawn, 40, 30);

        // Networks draw what the edge cuts off to the middle of what is seen, not to that of the whole, as here: looked
        // at are sinks.
        int[] found = decoded(Flows.toCentres(drawn, truth, 40, 30, 5), 0);

        assertThat(Overlap.least(truth, found, 2)).isGreaterThan(0.99);
    }

    @Test
    void canBeCancelled() {
        List<Ellipse> drawn = List.of(new Ellipse(20, 20, 12, 12, 0));
        Flows flows = Flows.toCentres(drawn, Ellipse.labels(drawn, 40, 40), 40, 40, 5);

        assertThatThrownBy(
                        () -> FlowObjects.labels(40, 40, flows.down(), flows.across(), flows.inside(), 0.4, () -> true))
                .isInstanceOf(CancelledException.class);
    }
}
