package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.explain.method.Method;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.ReceptiveField;
import io.fovea.model.Task;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripExplainerTest {
    private static final int SIDE = 120;
    private static final Image IMAGE = Nets.noise(301, 263, 3, 4);

    /** On the coarsest grid, whose gradients come from far away, on that of the pixels, and on one between. */
    @ParameterizedTest
    @CsvSource({
        "grad-cam, d",
        "grad-cam, a1",
        "grad-cam, u1",
        "hirescam, d",
        "hirescam, a1",
        "layercam, d",
        "layercam, u1"
    })
    void tilesGiveWhatTheWholeImageGives(String method, String layer) {
        ExplainOptions options = ExplainOptions.DEFAULT
                .withMethod(Method.parse(method))
                .withLayers(List.of(layer))
                .withClasses(List.of("b", "c"));
        try (Explainer explainer = Explainer.open(model(), options, Device.CPU)) {
            List<Explanation> whole = explainer.explain(IMAGE, Monitor.NONE);
            List<StripExplanation> strips = explainer.explain(ImageRows.of(IMAGE), SIDE, ColorMap.JET, Monitor.NONE);

            assertThat(explainer.hasStrips()).isTrue();
            assertThat(strips).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThat(strips.get(i).label()).isEqualTo(whole.get(i).label());
                assertThat(strips.get(i).probability()).isCloseTo(whole.get(i).probability(), offset(1e-5));
                assertThat(strips.get(i).note()).isEqualTo(whole.get(i).note());
                float[] wanted = whole.get(i).map().heat().floats();
                // A map that is blank says so, and is one as well in tiles.
                double highest = IntStream.range(0, wanted.length)
                        .mapToDouble(at -> wanted[at])
                        .max()
                        .orElseThrow();
                assertThat(highest > 0.4).isEqualTo(whole.get(i).note().isEmpty());
                assertThat(strips.get(i).heat().image().floats()).containsExactly(wanted, offset(2e-4f));
                assertThat(strips.get(i).overlay()).hasToString("301x263 RGB 8-bit");
                strips.get(i).heat().close();
            }
        }
    }

    @Test
    void whatNeedsTheImageAsAWholeIsNotDoneInTiles() {
        ExplainOptions usual = ExplainOptions.DEFAULT.withClasses(List.of("b"));
        for (ExplainOptions options : List.of(
                usual.withMethod(Method.EIGEN_CAM),
                usual.withMethod(Method.SALIENCY),
                usual.withSmoothing(true),
                usual.withLayers(List.of("d", "u1")),
                // Which class has most pixels is known of the whole alone.
                ExplainOptions.DEFAULT)) {
            try (Explainer explainer = Explainer.open(model(), options, Device.CPU)) {
                assertThat(explainer.hasStrips()).isFalse();
            }
        }
    }

    @Test
    void whoCancelsIsHeardBetweenTiles() {
        ExplainOptions options = ExplainOptions.DEFAULT.withClasses(List.of("b"));
        double[] reached = {0};
        Monitor monitor = Monitor.of((fraction, message) -> reached[0] = fraction, () -> reached[0] > 0.3);
        try (Explainer explainer = Explainer.open(model(), options, Device.CPU)) {
            assertThatThrownBy(() -> explainer.explain(ImageRows.of(IMAGE), SIDE, ColorMap.JET, monitor))
                    .isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void tilesCoverALengthAndSeeFarEnough() {
        Input input = Input.tiled(Color.GRAY, 10, 8);
        List<TileCut> cuts = TileCut.along(400, input, 120, 10);

        assertThat(cuts.get(0)).isEqualTo(new TileCut(0, 96, 0, 72));
        assertThat(cuts.get(1)).isEqualTo(new TileCut(48, 168, 72, 144));
        assertThat(cuts.get(cuts.size() - 1).to()).isEqualTo(400);
        assertThat(cuts.get(cuts.size() - 1).end()).isEqualTo(400);
        // Where nothing is differentiated there is less to be seen.
        assertThat(TileCut.along(400, input, 120, 0)).element(1).isEqualTo(new TileCut(72, 192, 88, 176));
    }

    private static Model model() {
        Graph graph = Nets.randomEncoderDecoder(3);
        ReceptiveField field = ReceptiveField.of(graph, "y");
        Card card = Card.of(
                "random",
                Task.SEGMENTATION,
                List.of("a", "b", "c"),
                Input.tiled(Color.RGB, field.radius(), field.multiple()),
                OutputValues.PROBABILITIES);
        return Model.of(graph).withCard(card);
    }
}
