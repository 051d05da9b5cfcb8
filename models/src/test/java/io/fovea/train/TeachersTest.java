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
import io.fovea.fit.StopAt;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.UnlabelledSpec;
import io.fovea.score.Evaluation;
import io.fovea.session.Device;
import io.fovea.task.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teachers that know bright from dark, by a logit of (grey - 128) / 20: of 172 they are 0.9 sure. */
class TeachersTest {
    private static final int SIDE = 16;
    private static final List<String> LABELS = List.of("bright", "dark");

    private static final String CLASSES =
            """
            name: student
            architecture: zoo:digits
            task: classification
            labels: [dark, bright]
            input: {width: 28, height: 28, channels: 1}
            data: {kind: folder, unlabelled: {images: more, confidence: 0.85, weight: 0.5}}
            split: {seed: 1, validation: 4, test: 4}
            augmentation: {horizontalFlip: true}
            training: {epochs: 4, batch: 4, optimizer: adam, learningRate: 0.002, seed: 3, precision: fp32}
            """;

    @TempDir
    Path folder;

    private static Model teacher(Task task) {
        Network network = new Network("teacher", 7);
        boolean perPixel = task == Task.SEGMENTATION;
        SymbolicTensor x = network.input(SIDE, SIDE, 1);
        Graph graph = network.finish(
                perPixel
                        ? x.to(new Conv2D(2, 1).activation(Activation.SOFTMAX))
                        : x.to(new GlobalAveragePooling2D()).to(new Dense(2).activation(Activation.SOFTMAX)));
        Map.copyOf(graph.initializers())
                .forEach((name, tensor) -> graph.put(
                        name,
                        tensor.shape().length == 1
                                ? Tensor.of(new float[] {-6.4f, 0}, 2)
                                : Tensor.of(new float[] {0.05f, 0}, tensor.shape())));
        Card.of("teacher", task, LABELS, Input.resized(SIDE, SIDE, Color.GRAY), OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    private static Image grey(int left, int right) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % SIDE < SIDE / 2 ? left : right);
        }
        return Image.gray8(SIDE, SIDE, pixels);
    }

    private Recipe recipe() {
        return Recipe.parse(CLASSES, "of the test");
    }

    private Path write(String name, int left, int right) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        grey(left, right).write(file);
        return file;
    }

    /** The recipe's labels stand the other way round than the teacher's. */
    @Test
    void aTeacherAnswersByTheStudentsLabels() {
        try (ModelTeacher teacher = ModelTeacher.of(teacher(Task.CLASSIFICATION), recipe(), Views.MIRROR, Device.CPU)) {
            float[] pixels = new float[2 * SIDE * SIDE];
            Arrays.fill(pixels, SIDE * SIDE, pixels.length, 172);
            Batch batch = new Batch(pixels, new long[] {2, 1, SIDE, SIDE}, new long[2], new long[] {2});

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
        Recipe other = Recipe.parse(CLASSES.replace("[dark,", "[" + label + ","), "of the test");

        assertThatThrownBy(() -> ModelTeacher.of(teacher(task), other, Views.ONE, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void imagesJoinOfWhichTheTeacherIsSure() throws IOException {
        List<Path> files = List.of(
                write("a.png", 172, 172), write("b.png", 150, 150), write("c.png", 0, 0), folder.resolve("none.png"));
        Notes notes = new Notes();
        Recipe recipe = recipe();
        try (ModelTeacher teacher = ModelTeacher.of(teacher(Task.CLASSIFICATION), recipe, Views.ONE, Device.CPU)) {
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
                CLASSES.replace("classification", "segmentation")
                        .replace("kind: folder", "kind: masks, images: i, labels: l"),
                "of the test");
        List<Path> files = List.of(write("a.png", 172, 140), write("b.png", 130, 130));
        Notes notes = new Notes();
        try (ModelTeacher teacher = ModelTeacher.of(teacher(Task.SEGMENTATION), recipe, Views.ONE, Device.CPU)) {
            Dataset sure = PseudoLabels.of(recipe, recipe.data().unlabelled().orElseThrow(), files, teacher, notes);

            assertThat(sure.size()).isEqualTo(1);
            byte[] classes = ((Target.ClassMap) sure.get(0).target()).classes();
            assertThat(classes[0]).isEqualTo((byte) 1);
            assertThat(classes[SIDE - 1]).isEqualTo(Target.ClassMap.IGNORED);
            assertThatThrownBy(() ->
                            PseudoLabels.of(recipe, UnlabelledSpec.of("more"), files.subList(1, 2), teacher, notes))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("Of the 1 images in 'more' the teacher is as sure as 0.9 of none");
        }
        assertThat(notes.notes.get(0)).contains("dark 0.0%, bright 100.0% of the pixels that it is sure of");
    }

    private void writeData() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            write("data/dark/" + i + ".png", random.nextInt(100), random.nextInt(100));
            write("data/bright/" + i + ".png", 156 + random.nextInt(100), 156 + random.nextInt(100));
            write(
                    "data/more/below/" + i + ".png",
                    i % 2 * 156 + random.nextInt(100),
                    i % 2 * 156 + random.nextInt(100));
        }
    }

    /** Interrupted in the second round, the teacher and the first student stay, and the second goes on. */
    @Test
    void studentsTeachEachOtherAndGoOnWhereTheyWere() throws IOException {
        writeData();
        Recipe recipe = Recipe.parse(CLASSES.replace("confidence: 0.85", "confidence: 0.5, rounds: 2"), "of the test");
        Path output = folder.resolve("out put/student.onnx");
        Path data = folder.resolve("data");
        Notes first = new Notes();
        StopAt stop = new StopAt(2, 1) {
            private int trainings;

            @Override
            public void began(int epoch, int epochs) {
                trainings++;
            }

            @Override
            public boolean isCancelled() {
                return trainings == 3 && super.isCancelled();
            }
        };
        assertThatThrownBy(() -> new Training(recipe, data).run(output, false, stop))
                .isInstanceOf(CancellationException.class);
        assertThat(output).doesNotExist();
        assertThat(new Training(recipe, data).isBegun(output)).isTrue();
        List<Path> kept =
                List.of(output.resolveSibling("student-teacher.onnx"), output.resolveSibling("student-round-1.onnx"));
        assertThat(kept).allSatisfy(file -> assertThat(file).exists());
        byte[] before = Files.readAllBytes(kept.get(1));

        Evaluation evaluation = new Training(recipe, data).run(output, true, first);

        assertThat(Files.readAllBytes(kept.get(1))).isEqualTo(before);
        assertThat(first.notes).contains("Round 1 of 2.", "Round 2 of 2.").anySatisfy(note -> assertThat(note)
                .startsWith("Of 12 images without labels 12 join"));
        assertThat(evaluation.metrics().get("accuracy")).isEqualTo(1);
        assertThat(Model.read(output).graph().metadata().get(Recipe.KEY)).contains("rounds: 2");
        assertThat(Model.read(kept.get(0)).graph().metadata().get(Recipe.KEY)).doesNotContain("rounds");
        try (Stream<Path> files = Files.list(output.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("checkpoint"));
        }
    }

    @Test
    void aStudentLearnsFromATeacherOfAnotherFolder() throws IOException {
        writeData();
        Path file = folder.resolve("known teacher.onnx");
        teacher(Task.CLASSIFICATION).graph().write(file);
        Path output = folder.resolve("student.onnx");
        Files.move(folder.resolve("data/more"), folder.resolve("elsewhere"));
        Recipe recipe = Recipe.parse(CLASSES.replace("rounds: 2", ""), "of the test")
                .withUnlabelled("elsewhere")
                .withTeacher(file.toString());
        Recipe distilled = Recipe.parse(
                        CLASSES.replace(", unlabelled: {images: more, confidence: 0.85, weight: 0.5}", ""),
                        "of the test")
                .withTeacher(file.toString());

        new Training(recipe, folder.resolve("data"))
                .unlabelled(folder.resolve("elsewhere"))
                .run(output, false, TrainingMonitor.NONE);
        String kept = Model.read(output).graph().metadata().get(Recipe.KEY);
        assertThat(kept).contains("teacher: \"known teacher.onnx\"").doesNotContain(folder.toString());
        assertThat(output.resolveSibling("student-teacher.onnx")).doesNotExist();

        new Training(distilled, folder.resolve("data")).run(output, false, TrainingMonitor.NONE);
        assertThat(Model.read(output).graph().metadata().get(Recipe.KEY))
                .contains("distillation:", "temperature: 2.0")
                .doesNotContain("unlabelled");
    }

    @Test
    void imagesWithLabelsAreNotTakenForUnlabelledOnes() throws IOException {
        writeData();
        Path data = folder.resolve("data");

        assertThatThrownBy(() -> new Training(recipe(), data)
                        .unlabelled(data.resolve("dark"))
                        .run(folder.resolve("student.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("but those that have labels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "confidence: 0.85; confidence: 1.5; 'confidence'",
                "confidence: 0.85; augment: around; 'augment' is 'around'",
                "horizontalFlip: true; copyPaste: 0.5; copyPaste",
                "epochs: 4; epochs: 4, distillation: {weight: 1}; needs a 'teacher'",
                "epochs: 4; epochs: 4, distillation: {teacher: x, temperature: 0}; 'temperature'"
            })
    void whatMakesNoSenseIsRefused(String word, String other, String expected) {
        assertThatThrownBy(() -> Recipe.parse(CLASSES.replace(word, other), "of the test")
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
