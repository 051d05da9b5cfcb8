package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.TestTiff;
import io.fovea.model.Input;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a file a model is given: page by page, or its channels together. */
class FileImagesTest {
    private static final Input GRAY = Input.tiled(Color.GRAY, 0, 1);
    private static final String OME = "<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'><Image><Pixels"
            + " DimensionOrder='XYZCT' SizeC='3' SizeZ='2' SizeT='1' Type='uint16'><Channel Name='GFP'/>"
            + "<Channel Name='DAPI'/><Channel Name='Cy5'/><TiffData/></Pixels></Image></OME>";

    @TempDir
    Path folder;

    /** Pages whose values are 10 times the page's number, from 1, and the sample's. */
    private Path stack(String description, int pages, int samples) {
        List<TestTiff.Values> values = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            int value = 10 * page;
            values.add((x, y, s) -> value + s);
        }
        return new TestTiff(2, 1)
                .bits(16, 1)
                .samples(samples)
                .description(description)
                .write(folder.resolve("a.tif"), values);
    }

    private static String imageJ(int channels, int slices, int frames) {
        return "ImageJ=1.54p\nimages=%d\nchannels=%d\nslices=%d\nframes=%d\nhyperstack=true\n"
                .formatted(channels * slices * frames, channels, slices, frames);
    }

    private static Input stains(int count, String... names) {
        return GRAY.withChannels(count, List.of(names));
    }

    /** The images of a file: suffix, then the values of the first pixel. */
    private static List<String> images(Path file, PageChoice choice) {
        List<String> found = new ArrayList<>();
        try (FileImages images = FileImages.open(file, choice)) {
            for (int i = 0; i < images.size(); i++) {
                Image image = images.read(i);
                StringBuilder words = new StringBuilder(images.suffix(i) + ":");
                for (int c = 0; c < image.channels(); c++) {
                    words.append(String.format(Locale.ROOT, " %.0f", image.value(0, 0, c)));
                }
                found.add(words.toString());
            }
        }
        return found;
    }

    private static PageChoice choice(String channel, Input input) {
        return PageChoice.parse(channel, "", "").feeding(input);
    }

    @Test
    void theChannelsOfASliceAndFrameGoInTogether() {
        Path file = stack(imageJ(2, 3, 1), 6, 1);

        assertThat(images(file, choice("", stains(2))))
                .containsExactly("-z0001: 10 20", "-z0002: 30 40", "-z0003: 50 60");
        assertThat(images(file, PageChoice.parse("2,1", "2-3", "").feeding(stains(2))))
                .containsExactly("-z0002: 40 30", "-z0003: 60 50");
        assertThat(images(file, choice("1,1", stains(2)))).contains("-z0001: 10 10");
    }

    @Test
    void aModelOfOneOrOfColoursTakesPageByPage() {
        Path file = stack(imageJ(2, 1, 2), 4, 1);

        for (Input input : List.of(GRAY, Input.tiled(Color.RGB, 0, 1))) {
            assertThat(images(file, choice("", input)))
                    .containsExactly("-c1-t0001: 10", "-c2-t0001: 20", "-c1-t0002: 30", "-c2-t0002: 40");
            assertThat(images(file, choice("2", input))).containsExactly("-c2-t0001: 20", "-c2-t0002: 40");
        }
    }

    @Test
    void severalValuesOfAPixelAreChannelsAsWell() {
        Path file = stack("", 1, 3);

        assertThat(images(file, choice("", stains(3)))).containsExactly(": 10 11 12");
        assertThat(images(file, choice("3,1", stains(2)))).containsExactly(": 12 10");
        assertThat(images(file, choice("", GRAY))).containsExactly("-c1: 10", "-c2: 11", "-c3: 12");
        assertThat(images(stack("", 2, 2), choice("", stains(2)))).containsExactly("-z0001: 10 11", "-z0002: 20 21");
    }

    @Test
    void namesSayWhichIsWhich() {
        Path file = stack(OME, 6, 1);

        // Planes lie slice by slice: GFP is 10 and 20, DAPI 30 and 40, Cy5 50 and 60.
        assertThat(images(file, choice("", stains(2, "DAPI", "gfp"))))
                .containsExactly("-z0001: 30 10", "-z0002: 40 20");
        assertThat(images(file, choice("", stains(3)))).containsExactly("-z0001: 10 30 50", "-z0002: 20 40 60");
        assertThat(images(file, choice("cy5,DAPI", stains(2)))).contains("-z0001: 50 30");
        assertThat(images(file, choice("DAPI", GRAY))).containsExactly("-c2-z0001: 30", "-c2-z0002: 40");
        assertRefused(
                file,
                choice("", stains(2, "DAPI", "mCherry")),
                "'%s' calls its channels GFP, DAPI, Cy5, the model"
                        + " takes DAPI, mCherry; say which with --channel (channel= in macros).");
        assertRefused(file, choice("Hoechst", GRAY), "'%s' has no channel 'Hoechst'; it has GFP, DAPI, Cy5.");
    }

    @Test
    void numbersAreNoNames() {
        String ome = OME.replace("GFP", "Channel 1").replace("DAPI", "C:2").replace("Cy5", "3");

        assertThat(images(stack(ome, 6, 1), choice("", stains(3, "DAPI", "GFP", "Cy5"))))
                .contains("-z0001: 10 30 50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|5|'%s' has 2 channels, the model takes 5 channels; say which with --channel (channel= in macros).",
                "1|2|1 channel is chosen of '%s', and the model takes 2 channels.",
                "1,2,1|2|3 channels are chosen of '%s', and the model takes 2 channels.",
                "1,3|2|'%s' has no channel 3; it has channels 1 to 2.",
                "GFP|2|'%s' has no channel 'GFP'; it does not name its channels: choose by number.",
            })
    void whatDoesNotFitIsSaid(String channel, int wanted, String sentence) {
        Path file = stack(imageJ(2, 3, 1), 6, 1);

        assertRefused(file, choice(channel == null ? "" : channel, stains(wanted)), sentence);
    }

    @Test
    void pagesOfNothingButSlicesHaveOneChannel() {
        assertRefused(
                stack("", 2, 1),
                choice("", stains(2)),
                "'%s' has 1 channel, the model takes 2 channels; say which with --channel (channel= in macros).");
    }

    @Test
    void ofAColourPictureChannelsAreTakenOnlyWhereAskedFor() {
        Path file = folder.resolve("a.png");
        Image.rgb8(1, 1, new byte[] {1, 2, 3}).write(file);

        assertThat(images(file, choice("", stains(3)))).containsExactly(": 1 2 3");
        assertThat(images(file, choice("3,1", stains(2)))).containsExactly(": 3 1");
        assertThat(images(file, choice("green,blue", stains(2)))).containsExactly(": 2 3");
        assertThat(images(file, choice("", stains(2)))).containsExactly(": 1 2 3"); // which the model refuses
    }

    @Test
    void aFolderIsSegmentedByBothStains() {
        Path in = folder.resolve("in");
        assertThat(in.toFile().mkdir()).isTrue();
        byte[] pixels = new byte[2 * 4 * 4];
        for (int i = 0; i < 16; i++) {
            pixels[2 * i] = (byte) (i % 4 < 2 ? 200 : 0); // the left half
            pixels[2 * i + 1] = (byte) (i / 4 < 2 ? 200 : 0); // the upper half
        }
        Image.channels8(4, 4, 2, pixels).write(in.resolve("both.tif"));
        Image.rgb8(4, 4, new byte[48]).write(in.resolve("photo.png"));
        Path out = folder.resolve("out");

        try (Segmenter segmenter = Segmenter.open(Nets.thresholdChannels(300, List.of(), 1, 1), Device.CPU)) {
            Report<FolderJob.Row> report = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL)
                    .run(Inputs.find(List.of(in.toString())), out, Monitor.NONE);

            assertThat(report.rows()).singleElement().satisfies(row -> {
                assertThat(row.image()).isEqualTo("both.tif");
                assertThat(row.findings().number("dark_fraction")).hasValue(0.75);
                assertThat(row.findings().number("bright_fraction")).hasValue(0.25);
            });
            assertThat(report.failures()).singleElement().satisfies(failure -> assertThat(failure.sentence())
                    .contains("The image is RGB, a colour picture, and the model takes 2 channels"));
        }
        // The eye sees red and green, and yellow where both are.
        Image overlay = Image.read(out.resolve("both-overlay.png"));
        assertThat(overlay.isColor()).isTrue();
        assertThat(overlay.value(3, 0, 1)).isEqualTo(255);
        assertThat(overlay.value(0, 3, 0)).isEqualTo(255);
    }

    private static void assertRefused(Path file, PageChoice choice, String sentence) {
        assertThatThrownBy(() -> FileImages.open(file, choice))
                .isInstanceOf(FoveaException.class)
                .hasMessage(sentence.formatted(file));
    }
}
