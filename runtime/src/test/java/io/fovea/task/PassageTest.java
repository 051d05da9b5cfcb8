package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.PreparedImage;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an image to answers for its pixels, whole or in tiles, and back together. */
class PassageTest {
    private static final Input GRAY = Input.tiled(Color.GRAY, 0, 1);

    @Test
    void tilesTellHowFarTheyHaveCome() {
        List<String> heard = new ArrayList<>();
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, 16)) {
            segmenter.segment(Nets.noise(8, 4, 1, 1), listening(heard));
        }
        assertThat(heard).containsExactly("0.50 tile 1 of 2", "1.00 tile 2 of 2");
    }

    @Test
    void aResizedImageIsDoneAtOnce() {
        List<String> heard = new ArrayList<>();
        Model model = Nets.thresholdTrimap();
        Card card =
                Card.of("t", Task.TRIMAP, model.card().labels(), Input.resized(4, 4, Color.GRAY), OutputValues.LOGITS);
        try (Segmenter segmenter = Segmenter.open(model.withCard(card), Device.CPU)) {
            segmenter.segment(Nets.noise(8, 4, 1, 1), listening(heard));
        }
        assertThat(heard).containsExactly("1.00 whole image");
    }

    /** A 7x7 kernel without padding leaves out three pixels at each side. */
    @ParameterizedTest
    @CsvSource({"3", "5"})
    void aMarginThatIsNoWiderThanTheHaloIsFilledWithTheMirrorImage(int halo) {
        Graph graph = gray("unpadded");
        float[] middle = new float[49];
        middle[24] = 1;
        graph.put("w", Tensor.of(middle, 1, 1, 7, 7));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(1)));
        Image image = Nets.noise(40, 30, 1, 3);

        assertThat(painted(graph, Input.tiled(Color.GRAY, halo, 1), image, 400)).isEqualTo(image);
    }

    @Test
    void aMarginWiderThanTheHaloIsAnAnswerOfAnotherSize() {
        Graph graph = gray("unpadded");
        graph.put("w", Tensor.of(new float[49], 1, 1, 7, 7));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(1)));
        Input input = Input.tiled(Color.GRAY, 2, 1);

        assertThatThrownBy(() -> painted(graph, input, Nets.noise(20, 20, 1, 3), 1000))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'unpadded' answers a tile of 20x20 with 14x14 pixels; a model whose card says"
                        + " 'tile' must answer in the size it is given, or a whole number of times that.");
    }

    @Test
    void anAnswerOnACoarserGridCannotBePutTogetherOfTiles() {
        Graph graph = gray("coarse");
        graph.put("w", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "y", Attributes.NONE.withIntegers("strides", 2, 2)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(2)));
        Card card = Card.of("coarse", Task.SEGMENTATION, List.of("a", "b"), GRAY, OutputValues.LOGITS);

        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(card), Device.CPU)) {
            assertThatThrownBy(() -> segmenter.segment(Nets.noise(8, 6, 1, 1), Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("The model 'coarse' answers a tile of 8x6 with 4x3 pixels; a model whose card says"
                            + " 'tile' must answer in the size it is given.");
        }
    }

    /** A byte numbers 256 classes; the last of them wins here. */
    @Test
    void thereAreAsManyClassesAsAByteNumbers() {
        Image dot = Image.gray8(1, 1, new byte[] {1});

        Segmentation most = segmented(counting(256), List.of(), dot);

        assertThat(most.classes()).containsExactly((byte) 255);
        assertThat(most.fraction(255)).isEqualTo(1);
        assertThat(most.labels()).hasSize(256).startsWith("class 0", "class 1").endsWith("class 255");
        assertThatThrownBy(() -> segmented(counting(257), List.of(), dot))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'counting' answers with 257 classes; at most 256 are supported.");
    }

    @Test
    void oneScoreWithANameIsThatOfWhatIsNoBackground() {
        Image dot = Image.gray8(1, 1, new byte[] {1});
        List<String> two = List.of("no", "yes");

        assertThat(segmented(counting(1), List.of("cell"), dot).labels()).containsExactly("background", "cell");
        assertThat(segmented(counting(1), two, dot).labels()).isEqualTo(two);
        assertThat(segmented(counting(3), List.of("a", "b", "c"), dot).labels()).containsExactly("a", "b", "c");
    }

    @Test
    void onlyATrimapHasObjects() {
        Segmentation classes = segmented(counting(2), List.of("a", "b"), Image.gray8(1, 1, new byte[] {1}));

        assertThat(classes.hasInstances()).isFalse();
        assertThatThrownBy(classes::trimap)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Only a trimap (foreground, background, contour) has contours to part objects by");
    }

    /** Sixteen channels are an image, seventeen are none. */
    @Test
    void channelsInAreAsManyChannelsOutAsAnImageHas() {
        Image stains = Image.channels8(1, 1, 16, bytes(16));
        Input input = GRAY.withChannels(16, List.of());

        assertThat(painted(stained(16), input, stains, 100)).isEqualTo(stains);
        assertThatThrownBy(() -> painted(stained(17), input, stains, 100))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'stained' answers with 17 values for each pixel; an image has 1 (grey) or 3"
                        + " (colour).");
    }

    /** 4 bytes x 46,000 x 46,000 pixels are 8,464,000,000 bytes, or 7.9 times 2^30; of three channels 23.6. */
    @ParameterizedTest
    @CsvSource({"1, 7.9", "3, 23.6"})
    void aPictureThatNoMemoryHoldsIsRefusedWithItsSize(int channels, String gigabytes) {
        Image dot = Image.gray8(1, 1, new byte[1]);
        PreparedImage given = GRAY.preparation().prepare(dot);
        Card card = Card.of("large", Task.TRANSFORM, List.of(), GRAY, OutputValues.LOGITS);
        Passage.Part part = new Passage.Part(
                List.of(new Passage.Piece(
                        FloatTensor.allocate(1, channels, 1, 1), new OutputGrid(Layout.NCHW, channels, 1, 1))),
                1,
                46_000,
                46_000,
                new Tiling.Span(0, 0, 1),
                new Tiling.Span(0, 0, 1));

        assertThatThrownBy(() -> new PaintedPlanes(new PaintedValues(card, Optional.empty(), given)).add(part))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The image of 46000x46000 pixels needs " + gigabytes + " GB of memory");
    }

    /** Once it is seen that a network of grey images keeps their size, it is run once for each image, not twice. */
    @Test
    void aNetworkThatKeepsTheSizeIsNotGivenTheBrightnessApartAgain() {
        Graph graph = gray("copy");
        graph.append(Node.of("Identity", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(1)));
        Card card = Card.of("copy", Task.TRANSFORM, List.of(), GRAY, OutputValues.LOGITS);
        Image color = Image.rgb8(1, 1, new byte[] {30, 60, 90});
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        try (ImageTransformer transformer =
                ImageTransformer.open(Model.of(graph).withCard(card), Device.CPU)) {
            transformer.transform(color, listening(first));
            assertThat(transformer.transform(color, listening(second)).image())
                    .isEqualTo(Image.gray8(1, 1, new byte[] {60}));
        }
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
    }

    private static Monitor listening(List<String> heard) {
        return Monitor.of(
                (fraction, message) -> heard.add(String.format(Locale.ROOT, "%.2f %s", fraction, message)),
                Monitor.NONE);
    }

    private static Graph gray(String name) {
        Graph graph = Graph.create(name, 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Nets.free(1)));
        return graph;
    }

    private static Image painted(Graph graph, Input input, Image image, int largestWhole) {
        Card card = Card.of(graph.name(), Task.TRANSFORM, List.of(), input, OutputValues.LOGITS);
        try (ImageTransformer transformer =
                ImageTransformer.open(Model.of(graph).withCard(card), Device.CPU, largestWhole)) {
            return transformer.transform(image, Monitor.NONE).image();
        }
    }

    private static Segmentation segmented(Graph graph, List<String> labels, Image image) {
        Card card = Card.of(graph.name(), Task.SEGMENTATION, labels, GRAY, OutputValues.LOGITS);
        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(card), Device.CPU)) {
            return segmenter.segment(image, Monitor.NONE);
        }
    }

    /** Each class scores the pixel's value times its own number. */
    private static Graph counting(int classes) {
        Graph graph = gray("counting");
        float[] numbers = new float[classes];
        for (int c = 0; c < classes; c++) {
            numbers[c] = c;
        }
        graph.put("w", Tensor.of(numbers, classes, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(classes)));
        return graph;
    }

    /** Sixteen channels in; each of some out is the one of its number, or the first. */
    private static Graph stained(int out) {
        Graph graph = Graph.create("stained", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 16, -1, -1)));
        float[] same = new float[out * 16];
        for (int c = 0; c < out; c++) {
            same[c * 16 + c % 16] = 1;
        }
        graph.put("w", Tensor.of(same, out, 16, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(out)));
        return graph;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (7 * i));
        return bytes;
    }
}
