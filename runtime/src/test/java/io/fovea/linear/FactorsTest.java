package io.fovea.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.session.Cancellation;
import org.junit.jupiter.api.Test;

class FactorsTest {
    private static final float[][] PLANES = {{1, 1, 0, 0, 0.6f}, {0, 0, 0.5f, 0.5f, 0.3f}, {0, 0, 1, 1, 0.6f}};

    /** Ten million times smaller there are the same parts, ten million times smaller. */
    @Test
    void tinyPlanesHaveTheSameFactors() {
        float tiny = 1e-7f;
        float[][] small = new float[PLANES.length][PLANES[0].length];
        for (int c = 0; c < small.length; c++) {
            for (int i = 0; i < small[c].length; i++) {
                small[c][i] = tiny * PLANES[c][i];
            }
        }
        Factors plain = Factors.of(PLANES, 2, Cancellation.NONE);
        Factors factors = Factors.of(small, 2, Cancellation.NONE);
        for (int k = 0; k < 2; k++) {
            float[] places = factors.places(k);
            float[] again = factors.on(small).places(k);
            for (int i = 0; i < places.length; i++) {
                assertThat(places[i] / tiny).isCloseTo(plain.places(k)[i], within(1e-4f));
                assertThat(again[i] / tiny).isCloseTo(plain.places(k)[i], within(1e-2f));
            }
        }
        // The first channel alone, of length 1, and the two others together, of length sqrt(1.25) where they are most.
        assertThat(plain.places(0)[2] + plain.places(1)[2]).isCloseTo((float) Math.sqrt(1.25), within(1e-2f));
        assertThat(plain.places(0)[0] + plain.places(1)[0]).isCloseTo(1, within(1e-2f));
    }
}
