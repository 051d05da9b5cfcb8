package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConceptsCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path images;
    private Path stripes;
    private Path nothing;
    private Path random;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.stripes(folder);
        images = draw("images/striped", 8, 100, 1);
        stripes = draw("drawn stripes", 10, 100, 100);
        nothing = draw("nothing", 10, 0, 200);
        random = draw("random", 80, 0, 300);
        output = folder.resolve("out");
    }

    /** Noise on stripes that stand; deep images are as bright in their own range. */
    private Path draw(String name, int count, int contrast, long seed) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            Random noise = new Random(seed + i);
            int phase = noise.nextInt(4);
            byte[] pixels = new byte[256];
            for (int p = 0; p < 256; p++) {
                int sign = (p % 16 + phase) % 4 < 2 ? 1 : -1;
                pixels[p] = (byte) Math.max(0, Math.min(255, 128 + sign * contrast + 20 * noise.nextGaussian()));
            }
            Image.gray8(16, 16, pixels).write(made.resolve(String.format(Locale.ROOT, "%02d.png", i)));
        }
        return made;
    }

    private Cli.Result concepts(Object... more) {
        return Cli.run(List.of("concepts", images.getParent(), "--model", model, "--output", output), more);
    }

    @Test
    void findsThePlantedConceptAndNotTheRandomOne() throws IOException {
        Cli.Result result = concepts(
                "--concept", "stripes=" + stripes, "--concept", nothing, "--random", random, "--layer", "maps");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).containsExactly("concepts.csv", "concepts.html");
        List<String> table = Files.readAllLines(output.resolve("concepts.csv"));
        assertThat(table)
                .hasSize(3)
                .first()
                .isEqualTo(
                        "concept,class,layer,images,pictures,accuracy,score,deviation,random_score,random_deviation,p,"
                                + "p_corrected,sensitivity,random_sensitivity,p_sensitivity,speaks");
        assertThat(table.get(1)).startsWith("stripes,striped,maps,8,10,1,1,0,").endsWith(",for");
        assertThat(table.get(2)).startsWith("nothing,striped,maps,8,10,").endsWith(",neither");
        assertThat(result.out()).contains("stripes", "< 0.001", "for");
        assertThat(result.err())
                .contains(
                        "Note: The 40 random sets of 10 pictures",
                        "there are only 80",
                        "every p is smaller than it should be",
                        "with 400 pictures");
        assertThat(Files.readString(output.resolve("concepts.html")))
                .contains(
                        "Pictures that it was learnt from",
                        "Images that are least like it",
                        "striped/00.png",
                        "Bonferroni")
                .doesNotContain("http://", "https://", "<script");
    }

    @Test
    void ownConceptsOfTheModelAreFoundAndDrawn() throws IOException {
        short[] deep = new short[256];
        for (int i = 0; i < 256; i++) {
            deep[i] = (short) (i % 4 < 2 ? 3000 : 1000);
        }
        Image.gray16(16, 16, deep).write(images.resolve("07.tif"));
        Files.delete(images.resolve("07.png"));
        Cli.Result result = concepts("--count", 2, "--layer", "maps");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output))
                .containsExactly("concept-1.png", "concept-2.png", "concepts.csv", "concepts.html");
        List<String> table = Files.readAllLines(output.resolve("concepts.csv"));
        assertThat(table).hasSize(3).first().isEqualTo("concept,class,layer,images,importance,share,sobol");
        assertThat(table.get(1)).startsWith("concept-1,striped,maps,8,");
        // A linear head: one concept has all that the other has not.
        double first = Double.parseDouble(table.get(1).substring(table.get(1).lastIndexOf(',') + 1));
        double second = Double.parseDouble(table.get(2).substring(table.get(2).lastIndexOf(',') + 1));
        assertThat(first).isGreaterThan(second);
        assertThat(first + second).isBetween(0.85, 1.15);
        Image picture = Image.read(output.resolve("concept-1.png"));
        assertThat(picture.width()).isEqualTo(6 * 128 + 5 * 4);
        assertThat(picture.height()).isEqualTo(2 * 128 + 4);
        assertThat(result.out()).contains("concept-1", "importance");
        assertThat(concepts("--count", 1, "--sobol", 0).code()).as("again").isZero();
        assertThat(Files.readAllLines(output.resolve("concepts.csv")).get(1)).endsWith(",");
        assertThat(Cli.written(output)).containsExactly("concept-1.png", "concepts.csv", "concepts.html");
    }

    @Test
    void aDamagedPictureIsNamedAndTheOthersAreUsed() throws IOException {
        Files.writeString(stripes.resolve("bad.png"), "no image");
        Cli.Result result = concepts("--concept", "stripes=" + stripes, "--random", random, "--runs", 3);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("bad.png");
        assertThat(Files.readAllLines(output.resolve("concepts.csv")).get(1)).contains(",8,10,");
    }

    @Test
    void whereNoImageCanBeReadEachIsNamed() throws IOException {
        Path damaged = Files.createDirectories(folder.resolve("damaged images"));
        Files.writeString(damaged.resolve("bad.png"), "no image");
        List<Object> call = List.of("concepts", damaged, "--model", model, "--output", output);
        for (Cli.Result result : List.of(Cli.run(call), Cli.run(call, "--concept", stripes, "--random", random))) {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("bad.png").doesNotContain("There is no image");
        }
        assertThat(output.resolve("concepts.csv")).doesNotExist();
    }

    @Test
    void imagesOfAnotherClassAreLeftOut() throws IOException {
        draw("images/plain", 3, 0, 900);
        Cli.Result both = concepts("--concept", stripes, "--random", random, "--runs", 3);
        assertThat(both.code()).as(both.err()).isZero();
        assertThat(Files.readAllLines(output.resolve("concepts.csv")))
                .hasSize(3)
                .anyMatch(row -> row.startsWith("drawn stripes,plain,") && row.contains(",3,10,"));
        concepts("--concept", stripes, "--random", random, "--runs", 3, "--class", "striped");
        assertThat(Files.readAllLines(output.resolve("concepts.csv"))).hasSize(2);
    }

    @Test
    void whatCannotBeLearntIsRefusedInASentence() throws IOException {
        assertThat(concepts("--concept", stripes).err()).contains("belong together");
        assertThat(concepts("--concept", stripes, "--concept", stripes, "--random", random)
                        .err())
                .contains("Two concepts are called 'drawn stripes'");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(concepts("--concept", empty, "--random", random).err()).contains("empty");
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("bad.png"), "no image");
        assertThat(concepts("--concept", damaged, "--random", random).err())
                .contains("None of the pictures of the concept 'damaged'", "bad.png");
        Path single = draw("single", 1, 100, 7);
        Cli.Result one = concepts("--concept", single, "--random", random);
        assertThat(one.code()).isEqualTo(2);
        assertThat(one.err()).contains("'single' has 1 picture;", "give 5 at least");
        assertThat(concepts("--concept", stripes, "--random", random, "--layer", "nowhere")
                        .err())
                .contains("no layer 'nowhere'", "maps");
        assertThat(concepts("--class", "plain").err()).contains("No image is of a class that is asked for");
        assertThat(concepts("--count", 2, "--sobol", 1).err()).contains("by 1 samples; give 2 to 10000, or 0");
        assertThat(concepts("--concept", "/", "--random", random).err()).contains("'/' has no name");
        assertThat(concepts("--count", 0).err()).contains("give 1 to 100");
        Files.writeString(output.resolve("concepts.html"), "mine");
        assertThat(concepts("--count", 2).err()).contains("concepts.html", "would be overwritten");
    }
}
