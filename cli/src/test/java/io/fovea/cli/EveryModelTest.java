package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every model with every command: it works, or one sentence says what is missing. */
class EveryModelTest {
    private static final Path TARGET = Cli.root("cli/target");

    @TempDir
    private Path folder;

    @Test
    @Tag("shared-data")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void modelsOfOthers() throws IOException {
        ModelTrial trial = new ModelTrial(folder);

        for (Map.Entry<String, Path> model : modelsOfOthersByName().entrySet()) {
            trial.run(model.getKey(), model.getValue());
        }

        trial.write(TARGET.resolve("models-of-others.txt"));
        assertThat(trial.unsound()).isEmpty();
    }

    private Map<String, Path> modelsOfOthersByName() throws IOException {
        Map<String, Path> models = new LinkedHashMap<>();
        for (String place : List.of("onnx/models", "onnx/more", "onnx/bioimageio/unet2d_nuclei_broad")) {
            onnxBelow(SharedData.path(place))
                    .forEach(file -> models.put(file.getFileName().toString(), file));
        }
        try (FileSystem zip = FileSystems.newFileSystem(SharedData.path("onnx/small-models.zip"), Map.of())) {
            for (Path file : onnxBelow(zip.getPath("/"))) {
                String name = file.getParent().getFileName() + ".onnx";
                models.put(name, Files.copy(file, folder.resolve(name)));
            }
        }
        return models;
    }

    private static List<Path> onnxBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void modelsOfEveryForm() throws IOException {
        ModelTrial trial = new ModelTrial(folder);

        for (OddModels model : OddModels.values()) {
            trial.run(model.toString(), model.write(folder));
        }

        trial.write(TARGET.resolve("models-of-every-form.txt"));
        assertThat(trial.unsound()).isEmpty();
    }

    @Test
    void theClassesOfASegmentationWithoutLabelsAreNumbered() throws IOException {
        Path image = TestImages.squares(folder.resolve("a.png"), 3);
        Path out = folder.resolve("out");

        Cli.Result few = Cli.run("segment", image, "-m", OddModels.FIVE_CLASSES.write(folder), "--output", out);
        Cli.Result many = Cli.run("segment", image, "-m", OddModels.MANY_CLASSES.write(folder), "--output", out);

        assertThat(few.code()).as(few.err()).isZero();
        assertThat(few.out().lines().findFirst().orElseThrow().split(" {2,}"))
                .containsExactly(
                        "image", "width", "height", "class 0", "class 1", "class 2", "class 3", "class 4", "seconds");
        assertThat(many.code()).as(many.err()).isZero();
        assertThat(many.out()).startsWith("image").contains("classes").containsPattern("class \\d+ [\\d.]+%");
        assertThat(Files.readAllLines(out.resolve("segment.csv")).get(0))
                .startsWith("image,width,height,objects,class 0_fraction,")
                .endsWith(",class 24_fraction");
    }

    @Test
    void constantsThatAreListedAmongTheInputsNeedNotBeFed() throws IOException {
        Path image = TestImages.squares(folder.resolve("a.png"), 3);
        Path model = OddModels.CONSTANTS_AMONG_INPUTS.write(folder);
        Path out = folder.resolve("out");

        assertThat(Cli.run("classify", image, "-m", model).err()).doesNotContain("fovea:");
        assertThat(Cli.run("explain", image, "-m", model, "--output", out).err())
                .doesNotContain("fovea:");
        assertThat(Cli.run("activations", image, "-m", model, "--output", out).err())
                .doesNotContain("fovea:");
    }

    @Test
    void theLayersOfAModelForAnotherTaskCanBeSeen() throws IOException {
        Path image = TestImages.squares(folder.resolve("a.png"), 3);
        Path model = OddModels.PAINTER.write(folder);

        Cli.Result refused = Cli.run("segment", image, "-m", model, "--output", folder.resolve("out"));
        Cli.Result seen = Cli.run("activations", image, "-m", model, "--output", folder.resolve("out"));

        assertThat(refused.err()).contains("cannot segment: it makes an image of an image");
        assertThat(seen.code()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("64");
    }
}
