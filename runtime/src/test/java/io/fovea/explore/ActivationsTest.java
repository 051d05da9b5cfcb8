package io.fovea.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.TinyClassifier;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Nets;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationsTest {
    private static final ModelLayer LAYER = new ModelLayer("layer", "Conv", "v", "v", "v");

    @ParameterizedTest
    @EnumSource(Layout.class)
    void areWhatTheModelCutAtTheLayerAnswers(Layout layout) {
        Model model = TinyClassifier.of(16, layout);
        Image image = Nets.noise(16, 16, 1, 5);
        try (Activations activations = Activations.open(model, "", Device.CPU)) {
            for (FeatureMaps maps : activations.of(image, Cancellation.NONE).maps()) {
                float[] expected = cut(model, maps.layer().activation(), image, 16, 16);
                assertThat(maps.stack().planes()).hasSize(maps.channels());
                for (int c = 0; c < maps.channels(); c++) {
                    int size = maps.width() * maps.height();
                    assertThat(maps.channel(c)).containsExactly(Arrays.copyOfRange(expected, c * size, (c + 1) * size));
                }
            }
        }
    }

    @Test
    void channelsThatLieLastAreTakenApart() {
        Model model = TinyClassifier.of(16, Layout.NCHW);
        Image image = Nets.noise(16, 16, 1, 5);
        try (Activations activations = Activations.open(model, "second,turned", Device.CPU)) {
            List<FeatureMaps> maps = activations.of(image, Cancellation.NONE).maps();
            assertThat(maps.get(1).channels()).isEqualTo(4);
            assertThat(maps.get(1).channel(2)).containsExactly(maps.get(0).channel(2));
        }
    }

    @Test
    void silentChannelsAreCounted() {
        try (Activations activations = Activations.open(TinyClassifier.of(16, Layout.NCHW), "first/Conv", Device.CPU)) {
            FeatureMaps maps = activations
                    .of(Nets.noise(16, 16, 1, 5), Cancellation.NONE)
                    .maps()
                    .get(0);
            assertThat(maps.isSilent(5)).isTrue();
            assertThat(maps.isSilent(0)).isFalse();
            assertThat(maps.silent()).isEqualTo(1);
        }
    }

    @Test
    void anImageOfAnotherSizeGivesMapsOfItsOwnInAFreeModel() {
        try (Activations activations = Activations.open(TinyClassifier.of(-1, Layout.NCHW), "pool", Device.CPU)) {
            FeatureMaps maps = activations
                    .of(Nets.noise(30, 20, 1, 5), Cancellation.NONE)
                    .maps()
                    .get(0);
            assertThat(List.of(maps.width(), maps.height())).containsExactly(15, 10);
        }
    }

    @Test
    void anImageIsResizedToASizeThatTheModelTakesAsForUse() {
        Model free = TinyClassifier.of(-1, Layout.NCHW);
        Input eights = Input.tiled(Color.GRAY, 0, 8).withFit(Fit.RESIZE);
        Model model = free.withCard(Card.of(
                "eights",
                Task.CLASSIFICATION,
                free.card().labels(),
                eights,
                free.card().activation()));
        Image image = Nets.noise(30, 20, 1, 5);
        try (Activations activations = Activations.open(model, "pool", Device.CPU)) {
            Activations.Result result = activations.of(image, Cancellation.NONE);
            FeatureMaps expected = activations
                    .of(image.resized(32, 24), Cancellation.NONE)
                    .maps()
                    .get(0);
            assertThat(List.of(result.width(), result.height())).containsExactly(32, 24);
            assertThat(result.maps().get(0).channel(1)).containsExactly(expected.channel(1));
        }
    }

    @Test
    void aMontageIsNormalisedPerChannelSixteenInARow() {
        float[] values = new float[18 * 64 * 64];
        Arrays.fill(values, 64 * 64, 2 * 64 * 64, 3);
        for (int i = 2 * 64 * 64; i < values.length; i++) {
            values[i] = i % 2 == 0 ? 10 : 20;
        }
        Image montage = new FeatureMaps(LAYER, 18, 64, 64, FloatBuffer.wrap(values)).montage();
        assertThat(montage.toString()).isEqualTo("1039x129 RGB 8-bit");
        int[] viridis = Coloring.VIRIDIS.table();
        assertThat(color(montage, 0, 0)).isEqualTo(viridis[0]);
        assertThat(color(montage, 64, 0)).isEqualTo(0xffffff);
        assertThat(color(montage, 65, 0)).isEqualTo(viridis[128]);
        assertThat(color(montage, 130, 0)).isEqualTo(viridis[64]);
        assertThat(color(montage, 131, 0)).isEqualTo(viridis[192]);
        assertThat(color(montage, 1038, 128)).isEqualTo(0xffffff);
    }

    @Test
    void oneChannelIsDrawnLargeFromItsLowestValueToItsHighest() {
        FeatureMaps maps = new FeatureMaps(LAYER, 2, 2, 2, FloatBuffer.wrap(new float[] {9, 9, 9, 9, -1, 0, 1, 3}));

        Image large = maps.large(1);

        assertThat(large.height()).isEqualTo(512);
        assertThat(large.width()).isGreaterThan(512 + 12);
        int[] viridis = Coloring.VIRIDIS.table();
        assertThat(color(large, 0, 0)).isEqualTo(viridis[0]);
        assertThat(color(large, 511, 511)).isEqualTo(viridis[255]);
        assertThat(color(large, 0, 511)).isEqualTo(viridis[128]);
        assertThat(color(large, 518, 200)).isEqualTo(0xffffff);
        assertThat(color(large, 524, 0)).isEqualTo(viridis[255]);
        assertThatThrownBy(() -> maps.large(2)).hasMessageContainingAll("channels 0..1", "no 2");
    }

    @Test
    void mapsOfOnePixelAreBars() {
        float[] values = {0, 1, -1, 2};
        Image bars = new FeatureMaps(LAYER, 4, 1, 1, FloatBuffer.wrap(values)).montage();
        assertThat(bars.toString()).isEqualTo("24x96 RGB 8-bit");
        assertThat(color(bars, 18, 0)).isNotEqualTo(0xffffff);
        assertThat(color(bars, 6, 0)).isEqualTo(0xffffff);
        assertThat(color(bars, 12, 95)).isNotEqualTo(0xffffff);
    }

    @Test
    void whatFilledTheInputUpIsCutOff() {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        FeatureMaps kept = new FeatureMaps(LAYER, 2, 2, 3, FloatBuffer.wrap(values)).cropped(0.6, 0.5);
        assertThat(kept.channel(0)).containsExactly(1, 2);
        assertThat(kept.channel(1)).containsExactly(7, 8);
    }

    @Test
    void aStackIsReadBackAsItWas(@TempDir Path folder) {
        float[] values = {1.5f, -2, Float.MAX_VALUE, 0, 1e-30f, 6, 7, 8, 9, 10, 11, 12};
        Path file = folder.resolve("stack.tif");
        new FeatureMaps(LAYER, 2, 2, 3, FloatBuffer.wrap(values)).stack().write(file);
        List<Image> pages = Image.readPages(file);
        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).toString()).isEqualTo("3x2 grey 32-bit");
        assertThat(pages.get(0).floats()).containsExactly(Arrays.copyOf(values, 6));
        assertThat(pages.get(1).floats()).containsExactly(Arrays.copyOfRange(values, 6, 12));
    }

    @Test
    void whatIsWrongIsSaid() {
        Model model = TinyClassifier.of(16, Layout.NCHW);
        assertThatThrownBy(() -> Activations.open(model, "nothing", Device.CPU))
                .hasMessageContainingAll("'nothing'", "first, pool");
        try (Activations activations = Activations.open(model, "", Device.CPU)) {
            assertThatThrownBy(() -> activations.of(Nets.noise(16, 16, 1, 5), () -> true))
                    .isInstanceOf(CancelledException.class);
            Image hole = Image.gray32(2, 2, new float[] {1, 2, Float.NaN, 4});
            assertThatThrownBy(() -> activations.of(hole, Cancellation.NONE)).hasMessageContaining("at x = 0, y = 1");
        }
        try (Activations activations = Activations.open(model, "gain", Device.CPU)) {
            assertThat(activations).isNull();
        } catch (FoveaException e) {
            assertThat(e).hasMessageContaining("'gain'");
        }
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({"squeezenet-fp16, 64, 111", "cifar10-nhwc-medium, 16, 15"})
    void foreignModels(String name, int channels, int size) {
        Model model = Model.read(SharedData.path("onnx/models/" + name + ".onnx"));
        try (Activations activations = Activations.open(model, "", Device.CPU)) {
            List<FeatureMaps> maps = activations
                    .of(Nets.noise(300, 200, 3, 5), Cancellation.NONE)
                    .maps();
            assertThat(maps.get(0).channels()).isEqualTo(channels);
            assertThat(maps.get(0).width()).isEqualTo(size);
            assertThat(maps).allMatch(one -> one.silent() < one.channels());
        }
    }

    private static int color(Image image, int x, int y) {
        return (int) image.value(x, y, 0) << 16 | (int) image.value(x, y, 1) << 8 | (int) image.value(x, y, 2);
    }

    private static float[] cut(Model model, String value, Image image, int width, int height) {
        Graph part = model.graph().cut(List.of("x"), List.of(value));
        FloatTensor tensor = FloatTensor.allocate(model.card().input().shape(width, height));
        model.card().input().preparation().fill(image, width, height, tensor.data());
        try (Session session = Session.open(part.toBytes(), Device.CPU)) {
            return session.run(Map.of("x", tensor), Cancellation.NONE)
                    .get(value)
                    .toArray();
        }
    }
}
