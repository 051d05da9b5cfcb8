package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.anatomy.NetsByHand;
import io.fovea.explain.method.Method;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {

    private static List<Explanation> explain(Model model, ExplainOptions options, Image image) {
        try (Explainer explainer = Explainer.open(model, options, Device.CPU)) {
            return explainer.explain(image, Monitor.NONE);
        }
    }

    @Test
    void severalClassesAreExplainedInTheOrderGiven() {
        ExplainOptions both = ExplainOptions.DEFAULT.withClasses(List.of("dog", "cat", "1"));

        assertThat(explain(NetsByHand.twoFilters(), both, NetsByHand.ramp()))
                .extracting(Explanation::label)
                .containsExactly("dog", "cat");
    }

    @Test
    void severalLayersAreAveraged() {
        Explanation both = explain(
                        NetsByHand.twoFilters(),
                        ExplainOptions.DEFAULT.withLayers(List.of("conv", "maps")),
                        NetsByHand.ramp())
                .get(0);

        assertThat(both.layer()).isEqualTo("conv+maps");
        assertThat(both.map().grid().floats()[15]).isEqualTo(1);
    }

    @Test
    void oneExplainerServesManyImages() {
        Image bright = Image.gray8(2, 2, new byte[] {100, 100, 100, 100});
        Image dark = Image.gray8(2, 2, new byte[4]);
        try (Explainer explainer = Explainer.open(NetsByHand.twoFilters(), ExplainOptions.DEFAULT, Device.CPU)) {
            assertThat(explainer.explain(bright, Monitor.NONE).get(0).label()).isEqualTo("cat");
            assertThat(explainer.explain(dark, Monitor.NONE).get(0).label()).isEqualTo("dog");
            assertThat(explainer.layer()).isEqualTo("maps");
            assertThat(explainer.device()).isEqualTo(Device.CPU);
        }
    }

    @Test
    void channelsThatAreNoColoursAreExplainedTogetherAndShownAsAComposite() {
        // Neither, the first, the second, both.
        Image stains = Image.channels8(4, 1, 2, new byte[] {0, 0, 100, 0, 0, 100, 100, 100});
        ExplainOptions options =
                ExplainOptions.DEFAULT.withMethod(Method.INPUT_X_GRADIENT).withClasses(List.of("bright"));
        Model model = Nets.thresholdChannels(40, List.of("DAPI", "GFP"), 1, 0.5f);

        List<Explanation> found = explain(model, options, stains);

        // The gradient is 1 and 0.5 where the model answers 'bright', so the products are 0, 100, 50 and 150.
        float[] raw = found.get(0).map().raw().floats();
        assertThat(new float[] {raw[0] / raw[3], raw[1] / raw[3], raw[2] / raw[3]})
                .containsExactly(new float[] {0, 2 / 3f, 1 / 3f}, offset(1e-5f));
        Image picture = new HeatDrawing(ColorMap.JET, false).draw(stains, found);
        assertThat(picture.isColor()).isTrue();
        assertThat(picture.width()).isEqualTo(4);
    }

    @Test
    void whatComesBehindNothingHasNoChannelsToTakeAway() {
        Model model = Nets.thresholdChannels(40, List.of("DAPI", "GFP"), 1, 0.5f);
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.parse("ablation-cam"));
        Image stains = Image.channels8(4, 1, 2, new byte[8]);

        assertThatThrownBy(() -> explain(model, options, stains))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("Nothing comes behind the layer '")
                .hasMessageEndingWith("give an earlier layer or another method.");
    }

    /** Each pixel is a score, so that no score belongs to a class: there are 65,536 at the size that is usual. */
    @ParameterizedTest
    @ValueSource(strings = {"grad-cam", "saliency", "occlusion", "score-cam"})
    void anAnswerOfOtherScoresThanTheModelTellsOfIsRefused(String method) {
        Graph graph =
                new NetsByHand.Chain(1, -1).conv("c", 1, 1, 3).node("Relu", "r").node("Flatten", "scores").graph;
        graph.addOutput(new ValueInfo("scores", ElementType.FLOAT, Shape.of(1, 1)));
        Input input = Input.tiled(Color.GRAY, 0, 1);
        Card.of("odd", Task.CLASSIFICATION, List.of("a", "b"), input, OutputValues.LOGITS)
                .writeTo(graph);
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.parse(method));
        Image square = Image.gray8(8, 8, new byte[64]);

        assertThatThrownBy(() -> explain(Model.of(graph), options, square))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "The model 'odd' answers in the shape [1, 64], where 65536 scores follow from its operators;"
                                + " give it images of the size that it is made for.");
    }

    /** For 256 columns, 129 come out in four rows, which look like a row of four pixels with 129 scores each. */
    @Test
    void aMapOfOtherScoresThanTheModelTellsOfIsRefused() {
        Graph graph = Graph.create("wide", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 6, -1)));
        graph.put("w", Tensor.of(new float[3], 1, 3, 1, 1));
        Attributes everyOther = Attributes.NONE.withIntegers("strides", 2, 2).withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of("x", "w"), "y", everyOther));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, -1, 4, -1)));

        assertThatThrownBy(() -> explain(Model.of(graph), ExplainOptions.DEFAULT, Image.rgb8(12, 6, new byte[216])))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "The model 'wide' answers in the shape [1, 1, 4, 7], where 129 scores of each pixel were found"
                                + " on another image; give it images of the size that it is made for.");
    }

    @Test
    void anUnknownClassListsTheKnownOnes() {
        assertThatThrownBy(() -> explain(
                        NetsByHand.twoFilters(), ExplainOptions.DEFAULT.withClasses(List.of("cow")), NetsByHand.ramp()))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'two-filters' has no class 'cow'. Give a label or an index: 0 cat, 1 dog.");
    }

    @Test
    void anUnknownLayerListsThoseThatCanBeExplained() {
        assertThatThrownBy(() -> explain(
                        NetsByHand.twoFilters(),
                        ExplainOptions.DEFAULT.withLayers(List.of("pooled")),
                        NetsByHand.ramp()))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "There is no layer 'pooled' on a grid over the image. Those that can be explained are: conv,"
                                + " maps.");
        assertThat(Explainer.layers(NetsByHand.twoFilters())).containsExactly("conv", "maps");
    }

    @Test
    void aModelWithoutScoresIsRefused() {
        Model model = NetsByHand.twoFilters();
        Card card = model.card();
        Model other = model.withCard(Card.of("painter", Task.OTHER, List.of(), card.input(), OutputValues.LOGITS));

        assertThatThrownBy(() -> explain(other, ExplainOptions.DEFAULT, NetsByHand.ramp()))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The model 'painter' cannot be explained:");
    }

    @Test
    void valuesThatAreNoNumbersAreFound() {
        float[] pixels = new float[12];
        pixels[7] = Float.NaN;
        pixels[9] = Float.POSITIVE_INFINITY;

        assertThatThrownBy(() -> explain(NetsByHand.twoFilters(), ExplainOptions.DEFAULT, Image.gray32(4, 3, pixels)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("2 values")
                .hasMessageContaining("the first at x = 3, y = 1");
    }

    @Test
    void classActivationMappingNeedsAPooledHead() {
        Model vgg = new NetsByHand.Chain(1, 8)
                .conv("conv", 1, 4, 3)
                .node("Relu", "relu")
                .node("Flatten", "flat")
                .dense("scores", 256, 3)
                .model(1, 8, 3);

        assertThatThrownBy(() -> explain(vgg, ExplainOptions.DEFAULT.withMethod(Method.CAM), NetsByHand.ramp()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("globally averaged", "grad-cam");
    }

    @Test
    void whereThereIsNoGradientScoreCamIsMadeAndSaid() {
        Model square = new NetsByHand.Chain(1, 8)
                .conv("conv", 1, 4, 3)
                .node("Relu", "relu")
                .node("GlobalAveragePool", "pooled")
                .reshape("matrix", 1, 2, 2)
                .node("Det", "det")
                .reshape("scores", 1, 1)
                .dense("doubled", 1, 1)
                .model(1, 8, 1);

        Explanation made =
                explain(square, ExplainOptions.DEFAULT, NetsByHand.ramp()).get(0);
        assertThat(made.method()).isEqualTo(Method.SCORE_CAM);
        assertThat(made.note()).hasValueSatisfying(note -> assertThat(note)
                .startsWith("grad-cam needs a gradient, and no Det has one; this is score-cam."));
        assertThatThrownBy(() -> explain(square, ExplainOptions.DEFAULT.withMethod(Method.SALIENCY), NetsByHand.ramp()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("Det");
        assertThat(explain(square, ExplainOptions.DEFAULT.withMethod(Method.EIGEN_CAM), NetsByHand.ramp()))
                .hasSize(1);
    }

    @Test
    void oneScoreTellsTwoClassesApart() {
        NetsByHand.Chain net = new NetsByHand.Chain(1, 4);
        Model logits = net.conv("conv", 1, 2, 1).node("Relu", "maps").head(2, 1).model(1, 4, 2);
        float[] no = explain(logits, ExplainOptions.DEFAULT.withClasses(List.of("label0")), NetsByHand.ramp())
                .get(0)
                .map()
                .raw()
                .floats();
        float[] yes = explain(logits, ExplainOptions.DEFAULT.withClasses(List.of("label1")), NetsByHand.ramp())
                .get(0)
                .map()
                .raw()
                .floats();
        for (int i = 0; i < no.length; i++) {
            assertThat(no[i]).isEqualTo(-yes[i]);
        }
        Explanation top =
                explain(logits, ExplainOptions.DEFAULT, NetsByHand.ramp()).get(0);
        assertThat(top.probability()).isGreaterThan(0.5);
        assertThat(top.map().raw().floats()).containsExactly(top.classIndex() == 0 ? no : yes);
    }

    @Test
    void ofASegmentationAClassIsExplainedOverTheImageOrASelection() {
        byte[] pixels = new byte[6 * 5];
        Arrays.fill(pixels, (byte) 20);
        pixels[8] = (byte) 220;
        pixels[21] = (byte) 220;
        Image image = Image.gray8(6, 5, pixels);
        byte[] selected = new byte[30];
        selected[8] = 1;
        ExplainOptions bright =
                ExplainOptions.DEFAULT.withMethod(Method.HIRES_CAM).withClasses(List.of("bright"));
        try (Explainer explainer = Explainer.open(NetsByHand.brightness(), bright, Device.CPU)) {
            assertThat(explainer.layer()).isEqualTo("maps");
            Explanation all = explainer.explain(image, Monitor.NONE).get(0);
            assertThat(all.probability()).isCloseTo(2 / 30.0, offset(1e-3));
            Image heat = all.map().heat();
            assertThat(heat.width()).isEqualTo(6);
            assertThat(heat.value(2, 1, 0)).isEqualTo(1);
            assertThat(heat.value(3, 3, 0)).isEqualTo(1);
            assertThat(heat.value(0, 0, 0)).isZero();
            Explanation part = explainer
                    .explain(image, Optional.of(Image.gray8(6, 5, selected)), Monitor.NONE)
                    .get(0);
            assertThat(part.map().heat().value(2, 1, 0)).isEqualTo(1);
            assertThat(part.map().heat().value(3, 3, 0)).isZero();
            assertThat(part.probability()).isGreaterThan(0.99);
            assertThatThrownBy(
                            () -> explainer.explain(image, Optional.of(Image.gray8(6, 5, new byte[30])), Monitor.NONE))
                    .hasMessageContaining("empty");
            assertThatThrownBy(
                            () -> explainer.explain(image, Optional.of(Image.gray8(5, 6, new byte[30])), Monitor.NONE))
                    .hasMessageContaining("5x6");
        }
        assertThat(explain(NetsByHand.brightness(), ExplainOptions.DEFAULT, image)
                        .get(0)
                        .label())
                .isEqualTo("dark");
    }

    /** Of a trimap the objects, however small they are; of another model the class that most pixels have. */
    @Test
    void whereNobodyNamesAClassASegmentationsObjectsOrItsLargestClassAreExplained() {
        byte[] mostlyBright = new byte[30];
        Arrays.fill(mostlyBright, 3, 30, (byte) 220);
        byte[] mostlyDark = new byte[30];
        mostlyDark[7] = (byte) 255;

        assertThat(explain(NetsByHand.brightness(), ExplainOptions.DEFAULT, Image.gray8(6, 5, mostlyBright)))
                .extracting(Explanation::label)
                .containsExactly("bright");
        assertThat(explain(NetsByHand.brightness(), ExplainOptions.DEFAULT, Image.gray8(6, 5, mostlyDark)))
                .extracting(Explanation::label)
                .containsExactly("dark");
        Explanation objects = explain(
                        Nets.thresholdTrimap(),
                        ExplainOptions.DEFAULT.withMethod(Method.SALIENCY),
                        Image.gray8(6, 5, mostlyDark))
                .get(0);
        assertThat(objects.label()).isEqualTo("foreground");
        assertThat(objects.classIndex()).isZero();
    }

    /** An answer without the image's edge is not in proportion to its input: 9x7 pixels have 7x5, 256x256 have 254x254. */
    @ParameterizedTest
    @ValueSource(strings = {"occlusion", "grad-cam", "hirescam", "score-cam"})
    void whereTheAnswerLacksTheEdgeEveryPixelOfItCounts(String method) {
        byte[] pixels = new byte[9 * 7];
        Arrays.fill(pixels, (byte) 20);
        pixels[3 * 9 + 4] = (byte) 220;
        ExplainOptions bright =
                ExplainOptions.DEFAULT.withMethod(Method.parse(method)).withClasses(List.of("bright"));

        Explanation found = explain(NetsByHand.brightnessWithoutEdge(), bright, Image.gray8(9, 7, pixels))
                .get(0);

        // The mean of 35 pixels of which one, and its eight neighbours' windows, see the bright one.
        assertThat(found.probability()).isCloseTo(9 / 35.0, offset(1e-3));
        assertThat(found.map().heat().value(4, 3, 0)).isGreaterThan(0.9f);
    }

    @Test
    void canBeCancelled() {
        Monitor cancelled = Monitor.of((fraction, message) -> {}, () -> true);
        try (Explainer explainer = Explainer.open(
                NetsByHand.twoFilters(), ExplainOptions.DEFAULT.withMethod(Method.SCORE_CAM), Device.CPU)) {
            assertThatThrownBy(() -> explainer.explain(NetsByHand.ramp(), cancelled))
                    .isInstanceOf(CancelledException.class);
        }
    }
}
