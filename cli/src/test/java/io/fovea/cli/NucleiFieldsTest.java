package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields of nuclei are what the program beside them draws, and their truth is true. */
class NucleiFieldsTest {
    private static final Path FIELDS = Cli.root("test-images/nuclei");

    @TempDir
    private Path folder;

    @Test
    void theProgramDrawsTheCommittedPixelsAgain() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program = Cli.root("test-images/MakeNuclei.java").toString();

        int code = new ProcessBuilder(java, program, folder.resolve("nuclei").toString())
                .inheritIO()
                .start()
                .waitFor();

        assertThat(code).isZero();
        assertThat(folder.resolve("nuclei/truth.csv")).hasSameTextualContentAs(FIELDS.resolve("truth.csv"));
        for (String[] row : truth()) {
            // Pixels, not bytes: how well they are compressed is up to the Java at hand.
            assertThat(pixels(folder.resolve("nuclei").resolve(row[0])))
                    .as(row[0])
                    .isEqualTo(pixels(FIELDS.resolve(row[0])));
            Path labels = Path.of("nuclei-truth", stem(row[0]) + ".png");
            assertThat(pixels(folder.resolve(labels))).as(row[0]).isEqualTo(pixels(FIELDS.resolveSibling(labels)));
        }
    }

    @Test
    void everyCountIsTheNumberOfLabelsThatCanBeSeen() throws IOException {
        for (String[] row : truth()) {
            short[] labels = Image.read(FIELDS.resolveSibling("nuclei-truth").resolve(stem(row[0]) + ".png"))
                    .shorts();
            int count = Integer.parseInt(row[1]);
            int[] areas = new int[count + 1];
            for (short label : labels) {
                areas[label]++;
            }
            assertThat(Arrays.stream(areas).min().orElseThrow()).as(row[0]).isGreaterThan(30);
        }
    }

    private static List<String[]> truth() throws IOException {
        return Files.readAllLines(FIELDS.resolve("truth.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    private static String stem(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    private static Object pixels(Path file) {
        Image image = Image.read(file);
        return image.depth() == Image.Depth.UINT8 ? image.bytes() : image.shorts();
    }
}
