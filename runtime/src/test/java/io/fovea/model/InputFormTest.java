package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFormTest {

    /** -1 is free, as is what is left empty. */
    @ParameterizedTest(name = "{0}: {1}, {2} channels, {3}x{4}")
    @CsvSource({
        // Grey or colour is one or three.
        "1 3 224 200,   NCHW, 3, 200, 224",
        "1 224 200 3,   NHWC, 3, 200, 224",
        "1 1 28 30,     NCHW, 1, 30, 28",
        "1 28 30 1,     NHWC, 1, 30, 28",
        "-1 3 -1 -1,    NCHW, 3, , ",
        "-1 -1 -1 3,    NHWC, 3, , ",
        "1 3 8 3,       NCHW, 3, 3, 8",
        "1 1 8 3,       NCHW, 1, 3, 8",
        // Others are the fewer, or the few where the rest is free.
        "1 4 64 60,     NCHW, 4, 60, 64",
        "1 64 60 4,     NHWC, 4, 60, 64",
        "1 5 9 5,       NCHW, 5, 5, 9",
        "1 2 -1 -1,     NCHW, 2, , ",
        "1 -1 -1 2,     NHWC, 2, , ",
        "1 16 -1 -1,    NCHW, 16, , ",
        "1 -1 -1 16,    NHWC, 16, , ",
        "1 20 64 60,    NCHW, 20, 60, 64",
        // A size of nothing is none.
        "1 3 0 5,       NCHW, 3, 5, ",
        "1 3 5 0,       NCHW, 3, , 5",
        "1 0 8 5,       NCHW, 0, 5, 8",
        "1 5 8 0,       NHWC, 0, 8, 5",
        // No memory holds what is cut off here.
        "1 3 8 5000000000, NCHW, 3, 2147483647, 8",
    })
    void shapesTellWhereTheChannelsAre(String shape, Layout layout, int channels, Integer width, Integer height) {
        InputForm form = form(shape, Node.of("Relu", List.of("x"), "y"), null);

        assertThat(form.layout()).isEqualTo(layout);
        assertThat(form.channels()).isEqualTo(channels);
        assertThat(form.width()).isEqualTo(side(width));
        assertThat(form.height()).isEqualTo(side(height));
        assertThat(form.doubt()).isEmpty();
    }

    /** There are networks of more channels than the image has pixels across; what else reads them tells nothing. */
    @ParameterizedTest(name = "{0} into {1}: {2}")
    @CsvSource({
        "1 64 32 32, Conv, NCHW",
        "1 64 32 32, ConvTranspose, NCHW",
        "1 64 60 8,  Conv, NCHW",
        "1 64 60 1,  Conv, NHWC",
        "1 64 32 32, Relu, NHWC",
    })
    void whatAConvolutionReadsHasItsChannelsFirst(String shape, String operator, Layout layout) {
        assertThat(form(shape, Node.of(operator, List.of("x", "w"), "y"), sizes("64 64 3 3"))
                        .layout())
                .isEqualTo(layout);
    }

    /** Where all sizes are free, or too many for channels, the first convolution counts them. */
    @ParameterizedTest(name = "{0} and {1} of {2}, {3} groups: {4}")
    @CsvSource({
        "1 -1 -1 -1, Conv, 8 5 3 3, 1, NCHW with 5 channels",
        "1 -1 -1 -1, Conv, 8 2 3 3, 2, NCHW with 4 channels",
        "1 -1 -1 -1, Conv, 8 1 3 3, 1, NCHW with 1 channel",
        "1 -1 -1 -1, ConvTranspose, 6 8 3 3, 1, NCHW with 6 channels",
        "-1 17 -1 -1, Conv, 8 17 3 3, 1, NCHW with 17 channels",
    })
    void theFirstConvolutionTellsHowManyThereAre(
            String shape, String operator, String weight, long groups, String assumed) {
        Attributes attributes = Attributes.NONE.with("group", groups);

        InputForm form = form(shape, Node.of(operator, List.of("x", "w"), "y", attributes), sizes(weight));

        assertThat(form.doubt())
                .contains("The input's shape does not tell which dimension is colour; " + assumed + " is assumed.");
        assertThat(form.channels()).isEqualTo(Integer.parseInt(assumed.split(" ")[2]));
    }

    @Test
    void anImageThatIsTurnedFirstHasItsChannelsLast() {
        Node turned = Node.of("Transpose", List.of("x"), "y", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2));
        Node mirrored = Node.of("Transpose", List.of("x"), "y", Attributes.NONE.withIntegers("perm", 0, 1, 3, 2));

        assertThat(form("1 -1 -1 -1", turned, null).layout()).isEqualTo(Layout.NHWC);
        assertThat(form("1 -1 -1 -1", turned, null).channels()).isEqualTo(3);
        assertThat(form("1 -1 -1 -1", mirrored, null).layout()).isEqualTo(Layout.NCHW);
        assertThat(form("1 -1 -1 -1", Node.of("Relu", List.of("x"), "y"), null).layout())
                .isEqualTo(Layout.NCHW);
    }

    /** What is turned for one use and not for another tells nothing. */
    @Test
    void anImageThatIsAlsoUsedAsItIsIsNotTurned() {
        Graph graph = graph("1 -1 -1 -1");
        graph.append(Node.of("Transpose", List.of("x"), "y", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
        graph.append(Node.of("Relu", List.of("x"), "z"));

        assertThat(InputForm.of(graph, graph.inputs().get(0)).layout()).isEqualTo(Layout.NCHW);
    }

    private static OptionalInt side(Integer pixels) {
        return pixels == null ? OptionalInt.empty() : OptionalInt.of(pixels);
    }

    private static InputForm form(String shape, Node node, long[] weight) {
        Graph graph = graph(shape);
        if (weight != null) {
            graph.put("w", Tensor.of(new float[(int) Tensor.elements(weight)], weight));
        }
        graph.append(node);
        return InputForm.of(graph, graph.inputs().get(0));
    }

    private static Graph graph(String shape) {
        Graph graph = Graph.create("form", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(sizes(shape))));
        return graph;
    }

    private static long[] sizes(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
