package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.fit.Callback;
import io.fovea.fit.EpochEnd;
import io.fovea.fit.History;
import io.fovea.fit.Metric;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Model;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.Recipe;
import io.fovea.report.EventReader;
import io.fovea.zoo.Zoo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of ten images of 4x4 pixels, as TensorBoard would see them. */
class TensorBoardTest {

    @TempDir
    Path folder;

    private Path data;
    private Path runs;

    @BeforeEach
    void makeData() throws IOException {
        data = folder.resolve("light levels");
        runs = folder.resolve("all runs");
        for (String label : new String[] {"bright", "dark"}) {
            Path images = Files.createDirectories(data.resolve(label));
            for (int i = 0; i < 10; i++) {
                byte[] pixels = new byte[16];
                Arrays.fill(pixels, (byte) (label.equals("bright") ? 200 + i : 10 + i));
                Image.gray8(4, 4, pixels).write(images.resolve(i + ".png"));
            }
        }
    }

    private static Graph network(int classes) {
        Network network = new Network("light", 1);
        SymbolicTensor x = network.input(4, 4, 1).to(new Rescaling(1 / 255f)).to(new Conv2D(2, 3).relu());
        return network.finish(x.to(new Flatten()).to(new Dense(classes).activation(Activation.SOFTMAX)));
    }

    private static Recipe recipe(String architecture) {
        return Recipe.parse(
                "{name: light, architecture: " + architecture + ", task: classification, labels: [bright, dark],"
                        + " input: {width: 4, height: 4, channels: 1}, data: {kind: folder},"
                        + " split: {validation: 4, test: 4}, training: {epochs: 3, batch: 4, precision: fp32}}",
                "of the test");
    }

    private Path events(String run) throws IOException {
        try (Stream<Path> files = Files.list(runs.resolve(run))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(all.get(0).getFileName().toString()).startsWith("events.out.tfevents.");
            return all.get(0);
        }
    }

