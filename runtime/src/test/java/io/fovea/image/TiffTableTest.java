package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a file of every kind and compares every value with the one that was written. Leaves a table of it. */
class TiffTableTest {
    @TempDir
    Path folder;

    @Test
    void everyPairOfPropertiesIsReadExactly() throws IOException {
        List<TiffCase> cases = TiffCases.pairwise();
        assertThat(cases).hasSizeBetween(100, 400);
        List<String> rows = new ArrayList<>();
        SoftAssertions soft = new SoftAssertions();
        for (TiffCase each : cases) {
            Path file = each.write(folder.resolve("case.tif"));
            soft.assertThatCode(() -> {
                        assertSeen(each, Image.read(file));
                        if (isLabels(each)) {
                            assertNumbers(each, IndexImage.read(file));
                        }
                    })
                    .as(each.toString())
                    .doesNotThrowAnyException();
            rows.add(row(each));
        }
        soft.assertAll();
        write(rows);
    }

    private static void assertSeen(TiffCase each, Image image) {
        assertThat(image.width()).isEqualTo(each.width());
        assertThat(image.height()).isEqualTo(each.height());
        assertThat(image.channels()).isEqualTo(each.channels());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < image.channels(); c++) {
                    assertThat((double) image.value(x, y, c))
                            .as("at %d, %d, %d", x, y, c)
                            .isCloseTo(each.seen(x, y, c), within(each.tolerance()));
                }
            }
        }
    }

    private static boolean isLabels(TiffCase each) {
        return each.layout().isGrey()
                && each.tolerance() == 0
                && switch (each.kind()) {
                    case UINT_32, UINT_64, INT_64, FLOAT_16, FLOAT_32, FLOAT_64 -> false; // values beyond labels
                    default -> true;
                };
    }

    private static void assertNumbers(TiffCase each, IndexImage image) {
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                assertThat((double) image.value(x, y))
                        .as("number at %d, %d", x, y)
                        .isEqualTo(each.number(x, y));
            }
        }
        assertThat(image.palette().isPresent()).isEqualTo(each.kind().isPalette());
    }

    private static String row(TiffCase each) {
        return "| " + each.toString().replace(" ", " | ") + " | "
                + (each.tolerance() == 0 ? "exact" : "within " + (int) each.tolerance()) + " |";
    }

    private static void write(List<String> rows) throws IOException {
        Path table = Path.of("target", "image-formats.md");
        Files.createDirectories(table.getParent());
        rows.add(
                0,
                "| values | channels | chunks | order of channels | compression | predictor | bytes | shown | read |");
        rows.add(1, "|---|---|---|---|---|---|---|---|---|");
        Files.write(table, rows);
    }
}
