package io.fovea.model;

import static io.fovea.bioimage.TestPackages.INPUT_05;
import static io.fovea.bioimage.TestPackages.OUTPUT_05;
import static io.fovea.bioimage.TestPackages.addsOne;
import static io.fovea.bioimage.TestPackages.v04;
import static io.fovea.bioimage.TestPackages.v05;
import static io.fovea.bioimage.TestPackages.with;
import static io.fovea.bioimage.TestPackages.write;
import static io.fovea.bioimage.TestPackages.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.bioimage.Description;
import io.fovea.bioimage.DescriptionReader;
import io.fovea.bioimage.PackageFolder;
import io.fovea.bioimage.TestPackages;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Stretch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagedModelTest {
    private static final String INPUT_04 =
            """
            inputs:
              - {name: raw, axes: bcyx, data_type: uint8, data_range: [0, 255], shape: {min: [1, 1, 8, 8], step: [0, 0, 8, 8]}}
            """;
    private static final String OUTPUT_04 =
            """
            outputs:
              - name: mask
                axes: bcyx
                data_type: float32
                data_range: [-.inf, .inf]
                halo: [0, 0, 3, 2]
                shape: {reference_tensor: raw, scale: [1.0, 0.0, 1.0, 1.0], offset: [0.0, 0.5, 0.0, 0.0]}
            """;

    @TempDir
    private Path folder;

    private Path packaged(String yaml) throws IOException {
        return write(folder.resolve("net"), yaml, addsOne(1), Map.of());
    }

    @Test
    void theCardSaysWhatThePackageSays() throws IOException {
        Model model = Model.read(packaged(v05(
                with(INPUT_05, "preprocessing", "- {id: zero_mean_unit_variance, kwargs: {axes: [y, x], eps: 0.001}}"),
                with(OUTPUT_05, "postprocessing", "- {id: sigmoid}\n- {id: ensure_dtype, kwargs: {dtype: float32}}"))));

        Card card = model.card();
        Input input = card.input();
        assertThat(card.name()).isEqualTo("adds-one");
        assertThat(card.task()).isEqualTo(Task.SEGMENTATION);
        assertThat(card.activation()).isEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
        assertThat(card.provenance().license()).hasValue("MIT");
        assertThat(card.provenance().description()).hasValue("Adds one to every value.");
        assertThat(input.layout()).isEqualTo(Layout.NCHW);
        assertThat(input.color()).isEqualTo(Color.GRAY);
        assertThat(input.isFree()).isTrue();
        assertThat(input.multiple()).isEqualTo(2);
        assertThat(input.fit()).isEqualTo(Fit.TILE);
        assertThat(input.halo()).isEqualTo(1);
        assertThat(input.stretch()).isEqualTo(Stretch.NONE);
        assertThat(CardFile.values(card)).containsEntry(CardKey.STEPS, "zero-mean of=each eps=0.001");
        assertThat(model.bases().get(CardKey.STEPS).kind()).isEqualTo(Basis.Kind.PACKAGE);
        assertThat(model.warning()).isEmpty();
        assertThat(model.origin()).contains(folder.resolve("net"));
    }

    @Test
    void olderPackagesAreReadToo() throws IOException {
        Input input = Model.read(packaged(v04(INPUT_04, OUTPUT_04))).card().input();

        assertThat(input.multiple()).isEqualTo(8);
        assertThat(input.halo()).isEqualTo(3);
        assertThat(input.fit()).isEqualTo(Fit.TILE);
        assertThat(input.stretch())
                .as("of bytes only those are deep that are no bytes")
                .isEqualTo(Stretch.DEEP);
    }

    @Test
    void sayWhoMadeThem() throws IOException {
        Description said =
                DescriptionReader.read(packaged(v05(INPUT_05, OUTPUT_05)).resolve("bioimageio.yaml"));

        assertThat(said.authors()).containsExactly("A. Author");
        assertThat(said.citations().get(0).doi()).isEqualTo("10.1000/182");
        assertThat(said.tags()).containsExactly("adding");
        assertThat(said.covers()).containsExactly("cover.png");
        assertThat(said.documentation()).isEqualTo("README.md");
        assertThat(said.timestamp()).isEqualTo("2024-01-02T03:04:05+00:00");
    }

    @Test
    void optionsWinOverACardBesideThatWinsOverThePackage() throws IOException {
        Path net = packaged(v05(INPUT_05, OUTPUT_05));
        Files.writeString(net.resolve("net.card.yaml"), "halo: 5\nmultiple: 2\n");

        Model model = Model.read(net.resolve("net.onnx"));

        assertThat(model.card().input().halo()).isEqualTo(5);
        assertThat(model.with(CardFacts.NONE.with("halo", "7")).card().input().halo())
                .isEqualTo(7);
        assertThat(model.with(CardFacts.NONE.with("halo", "7")).card().input().multiple())
                .isEqualTo(2);
        assertThat(model.with(CardFacts.NONE.with("halo", "7"))
                        .card()
                        .provenance()
                        .license())
                .hasValue("MIT");
    }

    @Test
    void aCardBesideAFolderOrAZipIsReadToo() throws IOException {
        String yaml = v05(INPUT_05, OUTPUT_05);
        Path net = packaged(yaml);
        Path zip = zip(
                folder.resolve("other.zip"),
                Map.of(
                        "bioimageio.yaml", yaml.getBytes(StandardCharsets.UTF_8),
                        "net.onnx", Files.readAllBytes(net.resolve("net.onnx"))));
        Model before = Model.read(zip);

        Files.writeString(folder.resolve("net.card.yaml"), "halo: 6\n");
        Files.writeString(folder.resolve("other.card.yaml"), "halo: 8\n");

        assertThat(Model.read(net).card().input().halo()).isEqualTo(6);
        assertThat(Model.read(zip).card().input().halo()).isEqualTo(8);
        assertThat(before.isCurrent()).isFalse();
    }

    @Test
    void folderZipDescriptionAndNetworkAreTheSame() throws IOException {
        String yaml = v05(INPUT_05, with(OUTPUT_05, "postprocessing", "- {id: binarize, kwargs: {threshold: 3}}"));
        Path net = packaged(yaml);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("some/rdf.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        files.put("some/net.onnx", Files.readAllBytes(net.resolve("net.onnx")));
        Path zip = zip(folder.resolve("zipped.zip"), files);

        Card card = Model.read(net).card();

        assertThat(Model.read(net.resolve("bioimageio.yaml")).card()).isEqualTo(card);
        assertThat(Model.read(net.resolve("net.onnx")).card()).isEqualTo(card);
        assertThat(Model.read(zip).card()).isEqualTo(card);
        assertThat(ModelLibrary.find(zip.toString()).card()).isEqualTo(card);
        assertThat(ModelLibrary.find(net.toString()).card()).isEqualTo(card);
        assertThat(Model.read(zip).onnx()).isEqualTo(Model.read(net).onnx());
    }

    @Test
    void aChangedDescriptionMakesAnotherModel() throws IOException {
        Path net = packaged(v05(INPUT_05, OUTPUT_05));
        Model model = Model.read(net);

        Files.writeString(net.resolve("bioimageio.yaml"), "format_version: 0.5.4");

        assertThat(model.isCurrent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format_version: 0.5.4|format_version: 0.3.6|is of format 0.3.6; Fovea reads 0.4 and 0.5",
                "format_version: 0.5.4|format_version: 0.6.0|is of format 0.6.0; Fovea reads 0.4 and 0.5",
                "type: model|type: dataset|describes a dataset, not a model",
                "id: y, size|id: z, size|is for volumes: its input 'raw' has the axes batch channel z x",
                "type: batch}|type: time, id: time, size: 1}|with the axes time channel y x, and Fovea takes batch channel",
                "{onnx: {source: net.onnx}}|{torchscript: {}, keras_hdf5: {}}|has no ONNX weights, only torchscript, keras_hdf5",
                "{source: net.onnx}|{source: none.onnx}|names the file 'none.onnx', which is not there",
                "{source: net.onnx}|{source: ../net.onnx}|names the file '../net.onnx', which lies outside of it",
                "{source: net.onnx}|{source: 'https://example.com/net.onnx'}|keeps a file at https://example.com/net.onnx",
                "{source: net.onnx}|{source: net.onnx, sha256: 00aa}|the file is damaged, or was changed",
                "inputs:|preprocessing: []\\nnothing:|describes no inputs",
            })
    void whatIsNotFollowedIsRefusedByName(String usual, String other, String sentence) throws IOException {
        String yaml = v05(INPUT_05, OUTPUT_05);
        assertThat(yaml).contains(usual);

        Path net = packaged(yaml.replace(usual, other.replace("\\n", "\n")));

        assertThatThrownBy(() -> Model.read(net))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("net")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: zero_mean_unit_variance, kwargs: {mode: per_dataset, axes: yx}}|'zero_mean_unit_variance' of 'raw' measures the whole data set (per_dataset)",
                "{name: scale_range, kwargs: {mode: per_sample, axes: yx, reference_tensor: other}}|the reference_tensor 'other'",
                "{name: scale_range, kwargs: {mode: per_sample, axes: x}}|measures along \"x\" only",
                "{name: scale_mean_variance, kwargs: {mode: per_sample, reference_tensor: raw}}|the reference_tensor 'raw'",
                "{name: whiten}|the operation 'whiten' of 'raw' is not known",
                "{name: binarize}|'binarize' of 'raw' lacks threshold",
                "{name: scale_linear, kwargs: {gain: [1, 2]}}|has 2 numbers as gain",
                "{name: scale_range, kwargs: {mode: per_sample, min_percentile: 90, max_percentile: 10}}|that do not go together",
            })
    void operationsThatAreNotFollowedAreRefusedByName(String operation, String sentence) throws IOException {
        String input = INPUT_04.replace("data_type: uint8", "data_type: uint8, preprocessing: [" + operation + "]");
        Path net = packaged(v04(input, OUTPUT_04));

        assertThatThrownBy(() -> Model.read(net))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void severalInputsAreRefusedByName() throws IOException {
        String two = INPUT_05 + INPUT_05.replace("inputs:\n", "").replace("id: raw", "id: prompt");
        Path net = packaged(v05(two, OUTPUT_05));

        assertThatThrownBy(() -> Model.read(net)).hasMessageContaining("takes 2 inputs (raw, prompt)");
    }

    @Test
    void answersWithoutTheirEdgesAreRefused() throws IOException {
        String cut = OUTPUT_04.replace("offset: [0.0, 0.5, 0.0, 0.0]", "offset: [0.0, 0.5, -2.0, -2.0]");
        Path net = packaged(v04(INPUT_04, cut));

        assertThatThrownBy(() -> Model.read(net)).hasMessageContaining("lacks 4 pixels of its input's at the edges");

        String fixed = INPUT_04.replace("{min: [1, 1, 8, 8], step: [0, 0, 8, 8]}", "[1, 1, 12, 12]");
        String smaller = OUTPUT_04.replaceAll("shape: .*", "shape: [1, 1, 8, 8]");
        Path cutToSize = packaged(v04(fixed, smaller));
        assertThatThrownBy(() -> Model.read(cutToSize)).hasMessageContaining("lacks 4 pixels of its input's");
    }

    @Test
    void whatLiesOutsideOfAZipIsNotUnpacked() throws IOException {
        Path zip = zip(folder.resolve("evil.zip"), Map.of("../evil.txt", new byte[] {1}));

        assertThatThrownBy(() -> Model.read(zip))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has a file '../evil.txt', which lies outside of it; it is not unpacked");
        assertThat(folder.resolve("../evil.txt")).doesNotExist();
    }

    @Test
    void whatIsNoPackageIsSaidToBeNone() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("broken.zip"), "no zip");

        assertThatThrownBy(() -> ModelLibrary.find(folder.resolve("empty").toString()))
                .hasMessageContaining("is no BioImage.IO package: it has no bioimageio.yaml and no rdf.yaml");
        assertThatThrownBy(() -> Model.read(folder.resolve("broken.zip"))).hasMessageContaining("cannot be unpacked");
        Path latin = Files.createDirectories(folder.resolve("latin"));
        Files.write(latin.resolve("rdf.yaml"), "name: Zähler".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Model.read(latin))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("rdf.yaml' is no text in UTF-8; save it as such");
    }

    @Test
    void aDescriptionOfAnotherNetworkIsNotThisOnes() throws IOException {
        Path net = packaged(v05(INPUT_05, OUTPUT_05));
        addsOne(1).write(net.resolve("other.onnx"));

        assertThat(Model.read(net.resolve("other.onnx")).origin()).isEmpty();
        assertThat(PackageFolder.beside(net.resolve("net.onnx"))).contains(net.resolve("bioimageio.yaml"));
    }

    @Test
    void channelsThatAreNoColoursKeepTheirNames() throws IOException {
        String two = INPUT_05.replace("[intensity]", "[DAPI, GFP]");
        Path net = TestPackages.write(folder.resolve("two"), v05(two, OUTPUT_05), addsOne(2), Map.of());
        String three = INPUT_05.replace("[intensity]", "[red, green, blue]");
        Path colours = TestPackages.write(folder.resolve("three"), v05(three, OUTPUT_05), addsOne(3), Map.of());

        assertThat(Model.read(net).card().input().channelNames()).containsExactly("DAPI", "GFP");
        assertThat(Model.read(net).card().input().color()).isEqualTo(Color.CHANNELS);
        assertThat(Model.read(colours).card().input().color()).isEqualTo(Color.RGB);
    }
}
