package io.fovea.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.concept.FoundConcepts.Part;
import io.fovea.concept.FoundConcepts.Patch;
import io.fovea.image.Image;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConceptDiscoveryTest {
    private static ConceptLayer layer;

    @BeforeAll
    static void open() {
        layer = ConceptLayer.open(StripesNet.model(), Optional.of("maps"), Device.CPU);
    }

    @AfterAll
    static void close() {
        layer.close();
    }

    /** Flat grey with a block of stripes in one of its quarters. */
    private static Image block(int left, int top, boolean lying) {
        byte[] pixels = new byte[256];
        for (int i = 0; i < 256; i++) {
            int x = i % 16;
            int y = i / 16;
            boolean inside = x >= left && x < left + 8 && y >= top && y < top + 8;
            pixels[i] = (byte) (inside ? (lying ? y : x) % 4 < 2 ? 220 : 20 : 120);
        }
        return Image.gray8(16, 16, pixels);
    }

    private static ConceptDiscovery discovered() {
        ConceptDiscovery discovery = new ConceptDiscovery(layer, 3, 8);
        for (int quarter = 0; quarter < 4; quarter++) {
            discovery.sample(discovery.look(block(quarter % 2 * 8, quarter / 2 * 8, false), Monitor.NONE));
            discovery.sample(discovery.look(block(quarter % 2 * 8, quarter / 2 * 8, true), Monitor.NONE));
        }
        discovery.factorise(Monitor.NONE);
        return discovery;
    }

    @Test
    void whatTheClassDependsOnIsTheMostImportantConceptAndLiesWhereItIs() {
        ConceptDiscovery discovery = discovered();
        FoundConcepts standing = discovery.find(block(8, 8, false), Optional.of(1), Monitor.NONE);
        FoundConcepts lying = discovery.find(block(8, 8, true), Optional.of(1), Monitor.NONE);

        Part most = standing.parts().stream()
                .max(Comparator.comparingDouble(Part::importance))
                .orElseThrow();
        int which = standing.parts().indexOf(most);
        assertThat(standing.label()).isEqualTo("label1");
        assertThat(most.importance()).isGreaterThan(0.05);
        // The ends of lying stripes are edges that stand.
        assertThat(lying.parts().get(which).importance()).isLessThan(0.7 * most.importance());
        Image heat = most.map().heat();
        double inside = 0;
        double all = 0;
        for (int i = 0; i < 256; i++) {
            int x = i % 16;
            int y = i / 16;
            // Behind the edge of the image there is nothing, which is an edge, too.
            double one = x == 0 || x == 15 || y == 0 || y == 15 ? 0 : heat.value(x, y, 0);
            all += one;
            inside += x >= 7 && y >= 7 ? one : 0;
        }
        assertThat(inside / all).isGreaterThan(0.9);
        assertThat(most.patch().x()).isGreaterThanOrEqualTo(6);
        assertThat(most.patch().y()).isGreaterThanOrEqualTo(6);
    }

    /**
     * Behind this layer the scores are linear, so that the share of the variance is that of the squares of what each concept adds.
     */
    @Test
    void sobolsIndicesAreTheSharesOfSquaresWhereTheHeadIsLinear() {
        try (ConceptLayer linear = ConceptLayer.open(StripesNet.model(), Optional.of("bent"), Device.CPU)) {
            ConceptDiscovery discovery = new ConceptDiscovery(linear, 3, 2, 512);
            discovery.sample(discovery.look(block(0, 0, false), Monitor.NONE));
            discovery.sample(discovery.look(block(8, 8, true), Monitor.NONE));
            discovery.factorise(Monitor.NONE);

            List<Part> parts = discovery
                    .find(block(0, 0, false), Optional.of(1), Monitor.NONE)
                    .parts();

            double squares = parts.stream()
                    .mapToDouble(part -> part.importance() * part.importance())
                    .sum();
            assertThat(squares).isPositive();
            for (Part part : parts) {
                double expected = part.importance() * part.importance() / squares;
                assertThat(part.total()).isCloseTo(expected, within(0.05));
            }
        }
    }

    @Test
    void indicesAreMeasuredWhereTheyAreAskedFor() {
        FoundConcepts found = discovered().find(block(0, 8, false), Optional.of(1), Monitor.NONE);

        assertThat(found.parts()).allMatch(part -> Double.isNaN(part.total()));
    }

    /** For the other class, against which the same filter speaks by as much, the sign turns. */
    @Test
    void importanceIsOfTheClass() {
        ConceptDiscovery discovery = discovered();
        Image image = block(0, 8, false);
        FoundConcepts one = discovery.find(image, Optional.of(1), Monitor.NONE);
        FoundConcepts other = discovery.find(image, Optional.of(0), Monitor.NONE);
        for (int k = 0; k < 3; k++) {
            assertThat(other.parts().get(k).importance())
                    .isCloseTo(-one.parts().get(k).importance(), within(1e-5));
        }
    }

    @Test
    void patchIsTheThreeCellsAroundAPlaceAndIsCutOffAtTheEdge() {
        InputFrame frame = new InputFrame(100, 100, 100, 100, 200, 400);
        // Cells of 20 by 40 pixels of the image.
        assertThat(ConceptDiscovery.patch(frame, 10, 10, 55)).isEqualTo(new Patch(80, 160, 60, 120));
        assertThat(ConceptDiscovery.patch(frame, 10, 10, 0)).isEqualTo(new Patch(0, 0, 40, 80));
        assertThat(ConceptDiscovery.patch(frame, 10, 10, 99)).isEqualTo(new Patch(160, 320, 40, 80));
    }

    @Test
    void whatCannotBeFactorisedIsRefused() {
        ConceptDiscovery silent = new ConceptDiscovery(layer, 2, 1);
        silent.sample(silent.look(Image.gray8(16, 16, new byte[256]), Monitor.NONE));
        assertThatThrownBy(() -> silent.factorise(Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no value above 0");
        ConceptDiscovery few = new ConceptDiscovery(layer, 300, 1);
        few.sample(few.look(StripesNet.noise(1), Monitor.NONE));
        assertThatThrownBy(() -> few.factorise(Monitor.NONE)).hasMessageContaining("too few");
    }
}
