package io.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.model.PixelValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriedPixelsTest {
    private static Model model(int channels) {
        Graph graph = Graph.create("scores", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, channels, 32, 32)));
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, channels)));
        return Model.of(graph);
    }

    @Test
    void stainsAreTriedAsTheyAreInTheirOrder() {
        Model model = model(5);

        List<TriedPixels> tried = TriedPixels.of(model);

        assertThat(tried).extracting(TriedPixels::color).containsOnly(Color.CHANNELS);
        assertThat(tried)
                .extracting(TriedPixels::pixels)
                .containsExactly("0..255", "0..1", "-1..1", "percentiles", "zero-mean");
        assertThat(tried).allSatisfy(one -> assertThat(TriedPixels.current(model.with(one.facts())))
                .isEqualTo(one));
    }

    @Test
    void coloursAreTriedInBothOrders() {
        assertThat(TriedPixels.of(model(3)))
                .hasSize(16)
                .contains(new TriedPixels("cifar10", Color.RGB), new TriedPixels("imagenet-caffe", Color.BGR));
    }

    @Test
    void aModelIsTriedAsItIsWhereNoWordSaysWhatItDoes() {
        Model stretched = model(1).with(CardFacts.NONE.with("stretch", "all").with("percentiles", "2 98"));

        assertThat(TriedPixels.of(stretched).get(0).on(stretched)).isSameAs(stretched);
        assertThat(new TriedPixels("0..1", Color.GRAY).on(stretched).card().input())
                .satisfies(input ->
                        assertThat(input.normalisation()).isEqualTo(PixelValues.UNIT.normalisation(Color.GRAY)));
    }
}
