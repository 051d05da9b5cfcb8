package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.fit.TrainingMonitor;
import io.fovea.model.Task;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.UnlabelledSpec;
import io.fovea.session.Device;
import io.fovea.task.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models say that teach others. */
class TeachersTest {
    @TempDir
    Path folder;

    private static Recipe recipe() {
        return Recipe.parse(BrightAndDark.RECIPE, "of the test");
    }

    private Path write(String name, int left, int right) throws IOException {
        return BrightAndDark.write(folder.resolve(name), left, right);
    }

    /** The recipe's labels stand the other way round than the teacher's. */
    @Test
    void aTeacherAnswersByTheStudentsLabels() {
        try (ModelTeacher teacher =
                ModelTeacher.of(BrightAndDark.teacher(Task.CLASSIFICATION), recipe(), Views.MIRROR, Device.CPU)) {
            float[] pixels = new float[2 * BrightAndDark.SIDE * BrightAndDark.SIDE];
            Arrays.fill(pixels, BrightAndDark.SIDE * BrightAndDark.SIDE, pixels.length, 172);
            Batch batch = new Batch(
                    pixels, new long[] {2, 1, BrightAndDark.SIDE, BrightAndDark.SIDE}, new long[2], new long[] {2});

            assertThat(teacher.probabilities(batch))
                    .containsExactly(new float[] {0.99834f, 0.00166f, 0.09975f, 0.90025f}, within(1e-4f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SEGMENTATION, dark, is a model for segmentation",
        "CLASSIFICATION, grey, does not know 'grey'; its labels are bright"
    })
    void aTeacherOfSomethingElseIsRefused(Task task, String label, String expected) {
        Recipe other = Recipe.parse(BrightAndDark.RECIPE.replace("[dark,", "[" + label + ","), "of the test");

        assertThatThrownBy(() -> ModelTeacher.of(BrightAndDark.teacher(task), other, Views.ONE, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void imagesJoinOfWhichTheTeacherIsSure() throws IOException {
        List<Path> files = List.of(
                write("a.png", 172, 172), write("b.png", 150, 150), write("c.png", 0, 0), folder.resolve("none.png"));
        Notes notes = new Notes();
        Recipe recipe = recipe();
        try (ModelTeacher teacher =
                ModelTeacher.of(BrightAndDark.teacher(Task.CLASSIFICATION), recipe, Views.ONE, Device.CPU)) {
            Dataset sure = PseudoLabels.of(recipe, recipe.data().unlabelled().orElseThrow(), files, teacher, notes);

            assertThat(sure.size()).isEqualTo(2);
            assertThat(List.of(sure.get(0), sure.get(1)))
                    .extracting(Example::name, Example::target, Example::weight)
                    .containsExactly(
                            tuple("a.png", new Target.ClassIndex(1), 0.5),
                            tuple("c.png", new Target.ClassIndex(0), 0.5));
        }
        assertThat(notes.notes)
                .containsExactly(
                        "Of 4 images without labels 2 join, of which the teacher is sure (0.85): dark 1, bright 1."
                                + " Each counts 0.5 times as much as one with labels.");
        assertThat(notes.skipped).hasSize(1);
    }

    @Test
    void pixelsCountOfWhichTheTeacherIsSure() throws IOException {
        Recipe recipe = Recipe.parse(
                BrightAndDark.RECIPE
                        .replace("classification", "segmentation")
                        .replace("kind: folder", "kind: masks, images: i, labels: l"),
                "of the test");
        List<Path> files = List.of(write("a.png", 172, 140), write("b.png", 130, 130));
        Notes notes = new Notes();
        try (ModelTeacher teacher =
                ModelTeacher.of(BrightAndDark.teacher(Task.SEGMENTATION), recipe, Views.ONE, Device.CPU)) {
            Dataset sure = PseudoLabels.of(recipe, recipe.data().unlabelled().orElseThrow(), files, teacher, notes);

            assertThat(sure.size()).isEqualTo(1);
            byte[] classes = ((Target.ClassMap) sure.get(0).target()).classes();
            assertThat(classes[0]).isEqualTo((byte) 1);
            assertThat(classes[BrightAndDark.SIDE - 1]).isEqualTo(Target.ClassMap.IGNORED);
            assertThatThrownBy(() ->
                            PseudoLabels.of(recipe, UnlabelledSpec.of("more"), files.subList(1, 2), teacher, notes))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("Of the 1 images in 'more' the teacher is as sure as 0.9 of none");
        }
        assertThat(notes.notes.get(0)).contains("dark 0.0%, bright 100.0% of the pixels that it is sure of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "confidence: 0.85; confidence: 1.5; 'confidence'",
                "confidence: 0.85; augment: around; 'augment' is 'around'",
                "horizontalFlip: true; copyPaste: 0.5; copyPaste",
                "channels: 1}; channels: 2}; has 2 channels",
                "channels: 1}; channels: 1, stretch: none}; 'stretch: none'",
                "epochs: 4; epochs: 4, distillation: {weight: 1}; needs a 'teacher'",
                "epochs: 4; epochs: 4, distillation: {teacher: x, temperature: 0}; 'temperature'"
            })
    void whatMakesNoSenseIsRefused(String word, String other, String expected) {
        String taught = BrightAndDark.RECIPE.replace("seed: 3", "seed: 3, distillation: {teacher: x}");
        assertThatThrownBy(() -> Recipe.parse(
                                (other.contains("distillation") ? BrightAndDark.RECIPE : taught).replace(word, other),
                                "of the test")
                        .requireConsistent())
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(expected.strip());
    }

    /** Keeps what it is told. */
    private static final class Notes implements TrainingMonitor {
        private final List<String> notes = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();

        @Override
        public void noted(String sentence) {
            notes.add(sentence);
        }

        @Override
        public void skipped(String sentence) {
            skipped.add(sentence);
        }
    }
}
