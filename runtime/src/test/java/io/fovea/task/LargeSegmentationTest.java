package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.PixelSize;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.model.Trust;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeSegmentationTest {
    private static final int TILE = 72 * 72;

    @TempDir
    Path folder;

    /** Strips of 72 rows and less, in which nearly all objects of the lower scales end in another one than they began in. */
    @ParameterizedTest
    @CsvSource({"8, UINT8, 20", "8, UINT8, 0", "30, UINT8, 200", "8, UINT16, 20", "8, FLOAT32, 20", "3, UINT8, 5"})
    void stripsGiveWhatTheWholeImageGives(int scale, Image.Depth depth, int minSize) throws IOException {
        Image image = deep(blobs(scale), depth);
        JobSettings settings = JobSettings.USUAL.with(SegmentJob.MIN_SIZE, minSize);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            Outcome whole =
                    Jobs.SEGMENT.outcome(segmenter.segment(image, Monitor.NONE), image, around(image), settings);
            Outcome strips = inStrips(segmenter, image, settings);

            assertThat(whole.findings().number("objects").orElseThrow()).isGreaterThan(3);
            assertThat(strips.findings().rows()).isEqualTo(whole.findings().rows());
            assertThat(strips.findings().columns()).isEqualTo(whole.findings().columns());
            assertThat(strips.details()).isEqualTo(whole.details());
            assertThat(written(strips, "-labels.tif"))
                    .isEqualTo(whole.pictures().get("-labels.png"));
            assertThat(written(strips, "-trimap.tif"))
                    .isEqualTo(whole.pictures().get("-trimap.png"));
            assertThat(bytes(strips, "-rois.zip")).isEqualTo(bytes(whole, "-rois.zip"));
            // It is small enough to be drawn as it is.
            assertThat(strips.pictures().get("-overlay.png"))
                    .isEqualTo(whole.pictures().get("-overlay.png"));
        }
    }

    /** What the files are called, and what is in them, is the same with little memory as with much. */
    @Test
    void whatIsDoneInStripsForWantOfMemoryHasTheFilesOfTheWholeImage() throws IOException {
        Image image = blobs(8);
        ImageRows rows = ImageRows.of(image);
        LargeImage large = new LargeImage(rows, List.of(rows), true);
        for (Model model : List.of(Nets.thresholdTrimap(), Nets.thresholdChannels(120, List.of(), 1))) {
            try (Segmenter segmenter = Segmenter.open(model, Device.CPU, TILE)) {
                Outcome whole = Jobs.SEGMENT.outcome(
                        segmenter.segment(image, Monitor.NONE), image, around(image), JobSettings.USUAL);
                Outcome strips = LargeSegmentation.of(segmenter, large, around(image), JobSettings.USUAL)
                        .orElseThrow()
                        .run(TILE, Monitor.NONE)
                        .outcome();

                assertThat(strips.findings().rows()).isEqualTo(whole.findings().rows());
                assertThat(strips.details()).isEqualTo(whole.details());
                assertThat(List.copyOf(strips.pictures().entrySet()))
                        .isEqualTo(List.copyOf(whole.pictures().entrySet()));
                assertThat(strips.documents()).containsOnlyKeys("-rois.zip");
                assertThat(bytes(strips, "-rois.zip")).isEqualTo(bytes(whole, "-rois.zip"));
            }
        }
    }

    @Test
    void ofAModelThatTellsNoObjectsApartTheClassesAreWritten() throws IOException {
        Image image = blobs(8);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdChannels(120, List.of(), 1), Device.CPU, TILE)) {
            Outcome whole = Jobs.SEGMENT.outcome(
                    segmenter.segment(image, Monitor.NONE), image, around(image), JobSettings.USUAL);
            Outcome strips = inStrips(segmenter, image, JobSettings.USUAL);

            assertThat(strips.findings().rows()).isEqualTo(whole.findings().rows());
            assertThat(written(strips, "-labels.tif"))
                    .isEqualTo(whole.pictures().get("-labels.png"));
            assertThat(strips.documents()).containsOnlyKeys("-labels.tif");
        }
    }

    /** Of colours each is measured, and so is a channel that the model is not given. */
    @Test
    void everyChannelOfThePlaceIsMeasured() {
        Image grey = blobs(8);
        Image other = Nets.noise(grey.width(), grey.height(), 1, 5);
        byte[] colors = new byte[3 * grey.bytes().length];
        IntStream.range(0, colors.length).forEach(i -> colors[i] = (byte) ((grey.bytes()[i / 3] & 0xff) / (1 + i % 2)));
        Image color = Image.rgb8(grey.width(), grey.height(), colors);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            for (List<Image> channels : List.of(List.of(color), List.of(other, grey))) {
                Image given = channels.get(channels.size() - 1);
                Surroundings around = around(channels.stream()
                        .flatMap(each -> Surroundings.of(each).channels().stream())
                        .toList());
                ImageRows own = ImageRows.of(given);
                LargeImage large = new LargeImage(
                        own,
                        channels.stream()
                                .map(each -> each == given ? own : ImageRows.of(each))
                                .toList());
                Details whole = Jobs.SEGMENT
                        .outcome(segmenter.segment(given, Monitor.NONE), given, around, JobSettings.USUAL)
                        .details();

                assertThat(whole.columns()).contains("mean_2");
                assertThat(LargeSegmentation.of(segmenter, large, around, JobSettings.USUAL)
                                .orElseThrow()
                                .run(TILE, Monitor.NONE)
                                .outcome()
                                .details())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void whoCancelsIsHeardBetweenStrips() {
        Image image = blobs(8);
        AtomicBoolean enough = new AtomicBoolean();
        Monitor monitor = Monitor.of((fraction, message) -> enough.set(fraction > 0.4), enough::get);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            LargeSegmentation large = LargeSegmentation.of(
                            segmenter, LargeImage.of(ImageRows.of(image)), around(image), JobSettings.USUAL)
                    .orElseThrow();

            assertThatThrownBy(() -> large.run(TILE, monitor)).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void whatIsNotWantedIsLeftOut() throws IOException {
        Image image = blobs(8);
        JobSettings few = JobSettings.USUAL.with(SegmentJob.NO_OBJECTS, 1).with(SegmentJob.NO_ROIS, 1);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            Outcome strips = inStrips(segmenter, image, few);
            LabelMap whole = segmenter.segment(image, Monitor.NONE).instances(Segmentation.DEFAULT_MIN_SIZE);

            assertThat(strips.details()).isEqualTo(Details.NONE);
            assertThat(strips.documents()).containsOnlyKeys("-labels.tif", "-trimap.tif");
            assertThat(written(strips, "-labels.tif")).isEqualTo(whole.toImage());
        }
    }

    /** Another scale and QuPath's file need the image as a whole. */
    @Test
    void whatNeedsTheWholeImageIsNotDoneInStrips() {
        Image image = blobs(8);
        LargeImage large = LargeImage.of(ImageRows.of(image));
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            for (JobSettings whole : List.of(
                    JobSettings.USUAL.with(SegmentJob.GEOJSON, 1), JobSettings.USUAL.with(SegmentJob.SCALE, 0.5))) {
                assertThat(Jobs.SEGMENT.inStrips(segmenter, large, around(image), whole, Monitor.NONE))
                        .isEmpty();
            }
        }
    }

    @Test
    void aVeryLowImageHasAnOverlay() throws IOException {
        Image image = Image.gray8(7000, 2, new byte[14_000]);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            Outcome strips = inStrips(segmenter, image, JobSettings.USUAL);

            assertThat(strips.pictures().get("-overlay.png")).hasToString("3500x1 RGB 8-bit");
            assertThat(written(strips, "-labels.tif")).isEqualTo(Image.gray16(7000, 2, new short[14_000]));
        }
    }

    @Test
    void anImageWithoutObjectsHasLabelsAndNoRows() throws IOException {
        Image image = Image.gray8(200, 150, new byte[200 * 150]);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            Outcome strips = inStrips(segmenter, image, JobSettings.USUAL);

            assertThat(strips.findings().number("objects")).hasValue(0);
            assertThat(strips.details().rows()).isEmpty();
            assertThat(written(strips, "-labels.tif")).isEqualTo(Image.gray16(200, 150, new short[200 * 150]));
        }
    }

    /** Where the disk holds them, too, and where the memory alone is small. */
    @Test
    void probabilitiesWaitOnTheDiskAndAreThoseOfTheWholeImage() throws IOException {
        Image image = blobs(8);
        ImageRows rows = ImageRows.of(image);
        JobSettings settings = JobSettings.USUAL.with(SegmentJob.PROBABILITIES, 1);
        for (Model model : List.of(Nets.thresholdTrimap(), Nets.thresholdChannels(120, List.of(), 1))) {
            try (Segmenter segmenter = Segmenter.open(model, Device.CPU, TILE)) {
                Outcome whole =
                        Jobs.SEGMENT.outcome(segmenter.segment(image, Monitor.NONE), image, around(image), settings);
                for (boolean isForMemory : List.of(true, false)) {
                    Outcome strips = LargeSegmentation.of(
                                    segmenter,
                                    new LargeImage(rows, List.of(rows), isForMemory),
                                    around(image),
                                    settings)
                            .orElseThrow()
                            .run(TILE, Monitor.NONE)
                            .outcome();

                    assertThat(bytes(strips, "-probabilities.tif")).isEqualTo(bytes(whole, "-probabilities.tif"));
                    strips.documents().values().forEach(ImageDocument::close);
                    assertThatThrownBy(() -> bytes(strips, "-probabilities.tif"))
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    /** Of one class of all, and of classes by themselves. */
    @Test
    void probabilitiesInStripsAreByTheTemperature() throws IOException {
        Image image = blobs(8);
        JobSettings settings = JobSettings.USUAL.with(SegmentJob.PROBABILITIES, 1);
        Model plain = Nets.thresholdTrimap();
        for (Card card : List.of(
                plain.card(),
                plain.card().withTrust(new Trust(2, Optional.empty(), Optional.empty(), 0)),
                Card.of("each", Task.SEGMENTATION, List.of(), plain.card().input(), OutputValues.INDEPENDENT_LOGITS)
                        .withTrust(new Trust(30, Optional.empty(), Optional.empty(), 0)))) {
            try (Segmenter segmenter = Segmenter.open(plain.withCard(card), Device.CPU, TILE)) {
                Segmentation whole = segmenter.segment(image, Monitor.NONE);
                byte[] expected =
                        bytes(Jobs.SEGMENT.outcome(whole, image, around(image), settings), "-probabilities.tif");

                assertThat(bytes(inStrips(segmenter, image, settings), "-probabilities.tif"))
                        .isEqualTo(expected);
            }
        }
    }

    /** In Zarr the chunks and their smaller copies are the same. */
    @Test
    void probabilitiesInZarrAreThoseOfTheWholeImage() throws IOException {
        Image image = blobs(8);
        JobSettings settings =
                JobSettings.USUAL.with(SegmentJob.PROBABILITIES, 1).with(SegmentJob.ZARR, 0.4);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU, TILE)) {
            Outcome whole =
                    Jobs.SEGMENT.outcome(segmenter.segment(image, Monitor.NONE), image, around(image), settings);
            Outcome strips = inStrips(segmenter, image, settings);

            assertThat(strips.folders().keySet()).isEqualTo(whole.folders().keySet());
            assertThat(files(strips, "-probabilities.ome.zarr", "s"))
                    .hasSizeGreaterThan(5)
                    .isEqualTo(files(whole, "-probabilities.ome.zarr", "w"));
        }
    }

    private Map<String, String> files(Outcome outcome, String name, String place) throws IOException {
        Path store = Files.createDirectory(folder.resolve(place));
        outcome.folders().get(name).writeTo(store, "a b.tif");
        outcome.folders().get(name).close();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(store)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(store.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static Outcome inStrips(Segmenter segmenter, Image image, JobSettings settings) {
        LargeImage large = LargeImage.of(ImageRows.of(image));
        return LargeSegmentation.of(segmenter, large, around(image), settings)
                .orElseThrow()
                .run(TILE, Monitor.NONE)
                .outcome();
    }

    private Image written(Outcome outcome, String name) throws IOException {
        Path file = folder.resolve("a b" + name);
        Files.write(file, bytes(outcome, name));
        return Image.read(file);
    }

    private static byte[] bytes(Outcome outcome, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        outcome.documents().get(name).writeTo(out, "a b.tif");
        return out.toByteArray();
    }

    /** Noise, so many times as wide and high: hills and valleys of all heights that hold together in all ways. */
    private static Image blobs(int scale) {
        return Nets.noise(330 / scale, 250 / scale, 1, scale).resized(331, 252);
    }

    private static Image deep(Image image, Image.Depth depth) {
        int size = image.bytes().length;
        return switch (depth) {
            case UINT8 -> image;
            case UINT16 -> {
                short[] values = new short[size];
                IntStream.range(0, size).forEach(i -> values[i] = (short) (700 + 90 * (image.bytes()[i] & 0xff)));
                yield Image.gray16(image.width(), image.height(), values);
            }
            case FLOAT32 -> {
                float[] values = new float[size];
                IntStream.range(0, size).forEach(i -> values[i] = (image.bytes()[i] & 0xff) / 300f - 0.2f);
                values[7000] = Float.NaN;
                yield Image.gray32(image.width(), image.height(), values);
            }
        };
    }

    private static Surroundings around(Image image) {
        return around(Surroundings.of(image).channels());
    }

    private static Surroundings around(List<Image> channels) {
        return new Surroundings() {
            @Override
            public Optional<PixelSize> pixelSize() {
                return Optional.of(PixelSize.of(0.25, 0.25, "µm"));
            }

            @Override
            public List<Image> channels() {
                return channels;
            }

            @Override
            public StackPlace place() {
                return StackPlace.ALONE;
            }
        };
    }
}
