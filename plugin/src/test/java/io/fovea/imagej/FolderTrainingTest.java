package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.model.KeptModels;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training in another process, for which a script stands that says and writes what the trainer does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The trainer of this test is a script of a Unix shell.")
@Timeout(60)
class FolderTrainingTest {
    private static final String HEAD = "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds";

    @TempDir
    private Path folder;

    private final String before = System.getProperty(KeptModels.PROPERTY);
    private final List<String> said = new ArrayList<>();
    private final List<TrainingCurves> seen = new ArrayList<>();
    private Path data;

    @BeforeEach
    void prepare() throws IOException {
        System.setProperty(KeptModels.PROPERTY, folder.resolve("home/models").toString());
        data = Files.createDirectories(folder.resolve("my data"));
    }

    @AfterEach
    void restore() {
        System.setProperty(KeptModels.PROPERTY, before);
        FakeTrainer.forget();
    }

    private void trainer(String... lines) throws IOException {
        FakeTrainer.use(folder, lines);
    }

    private FolderTraining training(String name, String like) {
        return new FolderTraining(plan(name, like));
    }

    private FolderTraining.Plan plan(String name, String like) {
        return new FolderTraining.Plan(data.toString(), name, 5, 3, like, false);
    }

    private FolderTraining.Listener listener(Runnable onCurves) {
        return new FolderTraining.Listener() {
            @Override
            public void said(String line) {
                said.add(line);
            }

            @Override
            public void progressed(TrainingCurves curves) {
                seen.add(curves);
                onCurves.run();
            }
        };
    }

    @Test
    void theModelIsAmongTheUsersAtTheEnd() throws IOException {
        Path made = TestModels.classifier(Files.createDirectory(folder.resolve("made")));
        trainer(
                "echo \"$all\"",
                "printf '" + HEAD + "\\n1,0.9,0.5,0.8,0.6,0.001,1\\n' > \"$history\"",
                "cp '" + made + "' \"$out\"");

        String report = training("my cells", "").run(listener(() -> {}), Cancellation.NONE);

        assertThat(report).startsWith("'my cells' is among the models of the dialogs now");
        assertThat(KeptModels.ofUser().names()).containsExactly("my cells");
        assertThat(said.get(0))
                .startsWith("train " + data + " --output ")
                .contains("my cells.onnx --stop-when ")
                .contains("--time 5m --epochs 3")
                .doesNotContain("--like");
        assertThat(seen.get(0).column("val_loss")).containsExactly(0.8);
        assertThatThrownBy(() -> training("my cells", "")).hasMessageContaining("There is a model 'my cells' already");
    }

    @Test
    void itCanBeStoppedWithTheBestSoFar() throws IOException {
        Path made = TestModels.classifier(Files.createDirectory(folder.resolve("made")));
        trainer(
                "printf '" + HEAD + "\\n1,0.9,0.5,0.8,0.6,0.001,1\\n' > \"$history\"",
                "while [ ! -f \"$stop\" ]; do sleep 0.1; done",
                "rm \"$stop\"",
                "cp '" + made + "' \"$out\"");
        FolderTraining training = training("stopped", "");

        assertThat(training.run(listener(training::stopAndKeepBest), Cancellation.NONE))
                .startsWith("'stopped' is among");
        assertThat(seen).hasSize(1);
    }

    @Test
    void whatMadeTheLabelsIsBegunWith() throws IOException {
        trainer("echo \"$all\"", "exit 1");
        TrainingPairs.note(data, "nuclei-trimap");

        assertThatThrownBy(() -> training("one", "").run(listener(() -> {}), Cancellation.NONE))
                .hasMessageContaining("--like nuclei-trimap");
        assertThatThrownBy(() -> training("one", "digits").run(listener(() -> {}), Cancellation.NONE))
                .hasMessageContaining("--like digits");
    }

    @Test
    void whatTheTrainerRefusesIsSaid() throws IOException {
        trainer("echo looking", "echo 'fovea: There are no images.' >&2", "exit 2");

        assertThatThrownBy(() -> training("one", "").run(listener(() -> {}), Cancellation.NONE))
                .hasMessage("The trainer failed: There are no images.");
        assertThat(KeptModels.ofUser().names()).isEmpty();
    }

    @Test
    void cancellingEndsTheProcess() throws IOException {
        Path alive = folder.resolve("alive");
        trainer("echo $$ > '" + alive + "'", "while true; do sleep 0.1; done");

        assertThatThrownBy(() -> training("one", "")
                        .run(
                                listener(() -> {}),
                                () -> Files.exists(alive) && !pid(alive).isEmpty()))
                .isInstanceOf(CancelledException.class);

        ProcessHandle.of(Long.parseLong(pid(alive)))
                .ifPresent(handle -> handle.onExit().join());
    }

