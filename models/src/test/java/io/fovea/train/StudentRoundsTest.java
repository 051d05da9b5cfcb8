package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.recipe.Recipe;
import io.fovea.score.Evaluation;
import io.fovea.session.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentRoundsTest {
    private static final Evaluation NOTHING = new Evaluation("test", 0, Device.CPU, Map.of(), List.of());

    @TempDir
    Path folder;

    /** Writes models that say by what recipe and from whom they are, and may be interrupted. */
    private static final class Lessons implements StudentRounds.Lesson {
        private final List<String> done = new ArrayList<>();
        private String interrupted = "";
        private String images = "images";

        @Override
        public Evaluation train(Recipe what, Optional<Model> teacher, Path file, boolean resume) {
            String name = file.getFileName().toString();
            done.add(name + (resume ? " resumed" : "") + " by "
                    + teacher.map(model -> model.graph().name()).orElse("nobody"));
            try {
                if (name.equals(interrupted)) {
                    Files.writeString(Training.checkpoint(file), "state");
                    throw new CancellationException();
                }
                Files.deleteIfExists(Training.checkpoint(file));
                Graph graph = BrightAndDark.teacher(Task.CLASSIFICATION).graph().copy();
                graph.rename(name);
                graph.metadata().put(Recipe.KEY, what.published().toYaml());
                graph.metadata().put(StudentRounds.TEACHING_KEY, identity(what, teacher));
                graph.write(file);
                return NOTHING;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String identity(Recipe what, Optional<Model> teacher) {
            return teacher.map(model -> images + " by " + model.graph().name()).orElse("");
        }
    }

    private StudentRounds rounds(String words) {
        Recipe recipe =
                Recipe.parse(BrightAndDark.RECIPE.replace("confidence: 0.85", "rounds: 2" + words), "of the test");
        return new StudentRounds(recipe, folder.resolve("s.onnx"), List.of(folder));
    }

    @Test
    void eachTeachesTheNext() {
        Lessons lessons = new Lessons();

        rounds("").run(lessons, false, TrainingMonitor.NONE);

        assertThat(lessons.done)
                .containsExactly(
                        "s-teacher.onnx by nobody", "s-round-1.onnx by s-teacher.onnx", "s.onnx by s-round-1.onnx");
    }

    @Test
    void aTeacherThatIsNamedIsNotTrained() throws IOException {
        BrightAndDark.teacher(Task.CLASSIFICATION).graph().write(folder.resolve("known.onnx"));
        Lessons lessons = new Lessons();

        rounds(", teacher: known.onnx").run(lessons, false, TrainingMonitor.NONE);

        assertThat(lessons.done).containsExactly("s-round-1.onnx by teacher", "s.onnx by s-round-1.onnx");
        assertThatThrownBy(() -> rounds(", teacher: none.onnx").run(lessons, false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("There is no teacher 'none.onnx'")
                .hasMessageEndingWith("Give its file with --teacher.");
    }

    @Test
    void theOneThatWasInterruptedGoesOn() {
        Lessons lessons = new Lessons();
        StudentRounds rounds = rounds("");
        assertThat(rounds.isBegun()).isFalse();
        lessons.interrupted = "s-round-1.onnx";
        assertThatThrownBy(() -> rounds.run(lessons, false, TrainingMonitor.NONE))
                .isInstanceOf(CancellationException.class);
        assertThat(rounds.isBegun()).isTrue();
        lessons.interrupted = "";
        lessons.done.clear();

        rounds.run(lessons, true, TrainingMonitor.NONE);

        assertThat(lessons.done)
                .containsExactly("s-round-1.onnx resumed by s-teacher.onnx", "s.onnx by s-round-1.onnx");
    }

    /** The trainer then says that there is no checkpoint. */
    @Test
    void whatIsDoneOrNotBegunIsNotDoneAgainWhenItIsResumed() {
        Lessons lessons = new Lessons();
        lessons.interrupted = "s-teacher.onnx";
        assertThatThrownBy(() -> rounds("").run(lessons, true, TrainingMonitor.NONE));
        assertThat(lessons.done).containsExactly("s-teacher.onnx resumed by nobody");
        lessons.interrupted = "";
        rounds("").run(lessons, true, TrainingMonitor.NONE);
        lessons.done.clear();

        rounds("").run(lessons, true, TrainingMonitor.NONE);

        assertThat(lessons.done).containsExactly("s.onnx resumed by s-round-1.onnx");
    }

    @Test
    void whatWasTrainedOtherwiseIsRefusedAndNeverLost() {
        Lessons lessons = new Lessons();
        lessons.interrupted = "s.onnx";
        assertThatThrownBy(() -> rounds("").run(lessons, false, TrainingMonitor.NONE))
                .isInstanceOf(CancellationException.class);

        assertThatThrownBy(() -> rounds(", confidence: 0.7").run(lessons, true, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("s-teacher.onnx' was trained by another recipe");
        lessons.images = "other images";
        assertThatThrownBy(() -> rounds("").run(lessons, true, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("s-round-1.onnx' was trained by another recipe, or learnt from another teacher");

        lessons.interrupted = "s-teacher.onnx";
        assertThatThrownBy(() -> rounds("").run(lessons, false, TrainingMonitor.NONE))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("s-round-1.onnx")).doesNotExist();
        assertThat(folder.resolve("s-round-1.onnx.old")).exists();
        assertThat(folder.resolve("s-teacher.onnx.old")).exists();
    }

    private void writeData() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            int grey = random.nextInt(100);
            BrightAndDark.write(folder.resolve("data/dark/" + i + ".png"), grey, grey + 1);
            BrightAndDark.write(folder.resolve("data/bright/" + i + ".png"), 156 + grey, 155 + grey);
            BrightAndDark.write(
                    folder.resolve("data/more/below/" + i + ".png"), i % 2 * 156 + grey, i % 2 * 156 + grey + 2);
        }
        BrightAndDark.teacher(Task.CLASSIFICATION).graph().write(folder.resolve("known teacher.onnx"));
    }

    /** The labels are the wrong way round, of which the teacher knows better: the student believes it alone. */
    @Test
    void aStudentLearnsWhatItsTeacherSays() throws IOException {
        writeData();
        Files.move(folder.resolve("data/dark"), folder.resolve("data/x"));
        Files.move(folder.resolve("data/bright"), folder.resolve("data/dark"));
        Files.move(folder.resolve("data/x"), folder.resolve("data/bright"));
        Path teacher = folder.resolve("known teacher.onnx");
        Recipe recipe = Recipe.parse(
                BrightAndDark.RECIPE
                        .replace("confidence: 0.85", "teacher: '" + teacher + "', confidence: 0.6")
                        .replace("weight: 0.5", "weight: 1")
                        .replace(
                                "seed: 3",
                                "seed: 3, monitor: accuracy, distillation: {teacher: '" + teacher + "', weight: 1}"),
                "of the test");
        Path output = folder.resolve("out put/student.onnx");

        Evaluation evaluation = new Training(recipe, folder.resolve("data")).run(output, false, TrainingMonitor.NONE);

        assertThat(evaluation.metrics()).containsEntry("accuracy", 0.0);
        Map<String, String> kept = Model.read(output).graph().metadata();
        assertThat(kept.get(Recipe.KEY))
                .contains("teacher: \"known teacher.onnx\"")
                .doesNotContain(folder.toString());
        assertThat(kept.get(StudentRounds.TEACHING_KEY)).contains("distilled", "labelling", "images");
        assertThatThrownBy(() -> new Training(recipe, folder.resolve("data")).run(teacher, false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("would be replaced by its student");
    }

    /** Whatever the path, and in a copy too. */
    @Test
    void imagesWithLabelsAreNotTakenForUnlabelledOnes() throws IOException {
        writeData();
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Files.copy(folder.resolve("data/dark/0.png"), copies.resolve("renamed.png"));
        Training training = new Training(Recipe.parse(BrightAndDark.RECIPE, "of the test"), folder.resolve("data"))
                .unlabelled(copies);

        assertThatThrownBy(() -> training.run(folder.resolve("student.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("but those that have labels");
    }
}