    @Test
    void aRunHasNumbersHistogramsAndPicturesOfEachEpoch() throws IOException {
        Fitted fitted = Learner.of(network(2))
                .compile(options -> options.epochs = 2)
                .tensorBoard(runs)
                .fit(data, folder.resolve("light.onnx"), TrainingMonitor.NONE);

        Map<String, Map<Integer, List<Object>>> values = EventReader.values(events("light"));
        History.Epoch last = fitted.history().epochs().get(1);
        assertThat(values.get("2 loss/validation").get(2)).containsExactly((float) last.validationLoss());
        assertThat(values.get("2 learning_rate").get(2)).containsExactly(0.001f);
        assertThat(values.get("2 validation/f1").get(2))
                .containsExactly(last.metrics().get("val_f1").floatValue());
        assertThat(values.get("1 gradient_norm/001 conv2d").get(2))
                .containsExactly(fitted.history()
                        .epochs()
                        .get(0)
                        .each(History.GRADIENT_NORM)
                        .get("conv2d")
                        .floatValue());
        assertThat(EventReader.fields((byte[])
                                values.get("2 weights/dense/kernel").get(5).get(0))
                        .get(3))
                .containsExactly(16.0);
        List<Map<Integer, List<Object>>> pictures = values.entrySet().stream()
                .filter(value -> value.getKey().startsWith("2 validation/000"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(pictures).isNotEmpty();
        Map<Integer, List<Object>> picture =
                EventReader.fields((byte[]) pictures.get(0).get(4).get(0));
        BufferedImage seen =
                ImageIO.read(new ByteArrayInputStream((byte[]) picture.get(4).get(0)));
        assertThat(picture.get(1)).containsExactly((long) seen.getHeight());
        assertThat(picture.get(2)).containsExactly((long) seen.getWidth());
        assertThat(seen.getWidth()).isEqualTo(192);

        Learner.of(network(2))
                .compile(options -> options.epochs = 1)
                .tensorBoard(runs)
                .fit(data, folder.resolve("light.onnx"), TrainingMonitor.NONE);
        assertThat(EventReader.values(events("light-2"))).containsKey("1 loss/training");
    }

    @Test
    void aTrainingThatIsResumedGoesOnWithItsFile() throws IOException {
        network(2).write(folder.resolve("own net.onnx"));
        Recipe recipe = recipe("'" + folder.resolve("own net.onnx") + "'");
        Path output = folder.resolve("resumed.onnx");
        boolean[] stop = {false};
        TrainingMonitor once = new TrainingMonitor() {
            @Override
            public void epochEnded(History.Epoch epoch, boolean best) {
                stop[0] = true;
            }

            @Override
            public boolean isCancelled() {
                return stop[0];
            }
        };
        assertThatThrownBy(() -> new Training(recipe, data).tensorBoard(runs).run(output, false, once))
                .isInstanceOf(CancellationException.class);
        assertThat(EventReader.values(events("resumed"))).containsKey("1 loss/training");

        new Training(recipe, data).tensorBoard(runs).run(output, true, TrainingMonitor.NONE);

        assertThat(EventReader.values(events("resumed")))
                .containsKeys("1 loss/training", "2 loss/training", "3 loss/training");
        assertThat(runs.resolve("resumed-2")).doesNotExist();
    }

    /** A network of the file, of three classes, becomes one of two; the model says which file it was. */
    @Test
    void aFileIsTrainedAsTheNetworkOfARecipe() throws IOException {
        network(3).write(data.resolve("three.onnx"));

        new Training(recipe("three.onnx"), data).run(folder.resolve("two.onnx"), false, TrainingMonitor.NONE);

        Model model = Model.read(folder.resolve("two.onnx"));
        assertThat(model.card().labels()).containsExactly("bright", "dark");
        assertThat(Reproduction.recipe(model).architecture()).contains("three.onnx");
        assertThat(model.graph().initializers()).containsKeys("conv2d/kernel", "dense/kernel_new");
    }

    @Test
    void anArchitectureOfOnesOwnIsFoundByRecipes() {
        Zoo.register("own-of-this-test", settings -> network(settings.classes().orElse(10)));

        new Training(recipe("zoo:own-of-this-test"), data)
                .run(folder.resolve("mine.onnx"), false, TrainingMonitor.NONE);

        assertThat(folder.resolve("mine.onnx")).isNotEmptyFile();
        assertThatThrownBy(() -> Zoo.register("digits", settings -> network(2)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'digits' already");
        assertThatThrownBy(() -> Zoo.register("A net", settings -> network(2))).isInstanceOf(FoveaException.class);
    }

    @Test
    void whatTookPartOfAProgramIsToldAndNotRepeatedWithoutIt() {
        Fitted fitted = Learner.of(network(2))
                .compile(options -> options.epochs = 5)
                .callback(new Callback() {
                    @Override
                    public Optional<String> epochEnded(EpochEnd end) {
                        return Optional.of("One is enough.");
                    }
                })
                .metric("nothing", Metric.mean((scores, targets) -> 0))
                .fit(data, folder.resolve("light.onnx"), TrainingMonitor.NONE);

        assertThat(fitted.history().epochs()).hasSize(1);
        assertThat(fitted.history().epochs().get(0).metrics()).containsEntry("val_nothing", 0.0);
        assertThat(folder.resolve("light-report.html"))
                .content()
                .contains("One is enough.", "Of a Java program", "callback");
        assertThatThrownBy(() -> Reproduction.requireRepeatable(fitted.model()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("callback of a Java program");
    }

    /** The model keeps by what its best epoch was told; without the program that is refused before anything is read. */
    @Test
    void aMetricThatToldTheBestEpochIsToldAndNotRepeatedWithoutIt() {
        Fitted fitted = Learner.of(network(2))
                .compile(options -> {
                    options.epochs = 2;
                    options.monitor = MonitoredValue.parse("val_error");
                })
                .metric("error", Metric.mean((scores, targets) -> 0.25).bestLow())
                .fit(data, folder.resolve("light.onnx"), TrainingMonitor.NONE);

        Recipe kept = Reproduction.recipe(fitted.model());
        assertThat(kept.training().monitor().word()).isEqualTo("val_error");
        assertThat(folder.resolve("light-report.html")).content().contains("Of a Java program", "metric, of which");
        assertThatThrownBy(() -> Reproduction.requireRepeatable(fitted.model()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("metric of a Java program");
        assertThatThrownBy(() -> new Training(kept, folder.resolve("gone"))
                        .run(folder.resolve("again.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("val_error, which nobody measures in this training")
                .hasMessageContaining("there are loss, accuracy, val_loss, val_accuracy, val_f1. ");
    }

    @Test
    void aFolderThatCannotBeWrittenEndsTheTrainingAtItsBeginning() throws IOException {
        Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new Training(recipe("zoo:lenet5"), data)
                        .network(network(2))
                        .tensorBoard(folder.resolve("file"))
                        .run(folder.resolve("light.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("for TensorBoard");
    }
}
