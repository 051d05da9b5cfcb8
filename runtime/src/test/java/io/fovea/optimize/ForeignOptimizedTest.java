package io.fovea.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models of others, made faster: all answer the same. Leaves a table of what was done. */
@Tag("shared-data")
class ForeignOptimizedTest {

    @Test
    void modelsOfOthersAnswerTheSameAfterwards() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("onnx/models", "onnx/more", "onnx/bioimageio/unet2d_nuclei_broad")) {
            try (Stream<Path> all = Files.list(SharedData.path(folder))) {
                all.filter(file -> file.toString().endsWith(".onnx")).sorted().forEach(files::add);
            }
        }
        List<String> rows = new ArrayList<>();
        for (Path file : files) {
            String said;
            try {
                Model model = Model.read(file);
                Optimized made = Optimized.of(model);
                said = String.format(
                        Locale.ROOT,
                        "%d -> %d nodes, %.1e: %s",
                        model.graph().nodes().size(),
                        made.model().graph().nodes().size(),
                        made.difference(),
                        made.done());
            } catch (FoveaException e) {
                said = e.getMessage();
            }
            rows.add(file.getFileName() + ": " + said);
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "optimized-models.txt"), rows);
        assertThat(rows).filteredOn(row -> row.contains("answers otherwise")).isEmpty();
        assertThat(rows).filteredOn(row -> row.contains("nodes, ")).hasSizeGreaterThanOrEqualTo(15);
    }
}