    @Test
    void whatWasEndedEarlyIsGoneOnWithOnTheSameData() throws IOException {
        trainer(
                "printf '" + HEAD + "\\n1,0.9,0.5,0.8,0.6,0.001,1\\n' > \"$history\"",
                "echo recipe > \"${out%.onnx}-recipe.yaml\"",
                "echo state > \"$out.checkpoint\"",
                "exit 130");
        FolderTraining.Plan plan = plan("one", "digits");
        String here = data.toString();
        assertThatThrownBy(() -> new FolderTraining(plan.resumed(here)))
                .hasMessageContaining("There is no training of 'one' to go on with in '");
        assertThatThrownBy(() -> training("one", "").run(listener(() -> {}), Cancellation.NONE))
                .hasMessageStartingWith("The trainer failed");
        assertThat(training("one", "").earlier()).contains(new EarlierTraining("one", 1, Optional.of(data)));

        trainer("echo \"$all\"", "cat \"$history\"", "exit 1");
        FolderTraining again = new FolderTraining(plan.resumed(here));
        said.clear();
        seen.clear();
        assertThatThrownBy(() -> again.run(listener(() -> {}), Cancellation.NONE));
        assertThat(said.get(0)).endsWith(" --resume").doesNotContain("--time", "--epochs", "--like");
        assertThat(said).contains("1,0.9,0.5,0.8,0.6,0.001,1");
        assertThat(seen).extracting(TrainingCurves::epochs).containsExactly(1);

        Path other = Files.createDirectories(folder.resolve("other data"));
        assertThatThrownBy(() -> new FolderTraining(plan.resumed(other.toString())))
                .hasMessageContaining("is on '" + data + "', not on '" + other + "'");
        assertThat(new FolderTraining(plan.resumed(other + "/../my data")).earlier())
                .isPresent();
    }

    @Test
    void whatWasEndedEarlyStaysUntilAnotherTrainingHasSomething() throws IOException {
        trainer(
                "printf '" + HEAD + "\n1,0.9,0.5,0.8,0.6,0.001,1\n' > \"$history\"",
                "echo recipe > \"${out%.onnx}-recipe.yaml\"",
                "echo state > \"$out.checkpoint\"",
                "exit 130");
        assertThatThrownBy(() -> training("one", "").run(listener(() -> {}), Cancellation.NONE));
        Optional<EarlierTraining> first = training("one", "").earlier();
        assertThat(first).isPresent();
        Path kept = data;
        Path old = folder.resolve("home/training/one/one.onnx.checkpoint.old");

        data = Files.createDirectories(folder.resolve("other data"));
        trainer("echo other > \"${out%.onnx}-recipe.yaml\"", "exit 1");
        assertThatThrownBy(() -> training("one", "").run(listener(() -> {}), Cancellation.NONE));
        assertThat(training("one", "").earlier()).isEqualTo(first);
        assertThat(first.orElseThrow().data()).contains(kept);
        assertThat(folder.resolve("home/training/one/one-recipe.yaml")).hasContent("recipe");
        assertThat(old).doesNotExist();

        trainer("echo other > \"${out%.onnx}-recipe.yaml\"", "echo new > \"$out.checkpoint\"", "exit 130");
        assertThatThrownBy(() -> training("one", "").run(listener(() -> {}), Cancellation.NONE));
        assertThat(training("one", "").earlier()).contains(new EarlierTraining("one", 0, Optional.of(data)));
        assertThat(old).hasContent("state");
    }

    private static String pid(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeTrainedIsRefusedBeforehand() {
        assertThatThrownBy(() -> training("a/b", "")).hasMessageContaining("a name that a file can have");
        assertThatThrownBy(() -> training("nuclei-trimap", "")).hasMessageContaining("already");
        data = folder.resolve("none");
        assertThatThrownBy(() -> training("one", "")).hasMessageContaining("no folder of data '" + data + "'");
        System.setProperty(TrainerProgram.PROPERTY, folder.resolve("nowhere").toString());
        assertThat(TrainerProgram.missing()).contains("install --fiji");
    }

    @Test
    void curvesAreReadAsTheyGrow() throws IOException {
        Path file = folder.resolve("history.csv");
        assertThat(TrainingCurves.read(file)).isEqualTo(TrainingCurves.NONE);
        Files.writeString(
                file, HEAD + "\n1,0.9,0.5,0.8,0.6,0.001,1\n2,0.5,0.7,,0.7,0.001,1\n3,0.4,0.8,0.6,0.7,0.001,1\n");

        TrainingCurves curves = TrainingCurves.read(file);

        assertThat(curves.epochs()).isEqualTo(3);
        assertThat(curves.column("loss")).containsExactly(0.9, 0.5, 0.4);
        assertThat(curves.column("val_loss")[1]).isNaN();
        assertThat(curves.best()).isEqualTo(3);
        assertThat(curves.column("none")).containsOnly(Double.NaN);
        assertThat(Stream.of(new CurvesPlot("a").plot(curves).getTitle())).containsExactly("Training a");
    }
}
