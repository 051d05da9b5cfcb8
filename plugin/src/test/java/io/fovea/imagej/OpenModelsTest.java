package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenModelsTest {
    @TempDir
    Path folder;

    private final OpenModels models = new OpenModels();

    @AfterEach
    void dispose() {
        models.dispose();
    }

    private Segmenter open(Path model) {
        return (Segmenter) models.asking(Jobs.SEGMENT, ToldModel.of(model.toString()), "cpu", Function.identity());
    }

    private static int objects(Segmenter segmenter) {
        Image bright = Image.gray8(4, 4, "\u007f".repeat(16).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        return segmenter.segment(bright, Monitor.NONE).width();
    }

    @Test
    void aModelIsOpenedOnce() {
        Path model = TestModels.trimap(folder);

        assertThat(open(model)).isSameAs(open(model));
    }

    @Test
    void activationsAreOpenedOnceForTheSameLayer() {
        ToldModel model = ToldModel.of(TestModels.trimap(folder).toString());
        OpenActivations first = models.activating(model, "", false, "cpu", Function.identity());

        assertThat(models.<OpenActivations>activating(model, "", false, "cpu", Function.identity()))
                .isSameAs(first);
        assertThat(models.<OpenActivations>activating(model, "scores", false, "cpu", Function.identity()))
                .isNotSameAs(first)
                .extracting(OpenActivations::layer)
                .isEqualTo(first.layer());
    }

    @Test
    void aFileThatHasChangedIsReadAgain() throws Exception {
        Path model = TestModels.trimap(folder);
        Segmenter before = open(model);

        Files.setLastModifiedTime(model, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(open(model)).isNotSameAs(before);
    }

    @Test
    void aFileThatIsReplacedByOneOfTheSameSizeAndTimeIsReadAgain() throws Exception {
        Path model = TestModels.trimap(folder);
        Path other = TestModels.trimap(Files.createDirectory(folder.resolve("other")));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(model));
        Segmenter before = open(model);

        Files.move(other, model, StandardCopyOption.REPLACE_EXISTING);

        assertThat(open(model)).isNotSameAs(before);
        assertThat(open(model)).isSameAs(open(model));
    }

    @Test
    void aReplacedFileInTheHomeFolderIsReadAgain() throws Exception {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            Path model = TestModels.trimap(folder);
            Segmenter before = open(Path.of("~", model.getFileName().toString()));
            assertThat(open(Path.of("~", model.getFileName().toString()))).isSameAs(before);

            Files.copy(TestModels.classes(folder), model, StandardCopyOption.REPLACE_EXISTING);

            Segmenter after = open(Path.of("~", model.getFileName().toString()));
            assertThat(after.card().labels()).containsExactly("bright", "dark", "between");
            assertThatThrownBy(() -> objects(before)).isInstanceOf(RuntimeException.class);
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void theModelUsedLongestAgoIsClosedButNotWhileItIsInUse() {
        Path first = TestModels.trimap(folder);
        int width = models.asking(Jobs.SEGMENT, ToldModel.of(first.toString()), "cpu", segmenter -> {
            open(TestModels.redTrimap(folder));
            open(TestModels.classes(folder));
            return objects((Segmenter) segmenter);
        });
        assertThat(width).isEqualTo(4);

        Segmenter kept = open(TestModels.classes(folder));
        assertThat(objects(kept)).isEqualTo(4);
        models.dispose();
        assertThatThrownBy(() -> objects(kept)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aModelThatCannotBeOpenedIsAskedForAgain() throws Exception {
        Path model = Files.writeString(folder.resolve("bright-trimap.onnx"), "broken");
        assertThatThrownBy(() -> open(model)).isInstanceOf(FoveaException.class);

        TestModels.trimap(folder);

        assertThat(objects(open(model))).isEqualTo(4);
    }
}
