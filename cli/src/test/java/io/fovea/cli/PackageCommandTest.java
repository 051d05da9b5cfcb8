package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.bioimage.Description;
import io.fovea.bioimage.FileSource;
import io.fovea.bioimage.PackageFolder;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "digits, test-images/digits/font-3.png",
        "cats-dogs, ''",
        "nuclei-trimap, test-images/nuclei/03-touching.png",
        "pets-trimap, ''"
    })
    void everyShippedModelIsPackagedAndVerifies(String name, String image) throws IOException {
        Path zip = folder.resolve(name + ".zip");
        Object[] more = image.isEmpty() ? new Object[0] : new Object[] {"--image", Cli.root(image)};

        Cli.Result written = Cli.run(Stream.concat(Stream.of("package", name, "--output", zip), Stream.of(more))
                .toArray());
        Cli.Result verified = Cli.run("verify", zip);

        assertThat(written.err()).isEmpty();
        assertThat(written.code()).isZero();
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("right").contains("The package answers as it says, within 1.00e-05.");
        Card card = Model.read(zip).card();
        Card original = ModelLibrary.find(name).card();
        assertThat(card.task()).isEqualTo(original.task());
        assertThat(card.labels()).isEqualTo(original.labels());
        assertThat(card.name()).isEqualTo(name);
        assertThat(card.input().halo()).isEqualTo(original.input().halo());
        assertThat(card.input().fit()).isEqualTo(original.input().fit());
        try (PackageFolder files = PackageFolder.open(zip)) {
            Description said = files.description();
            assertThat(said.format()).isEqualTo("0.5.7");
            assertThat(said.authors()).containsExactly("Fovea developers");
            assertThat(said.citations()).hasSize(1);
            assertThat(said.license()).isEqualTo(original.provenance().license().orElseThrow());
            assertThat(said.tags()).contains("fovea", "onnx");
            assertThat(files.file(new FileSource(said.documentation(), "")))
                    .content()
                    .contains("## Validation");
            Image cover = Image.read(files.file(new FileSource(said.covers().get(0), "")));
            assertThat(cover.width()).isEqualTo(2 * cover.height());
            assertThat(Files.size(files.file(new FileSource("cover.png", "")))).isLessThan(500_000);
            assertThat(said.name()).matches("[A-Za-z0-9_+\\- ()]{5,64}");
            assertThat(said.timestamp()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            said.outputs().get(0).axes().stream()
                    .filter(axis -> axis.halo() > 0)
                    .forEach(axis -> assertThat(said.inputs()
                                    .get(0)
                                    .axis(axis.id())
                                    .orElseThrow()
                                    .leastSize())
                            .as("the least size has something inside the halo")
                            .isGreaterThan(2 * axis.halo()));
            Stream.of(said.inputs().get(0), said.outputs().get(0))
                    .flatMap(tensor -> tensor.channels().orElseThrow().names().stream())
                    .forEach(channel -> assertThat(channel).matches("[a-z_][a-z0-9_]*"));
            assertThat(files.file(said.inputs().get(0).sample().orElseThrow())).isNotEmptyFile();
        }
    }

    @Test
    void aPackagedModelAnswersAsTheModel() {
        Path zip = folder.resolve("nuclei.zip");
        Path image = Cli.root("test-images/nuclei/03-touching.png");
        Cli.run("package", "nuclei-trimap", "--output", zip);

        Cli.run("segment", image, "--model", "nuclei-trimap", "--output", folder.resolve("a"));
        Cli.run("segment", image, "--model", zip, "--output", folder.resolve("b"));

        Path labels = Path.of("03-touching-labels.png");
        assertThat(Image.read(folder.resolve("b").resolve(labels)))
                .isEqualTo(Image.read(folder.resolve("a").resolve(labels)));
    }

    @Test
    void whoMadeItAndTheLicenceMustBeKnown() throws IOException {
        Path net = folder.resolve("net.onnx");
        ModelLibrary.find("digits").graph().write(net);
        Path zip = folder.resolve("net.zip");

        Cli.Result nobody = Cli.run("package", net, "--output", zip);
        Cli.Result odd = Cli.run("package", net, "--output", zip, "--author", "A", "--license", "ask me");
        Cli.Result uncited = Cli.run("package", net, "--output", zip, "--author", "A", "--cite", "a paper");
        Cli.Result good = Cli.run(
                "package", net, "--output", zip, "--author", "A", "--author", "B", "--cite", "P, doi:10.1000/182");

        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("Who made the model 'digits' is not known; give --author NAME.");
        assertThat(odd.err()).contains("'ask me', is no name in SPDX; give --license");
        assertThat(uncited.err()).contains("The citation 'a paper' has no DOI and no address");
        assertThat(good.code()).isZero();
        try (PackageFolder files = PackageFolder.open(zip)) {
            assertThat(files.description().authors()).containsExactly("A", "B");
            assertThat(files.description().citations().get(0).doi()).isEqualTo("10.1000/182");
        }
    }

    @Test
    void aPackageThatAnswersOtherwiseIsToldFromOneThatIsRight() throws IOException {
        Path zip = folder.resolve("digits.zip");
        Cli.run("package", "digits", "--output", zip);
        Path other = folder.resolve("other");
        try (PackageFolder files = PackageFolder.open(zip)) {
            Files.createDirectories(other);
            for (String name : new String[] {"weights.onnx", "test_input.npy", "test_output.npy"}) {
                Files.copy(
                        files.file(new FileSource(name, "")), other.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            String yaml = Files.readString(files.yaml());
            Files.writeString(
                    other.resolve("bioimageio.yaml"),
                    yaml.replace("preprocessing:\n", "preprocessing:\n  - id: sigmoid\n"));
        }

        Cli.Result result = Cli.run("verify", other);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("too far").contains("does not answer as it says");
    }

    @Test
    void modelsWithoutTestsSaySo() {
        Cli.Result result = Cli.run("verify", "digits");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("The model 'digits' has no test tensors: it is in no BioImage.IO package.");
    }
}
