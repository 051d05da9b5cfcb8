package io.fovea.cli.benchmark;

import static io.fovea.Correlations.correlation;
import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.cli.benchmark.TorchMaps.Points;
import io.fovea.cli.benchmark.TorchMaps.Weighing;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.method.Method;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the methods are measured against does the same. */
class TorchMapsTest {
    private static final Model MODEL = ModelLibrary.find("digits");
    private static final Image IMAGE =
            Image.read(Checkout.file("test-images/digits/font-7.png")).resized(28, 28);

    private static TorchMaps maps;

    @BeforeAll
    static void bind() {
        maps = TorchMaps.of(MODEL, IMAGE);
    }

    @AfterAll
    static void close() {
        maps.close();
    }

    private static Explanation ours(String method) {
        try (Explainer explainer =
                Explainer.open(MODEL, ExplainOptions.DEFAULT.withMethod(Method.parse(method)), Device.CPU)) {
            return explainer.explain(IMAGE, Monitor.NONE).get(0);
        }
    }

    @Test
    void theSameClassIsExplained() {
        assertThat(MODEL.card().label(maps.top())).isEqualTo(ours("saliency").label());
    }

    @ParameterizedTest
    @CsvSource({
        "saliency, ITSELF, 1, false",
        "input-x-gradient, ITSELF, 1, true",
        "integrated-gradients, STEPS, 50, true"
    })
    void gradientsOfPixelsMakeTheSameMaps(String method, Points points, int count, boolean times) {
        float[] map = maps.ofPixels(points, count, times);

        assertThat(correlation(map, ours(method).map().raw().floats())).isGreaterThan(0.999);
    }

    @ParameterizedTest
    @CsvSource({
        "grad-cam, GRAD_CAM, 0",
        "grad-cam++, GRAD_CAM_PLUS_PLUS, 0",
        "hirescam, HIRES_CAM, 0",
        "layercam, LAYER_CAM, 0",
        "xgrad-cam, XGRAD_CAM, 0",
        "finer-cam, GRAD_CAM, 3",
        "eigen-cam, EIGEN_CAM, 0"
    })
    void gradientsOfTheLayerMakeTheSameMaps(String method, Weighing weighing, int others) {
        float[] map = maps.ofLayer(weighing, others);

        assertThat(correlation(map, ours(method).map().heat().floats())).isGreaterThan(0.99);
    }

    @Test
    void everyMethodHasAnotherSideOrAReason() {
        assertThat(Method.all()).allMatch(MethodRows::isAnswered);
    }

    @Test
    void passesAreOfWhole() {
        assertThat(List.of(maps.passes(3), maps.passes(11))).allMatch(Double::isFinite);
    }
}
