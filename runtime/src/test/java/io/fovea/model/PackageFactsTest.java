package io.fovea.model;

import static io.fovea.bioimage.TestPackages.INPUT_05;
import static io.fovea.bioimage.TestPackages.OUTPUT_05;
import static io.fovea.bioimage.TestPackages.addsOne;
import static io.fovea.bioimage.TestPackages.v05;
import static io.fovea.bioimage.TestPackages.with;
import static io.fovea.bioimage.TestPackages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.bioimage.DescriptionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a package says of its model, key by key, whatever the graph says itself. */
class PackageFactsTest {
    @TempDir
    private Path folder;

    private CardFacts facts(String yaml) throws IOException {
        Path file = write(folder.resolve("net"), yaml, addsOne(1), Map.of()).resolve("bioimageio.yaml");
        return PackageFacts.of(DescriptionReader.read(file), addsOne(1), "net", file);
    }

    @Test
    void everythingThatIsSaidIsTold() throws IOException {
        String fixed = INPUT_05.replaceFirst("size: \\{min: 4, step: 2}", "size: 12")
                .replaceFirst("size: \\{min: 4, step: 2}", "size: 20");

        CardFacts facts = facts(v05(fixed, OUTPUT_05));

        assertThat(facts.values())
                .containsEntry(CardKey.LAYOUT, "nchw")
                .containsEntry(CardKey.CHANNELS, "1")
                .containsEntry(CardKey.COLOR, "gray")
                .containsEntry(CardKey.HEIGHT, "12")
                .containsEntry(CardKey.WIDTH, "20")
                .containsEntry(CardKey.MULTIPLE, "1")
                .containsEntry(CardKey.FIT, "tile")
                .containsEntry(CardKey.HALO, "1")
                .containsEntry(CardKey.NAME, "adds-one")
                .containsEntry(CardKey.LICENSE, "MIT")
                .containsEntry(CardKey.DESCRIPTION, "Adds one to every value.")
                .doesNotContainKeys(CardKey.LABELS, CardKey.TASK, CardKey.CHANNEL_NAMES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[red, green, blue]|rgb|",
                "[R, G, B]|rgb|",
                "[blue, green, red]|bgr|",
                "[b, g, r]|bgr|",
                "[red, green, DAPI]|channels|red,green,DAPI",
                "[blue, green, DAPI]|channels|blue,green,DAPI",
                "[DAPI, green, blue]|channels|DAPI,green,blue",
                "[DAPI, green, red]|channels|DAPI,green,red",
                "[channel0, channel1, channel2]||",
                "[DAPI, GFP]|channels|DAPI,GFP",
                "[c0, c1]|channels|"
            })
    void namesOfChannelsTellWhatTheyShow(String names, String color, String channels) throws IOException {
        CardFacts facts = facts(v05(INPUT_05.replace("[intensity]", names), OUTPUT_05));

        assertThat(facts.value(CardKey.COLOR).orElse(null)).isEqualTo(color);
        assertThat(facts.value(CardKey.CHANNEL_NAMES).orElse(null)).isEqualTo(channels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"denoising|transform", "Denoising|transform", "nuclei|"})
    void tagsTellThatImagesAreAnswered(String tag, String task) throws IOException {
        CardFacts facts = facts(v05(INPUT_05, OUTPUT_05).replace("[adding]", "[first, " + tag + "]"));

        assertThat(facts.value(CardKey.TASK).orElse(null)).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[nucleus, background]|nucleus background",
                "[class 0, rim]|class 0 rim",
                "[class 0, class 1]|",
                "[nucleus]|"
            })
    void channelsOfTheAnswerAreClassesIfTheirNamesSaySomething(String names, String labels) throws IOException {
        CardFacts facts = facts(v05(INPUT_05, OUTPUT_05.replace("[cells]", names)));

        assertThat(facts.value(CardKey.LABELS)
                        .map(text -> text.replace('\n', ' '))
                        .orElse(null))
                .isEqualTo(labels);
    }

    @Test
    void whatIsMeasuredOfTheAnswerIsOfTheWholeImage() throws IOException {
        String measured =
                with(OUTPUT_05, "postprocessing", "- {id: scale_range, kwargs: {axes: [y, x], min_percentile: 1}}");

        CardFacts facts = facts(v05(INPUT_05, measured));

        assertThat(facts.values()).containsEntry(CardKey.FIT, "resize").doesNotContainKey(CardKey.HALO);
    }

    /** Only an answer of the image's size has a halo that is the image's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tensor_id: raw, axis_id: y}, halo: 1|{tensor_id: raw, axis_id: y}, halo: 3|3",
                "halo: 1|halo: 0|",
                "axis_id: y}|axis_id: y, offset: 2}|",
                "id: y, size: {tensor_id|id: y, scale: 2, size: {tensor_id|",
                "type: space, id: x|type: index, id: index|"
            })
    void halosAreThoseOfAnswersAsLargeAsTheImage(String usual, String other, String halo) throws IOException {
        assertThat(OUTPUT_05).contains(usual);

        CardFacts facts = facts(v05(INPUT_05, OUTPUT_05.replace(usual, other)));

        assertThat(facts.value(CardKey.HALO).orElse(null)).isEqualTo(halo);
    }

    /** Bytes, and numbers from 0 to 1 that stand for them, come of images of any depth; what is measured first of any at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: uint8|false|1.0|deep",
                "type: uint8|true|1.0|none",
                "type: float32, range: [0, 255]|false|1.0|deep",
                "type: float32, range: [0, 1]|false|0.003921569|deep",
                "type: float32, range: [0, 1]|true|1.0|none",
                "type: float32, range: [-1, 1]|false|1.0|none",
                "type: float32, range: [0, 2]|false|1.0|none",
                "type: float32|false|1.0|none"
            })
    void rangesTellWhatPixelsBecome(String data, boolean measured, String scale, String stretch) throws IOException {
        String input = INPUT_05.stripTrailing() + "\n    data: {" + data + "}\n";
        String step = "- {id: zero_mean_unit_variance, kwargs: {axes: [y, x]}}";

        CardFacts facts = facts(v05(measured ? with(input, "preprocessing", step) : input, OUTPUT_05));

        assertThat(facts.values())
                .containsEntry(CardKey.SCALE, scale)
                .containsEntry(CardKey.STRETCH, stretch)
                .containsEntry(CardKey.MEAN, "0")
                .containsEntry(CardKey.STD, "1");
        assertThat(facts.value(CardKey.STEPS).isPresent()).isEqualTo(measured);
    }

    /** Pixels of half a micrometre are answered by pixels of half a micrometre, not by others. */
    @ParameterizedTest
    @CsvSource({"0.5, 1", "1, ", "0.25, "})
    void spacingsAreThoseOfTheImage(String spacing, String halo) throws IOException {
        String fine = INPUT_05.replace("id: y, size", "id: y, scale: 0.5, size")
                .replace("id: x, size", "id: x, scale: 0.5, size");
        String answer = OUTPUT_05
                .replace("id: y, size", "id: y, scale: " + spacing + ", size")
                .replace("id: x, size", "id: x, scale: " + spacing + ", size");

        assertThat(facts(v05(fine, answer)).value(CardKey.HALO).orElse(null)).isEqualTo(halo);
    }

    /** An image of 12 may be answered in 12, in 4 or in 6 pixels, and in 24; in 8 some are missing. */
    @ParameterizedTest
    @CsvSource({"12, true", "6, false", "4, false", "24, false"})
    void answersOfOneSizeAreTheImagesOrAPartOfIt(int size, boolean same) throws IOException {
        String fixed = INPUT_05.replace("size: {min: 4, step: 2}", "size: 12");
        String answer = OUTPUT_05.replaceAll("size: \\{tensor_id: raw, axis_id: .}", "size: " + size);

        assertThat(facts(v05(fixed, answer)).value(CardKey.HALO).isPresent()).isEqualTo(same);
    }

    @Test
    void answersThatLackPixelsAreRefusedByHowMany() {
        String fixed = INPUT_05.replace("size: {min: 4, step: 2}", "size: 12");
        String answer = OUTPUT_05.replaceAll("size: \\{tensor_id: raw, axis_id: .}", "size: 8");

        assertThatThrownBy(() -> facts(v05(fixed, answer)))
                .hasMessage(
                        "The BioImage.IO package 'net' answers with an image 'mask' that lacks 4 pixels of its input's"
                                + " at the edges, which Fovea does not follow.");
        assertThatThrownBy(() -> facts(v05(INPUT_05, OUTPUT_05.replace("axis_id: x}", "axis_id: x, offset: -6}"))))
                .hasMessageContaining("lacks 6 pixels of its input's");
    }
}
