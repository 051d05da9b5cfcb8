package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalMaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Model;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.Recipe;
import io.fovea.score.Evaluation;
import io.fovea.score.MeasuredPart;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells bright images from dark ones, in seconds. */
class LearnerTest {

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void makeData() throws IOException {
        data = folder.resolve("light levels");
        Random random = new Random(7);
        for (String label : new String[] {"bright", "dark"}) {
            Path images = Files.createDirectories(data.resolve(label));
            for (int i = 0; i < 30; i++) {
                byte[] pixels = new byte[64];
                for (int j = 0; j < pixels.length; j++) {
                    pixels[j] = (byte) (random.nextInt(60) + (label.equals("bright") ? 190 : 0));
                }
                Image.gray8(8, 8, pixels).write(images.resolve(i + ".png"));
            }
        }
    }

    private static Graph network(int answers, Activation end) {
        Network network = new Network("light", 1);
        SymbolicTensor x = network.input(8, 8, 1).to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(4, 3).relu()).to(new GlobalMaxPooling2D());
        return network.finish(x.to(new Dense(answers).activation(end)));
    }

    private static Learner learner(Graph network) {
        return Learner.of(network).compile(options -> {
            options.epochs = 12;
            options.batch = 8;
            options.optimizer = OptimizerName.ADAM;
            options.learningRate = 0.05;
        });
    }

    @Test
    void aNetworkOfOnesOwnBecomesAModelWithCardHistoryAndReport() {
        Path output = folder.resolve("out put/light.onnx");
        Graph network = network(1, Activation.SIGMOID);
        byte[] before = network.toBytes();

        Fitted fitted = learner(network)
                .augment(variation -> variation.horizontalFlip = true)
                .card("Bright or dark.", "CC0-1.0", "drawn")
                .fit(data, output, TrainingMonitor.NONE);

        assertThat(network.toBytes()).isEqualTo(before);
        assertThat(fitted.test().metrics().get("accuracy")).isGreaterThan(0.9);
        assertThat(fitted.history().epochs()).hasSize(12);
        assertThat(fitted.model().card().labels()).containsExactly("bright", "dark");
        assertThat(fitted.model().card().provenance().license()).contains("CC0-1.0");
        assertThat(fitted.model().card().provenance().trainingData()).contains("drawn");
        assertThat(output.resolveSibling("light-history.png")).isNotEmptyFile();
        assertThat(output.resolveSibling("light-report.html"))
                .content()
                .contains("java:light")
                .contains("horizontalFlip: true");
        assertThat(Evaluation.of(Model.read(output), data, MeasuredPart.TEST, Device.CPU, Monitor.NONE))
                .isEqualTo(fitted.test());
    }

    @Test
    void whatTheModelKeepsSaysThatAProgramBuiltItsNetwork() {
        Recipe recipe = learner(network(2, Activation.SOFTMAX)).recipe(data);

        assertThat(recipe.architecture()).contains("java:light");
        assertThat(recipe.isYesOrNo()).isFalse();
        assertThatThrownBy(
                        () -> new Training(recipe, data).run(folder.resolve("again.onnx"), false, TrainingMonitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'java:light' was built by a Java program");
    }

    @Test
    void aHeadIsTrainedOnTheFeaturesOfAGivenBase() throws IOException {
        Path file = folder.resolve("base.onnx");
        network(5, Activation.SOFTMAX).write(file);
        BaseSpec base = BaseSpec.of(file.toString(), BaseSpec.Mode.FEATURES, BaseSpec.HeadSpec.parse("max"));

        Fitted fitted = Learner.on(base, "light on base", 8, 8, 1)
                .compile(options -> options.epochs = 2)
                .fit(data, folder.resolve("head.onnx"), TrainingMonitor.NONE);

        assertThat(fitted.model().name()).isEqualTo("light on base");
        assertThat(fitted.model().card().labels()).containsExactly("bright", "dark");
    }

    @Test
    void aNetworkThatDoesNotAnswerForTheLabelsIsRefused() {
        Learner learner = learner(network(3, Activation.SOFTMAX));

        assertThatThrownBy(() -> learner.recipe(data))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'light' answers with")
                .hasMessageContaining("2 labels, bright, dark");
    }

    @Test
    void labelsHaveTheOrderThatIsGiven() {
        assertThat(learner(network(2, Activation.SOFTMAX))
                        .labels("dark", "bright")
                        .recipe(data)
                        .labels())
                .containsExactly("dark", "bright");
    }

    @Test
    void aNetworkForAnySizeIsRefused() {
        Network network = new Network("free", 1);
        SymbolicTensor x = network.input(-1, -1, 1).to(new GlobalMaxPooling2D());
        Graph free = network.finish(x.to(new Dense(2)));

        assertThatThrownBy(() -> Learner.of(free))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("one image of a fixed size");
    }
}
