package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final Trust KNOWN =
            new Trust(1.25, Optional.of(new ObjectScore(-3, 2.5, 0.5)), Optional.of(new CountInterval(0.5, 2)), 0.75);

    @Test
    void standsOnTheCardAndIsReadAgain() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        Card card = Card.of(graph).withTrust(KNOWN);
        card.writeTo(graph);

        assertThat(graph.metadata())
                .containsEntry("fovea.trust.temperature", "1.25")
                .containsEntry("fovea.trust.object-score", "-3.0 2.5 0.5")
                .containsEntry("fovea.trust.count-interval", "0.5 2.0")
                .containsEntry("fovea.trust.unlike-limit", "0.75");
        assertThat(Card.of(Graph.parse(graph.toBytes())).trust()).isEqualTo(KNOWN);
    }

    @Test
    void nothingStaysOfWhatIsTakenOff() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        Card card = Card.of(graph).withTrust(KNOWN);
        card.writeTo(graph);
        KnownImages.of(List.of("y"), List.of(new float[] {1}), 1).writeTo(graph);

        card.withTrust(Trust.UNKNOWN).writeTo(graph);

        assertThat(graph.metadata().keySet()).noneMatch(key -> key.startsWith("fovea.trust."));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new Trust(0, Optional.empty(), Optional.empty(), 0))
                .hasMessageContaining("temperature is 0.0");
        assertThatThrownBy(() -> new CountInterval(0, 1)).hasMessageContaining("count-interval");
        assertThatThrownBy(() -> CardFacts.NONE.with(CardKey.OBJECT_SCORE, "1 2"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("three numbers");
    }

    /** By hand: odds of 0.9 are 9, so log odds ln 9; -ln 9 + 1 * ln 9 + 0 is 0, of which the logistic function is a half. */
    @Test
    void scoresAnObject() {
        ObjectScore score = new ObjectScore(-Math.log(9), 1, 0);
        assertThat(score.of(0.9, 50)).isCloseTo(0.5, within(1e-12));
        // Odds of 0.75 are 3: a third of 9, so 1 to 3.
        assertThat(score.of(0.75, 50)).isCloseTo(0.25, within(1e-12));
        // Twice the area with weight 1 doubles the odds: 2 to 1.
        assertThat(new ObjectScore(0, 0, 1).of(0.9, 2)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void countsReachAsFarAsTheDoubt() {
        CountInterval interval = new CountInterval(0.5, 2);
        assertThat(interval.around(143, 2.5)).isEqualTo(new CountInterval.Range(137, 149));
        assertThat(interval.around(1, 1)).isEqualTo(new CountInterval.Range(0, 4));
    }

    @Test
    void knowsTheImagesThatDifferMost() {
        List<float[]> features =
                List.of(new float[] {0, 0}, new float[] {0, 2}, new float[] {4, 0}, new float[] {4, 2});
        // Means 2 and 1, deviations 2 and 1: all four lie at plus or minus one deviation.
        KnownImages all = KnownImages.of(List.of("a"), features, 4);
        assertThat(all.count()).isEqualTo(4);
        assertThat(all.distance(new float[] {4, 2})).isZero();
        // Two deviations off in one of two channels: the root of 4 / 2.
        assertThat(all.distance(new float[] {8, 2})).isCloseTo(Math.sqrt(2), within(1e-9));

        KnownImages two = KnownImages.of(List.of("a"), features, 2);
        // The first, as all are as near to the mean, and the one farthest from it.
        assertThat(two.distance(new float[] {0, 0})).isZero();
        assertThat(two.distance(new float[] {4, 2})).isZero();
        assertThat(two.distance(new float[] {0, 2})).isCloseTo(Math.sqrt(2), within(1e-9));
    }

    @Test
    void isKeptInTheFileAndDamageIsSaid() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        KnownImages.of(List.of("y"), List.of(new float[] {1, 5}, new float[] {3, 5}), 2)
                .writeTo(graph);

        KnownImages read = KnownImages.in(Graph.parse(graph.toBytes())).orElseThrow();
        assertThat(read.layers()).containsExactly("y");
        assertThat(read.distance(new float[] {3, 5})).isZero();
        assertThatThrownBy(() -> read.distance(new float[] {1})).isInstanceOf(IllegalArgumentException.class);

        graph.metadata().put("fovea.trust.known-images", "AAAA");
        assertThatThrownBy(() -> KnownImages.in(graph)).hasMessageContaining("fovea calibrate");
        // Two thousand million images of no channels.
        graph.metadata().put("fovea.trust.known-images", "AAAAAH////8=");
        assertThatThrownBy(() -> KnownImages.in(graph)).hasMessageContaining("fovea calibrate");
        graph.metadata().put("fovea.trust.known-layers", "no such value");
        assertThat(KnownImages.in(graph)).isEmpty();
    }
}
