package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterScanTest {
    private static final int WIDTH = 1 << 20;
    private static final List<String> LABELS = List.of("foreground", "background", "contour");

    private final List<Cluster> found = new ArrayList<>();
    private final ClusterScan scan = new ClusterScan(found::add);

    /** A row of a million pixels in as many channels as take, with four bytes for each value, what Java may take. */
    @Test
    void whatHoldsTogetherIsCountedWithItsValues() {
        float[][] one = {new float[WIDTH]};
        int channels = (int) (Runtime.getRuntime().maxMemory() / (4L * WIDTH));
        float[][] many = new float[channels][];
        Arrays.fill(many, one[0]);

        scan.add(0, foreground(), 0, (from, to) -> one);
        assertThatThrownBy(() -> scan.add(1, foreground(), 0, (from, to) -> many))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("What holds together in the image needs ");
    }

    @Test
    void piecesThatTouchAreOneCluster() {
        for (int y = 0; y < 3; y++) {
            scan.add(y, foreground(), 0, (from, to) -> new float[0][]);
        }
        assertThat(scan.firstOpen(3)).isZero();
        scan.end();

        assertThat(found).singleElement().satisfies(cluster -> {
            assertThat(cluster.pixels()).isEqualTo(3L * WIDTH);
            assertThat(cluster.height()).isEqualTo(3);
        });
    }

    private static PixelStrip foreground() {
        PixelStrip strip = new PixelStrip(WIDTH, 1, true, LABELS);
        float[] all = new float[WIDTH];
        Arrays.fill(all, 1);
        float[] none = new float[WIDTH];
        strip.put(0, 0, WIDTH, new float[][] {all, none, none});
        return strip;
    }
}
