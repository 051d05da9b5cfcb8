package io.fovea.task;

import static io.fovea.task.Painters.bent;
import static io.fovea.task.Painters.card;
import static io.fovea.task.Painters.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.Normalisation;
import io.fovea.image.Origin;
import io.fovea.image.Stretch;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeTransformTest {
    private static final int TILE = 48 * 48;
    private static final Normalisation STRETCHED =
            new Normalisation(1 / 255f, new float[] {0.5f}, new float[] {0.2f}, Stretch.ALL, 1, 99);

    @TempDir
    Path folder;

    @Test
    void stripsOfAnEnlargingNetworkAreTheWholeImages() throws IOException {
        Model model = Model.of(Nets.randomEnlarging(3, -1, 5));
        Model stretched = model.withCard(card(model.card().input().withNormalisation(STRETCHED)));
        Image image = Nets.noise(131, 107, 1, 7);

        for (Model each : List.of(model, stretched)) {
            Image made = sameInStrips(each, image);
            assertThat(made.width()).isEqualTo(393);
            assertThat(made.height()).isEqualTo(321);
        }
    }

    @Test
    void depthAndColourAreThoseOfTheWholeImage() throws IOException {
        Model grey = Model.of(Nets.randomEnlarging(2, -1, 6));
        Image noise = Nets.noise(90, 101, 1, 8);
        short[] deep = new short[noise.bytes().length];
        float[] real = new float[deep.length];
        IntStream.range(0, deep.length).forEach(i -> {
            deep[i] = (short) (700 + 90 * (noise.bytes()[i] & 0xff));
            real[i] = (noise.bytes()[i] & 0xff) / 300f - 0.2f;
        });
        real[7000] = Float.NaN;

        assertThat(sameInStrips(grey, Image.gray16(90, 101, deep)).depth()).isEqualTo(Image.Depth.FLOAT32);
        assertThat(sameInStrips(grey, Image.gray32(90, 101, real)).depth()).isEqualTo(Image.Depth.FLOAT32);
        for (Color color : List.of(Color.RGB, Color.BGR)) {
            Model negative = Model.of(bent("Neg", 1, 255)).withCard(card(Input.tiled(color, 0, 1)));
            Image photo = Nets.noise(90, 101, 3, 9);
            Image made = sameInStrips(negative, photo);
            assertThat(made.isColor()).isTrue();
            assertThat(made.value(17, 83, 2)).isEqualTo(255 - photo.value(17, 83, 2));
        }
    }

    @Test
    void whatIsDoneInStripsForWantOfMemoryHasTheFilesOfTheWholeImage() {
        Model model = Model.of(Nets.randomEnlarging(2, -1, 6));
        Image image = Nets.noise(90, 101, 1, 8);
        try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU, TILE)) {
            Outcome whole =
                    Jobs.TRANSFORM.outcome(transformer.transform(image, Monitor.NONE), image, JobSettings.USUAL);
            LargeImage large = new LargeImage(ImageRows.of(image), List.of(), true);
            Outcome strips = TransformJob.inStrips(transformer, large, TILE, Monitor.NONE)
                    .outcome();

            assertThat(strips.pictures()).isEqualTo(whole.pictures()).containsOnlyKeys("-enlarging.png");
            assertThat(strips.documents()).isEmpty();
            assertThat(strips.findings().notes()).isEmpty();
        }
    }

    /** The brightness of a colour image is enlarged by itself, and stains are written a page each: that wants all of them. */
    @Test
    void whatNeedsTheWholeImageIsDoneAtOnce() {
        Model enlarging = Model.of(Nets.randomEnlarging(2, -1, 6));
        Model sized = Model.of(plain(1, 8, "Identity")).withCard(card(Input.resized(8, 8, Color.GRAY)));
        Image grey = Nets.noise(90, 101, 1, 8);

        assertThat(isInStrips(enlarging, grey)).isTrue();
        assertThat(isInStrips(enlarging, Nets.noise(90, 101, 3, 8))).isFalse();
        assertThat(isInStrips(sized, grey)).isFalse();
    }

    @Test
    void valuesThatAreNoNumbersAreRefusedAndACancelledRunEnds() {
        var graph = plain(1, -1, "Conv");
        graph.put("w", Tensor.of(new float[] {Float.NaN}, 1, 1, 1, 1));
        graph.put("b", Tensor.of(0f));
        Model none = Model.of(Painters.conv(graph)).withCard(card(Input.tiled(Color.GRAY, 0, 1)));
        LargeImage large = LargeImage.of(ImageRows.of(Nets.noise(90, 101, 1, 8)));
        try (ImageTransformer transformer = ImageTransformer.open(none, Device.CPU, TILE)) {
            assertThatThrownBy(() -> TransformJob.inStrips(transformer, large, TILE, Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("no numbers");
        }
        Model model = Model.of(Nets.randomEnlarging(2, -1, 6));
        AtomicInteger asked = new AtomicInteger();
        try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU, TILE)) {
            Monitor impatient = new Monitor() {
                @Override
                public void report(double fraction, String step) {}

                @Override
                public boolean isCancelled() {
                    return asked.incrementAndGet() > 3;
                }
            };
            assertThatThrownBy(() -> TransformJob.inStrips(transformer, large, TILE, impatient))
                    .isInstanceOf(CancelledException.class);
        }
    }

    private static boolean isInStrips(Model model, Image image) {
        try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU, TILE)) {
            return Jobs.TRANSFORM
                    .inStrips(
                            transformer,
                            LargeImage.of(ImageRows.of(image)),
                            Surroundings.of(image),
                            JobSettings.USUAL,
                            Monitor.NONE)
                    .isPresent();
        }
    }

    /** What is written of it, in several strips of tiles, which is that of the whole image. */
    private Image sameInStrips(Model model, Image image) throws IOException {
        try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU, TILE)) {
            Image whole = transformer.transform(image, Monitor.NONE).image();
            Outcome strips = TransformJob.inStrips(transformer, LargeImage.of(ImageRows.of(image)), TILE, Monitor.NONE)
                    .outcome();
            assertThat(strips.pictures()).isEmpty();
            assertThat(strips.findings().rows()).containsExactly(List.of(whole.width(), whole.height()));
            assertThat(strips.documents()).hasSize(1);
            Path file = folder.resolve("a b.tif");
            try (OutputStream out = Files.newOutputStream(file)) {
                strips.documents().values().iterator().next().writeTo(out, "µ.tif");
            }
            Image made = Image.read(file);
            assertThat(made).isEqualTo(whole);
            assertThat(Origin.of(file)).contains("µ.tif");
            strips.documents().values().forEach(ImageDocument::close);
            assertThatThrownBy(() ->
                            strips.documents().values().iterator().next().writeTo(OutputStream.nullOutputStream(), ""))
                    .isInstanceOf(IOException.class);
            return made;
        }
    }
}
