package io.fovea.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.explore.FilterExamples.Example;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterExamplesTest {
    private static final int WIDTH = 10;
    private static final int HEIGHT = 8;

    /** Two filters that see 3x3 pixels: the pixel in the middle, and its opposite, which is never above 0. */
    private static Model model() {
        Graph graph = Graph.create("middle", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        float[] kernels = new float[2 * 9];
        kernels[4] = 1;
        kernels[9 + 4] = -1;
        graph.put("kernels", Tensor.of(kernels, 2, 1, 3, 3));
        Attributes pads = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of("image", "kernels"), "conv", pads));
        graph.append(Node.of("Relu", List.of("conv"), "maps"));
        graph.addOutput(new ValueInfo("maps", ElementType.FLOAT, Shape.of(1, 2, -1, -1)));
        return Model.of(graph)
                .withCard(Card.of("middle", Task.OTHER, List.of(), Input.tiled(Color.GRAY, 0, 1), OutputValues.VALUES));
    }

    private static Image spot(int x, int y, int level) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        pixels[y * WIDTH + x] = (byte) level;
        return Image.gray8(WIDTH, HEIGHT, pixels);
    }

    @Test
    void theStrongestPatchOfEachImageIsKept() {
        try (FilterExamples examples = FilterExamples.open(model(), "conv", 64, 2, Device.CPU)) {
            examples.add("dim", spot(3, 3, 100), Cancellation.NONE);
            examples.add("inside", spot(6, 5, 200), Cancellation.NONE);
            examples.add("corner", spot(0, 0, 250), Cancellation.NONE);

            List<List<Example>> best = examples.best();

            assertThat(best).hasSize(2);
            assertThat(best.get(0)).extracting(Example::name).containsExactly("corner", "inside");
            assertThat(best.get(0)).extracting(Example::activation).containsExactly(250f, 200f);
            Example inside = best.get(0).get(1);
            assertThat(List.of(inside.x(), inside.y())).containsExactly(6, 5);
            assertThat(inside.patch()).hasToString("3x3 RGB 8-bit");
            assertThat(inside.patch().value(1, 1, 0)).isGreaterThan(150);
            assertThat(inside.patch().value(0, 1, 0)).isZero();
            // Only what lies in the image.
            assertThat(best.get(0).get(0).patch()).hasToString("2x2 RGB 8-bit");
            assertThat(best.get(1)).isEmpty();
        }
    }

    @Test
    void patchesLieToTheRightOfTheirPatterns() {
        byte[] grey = new byte[56 * 56];
        Pattern pattern = new Pattern(0, "0", Image.gray8(56, 56, grey), 0, 1, false);
        byte[] white = new byte[3 * 4 * 2];
        Arrays.fill(white, (byte) 200);
        Example wide = new Example("wide", 1, 0, 0, Image.rgb8(4, 2, white));

        Image picture = FilterExamples.beside(List.of(pattern, pattern), List.of(List.of(wide), List.of()));

        // Two filters of two cells of 112 pixels in a row of eight at most, with gaps of 4.
        assertThat(picture).hasToString("460x112 RGB 8-bit");
        assertThat(picture.value(50, 50, 0)).isZero();
        assertThat(picture.value(116 + 56, 20, 0)).isEqualTo(255);
        assertThat(picture.value(116 + 56, 56, 0)).isEqualTo(200);
        assertThat(picture.value(3 * 116 + 56, 56, 0)).isEqualTo(255);
    }

    @Test
    void whatCannotBeLookedForIsRefused() {
        Model model = model();
        assertThatThrownBy(() -> FilterExamples.open(model, "conv", 0, 2, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("at least one filter");
        assertThatThrownBy(() -> FilterExamples.open(model, "nothing", 1, 2, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'nothing'");
        try (FilterExamples examples = FilterExamples.open(model, "conv", 1, 2, Device.CPU)) {
            assertThatThrownBy(() -> examples.add("a", spot(1, 1, 9), () -> true))
                    .isInstanceOf(CancelledException.class);
        }
    }
}
