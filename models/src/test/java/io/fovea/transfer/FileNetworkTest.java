package io.fovea.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network from a file, which tells seven classes. */
class FileNetworkTest {

    private static Recipe recipe(String labels, String more) {
        return Recipe.parse(
                "{name: own, architecture: own.onnx, task: classification, labels: " + labels
                        + ", input: {width: 19, height: 19, channels: 3}, data: {kind: folder}" + more + "}",
                "of the test");
    }

    @Test
    void aNetworkThatTellsAsManyClassesKeepsAllWeights() {
        Graph trained = TransferCase.base(false).graph();
        trained.metadata().put(RecipeData.FINGERPRINT_KEY, "seen");
        Model model = Model.of(trained);

        Graph network = FileNetwork.of(model, recipe("[a, b, c, d, e, f, g]", ""));

        assertThat(SeenData.of(Model.of(network))).containsExactly("seen");
        assertThat(network.initializers()).containsAllEntriesOf(model.graph().initializers());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastLayerBeginsAnewWhereTheNumberOfClassesDiffers(boolean convolutional) {
        Model model = TransferCase.base(convolutional);
        Map<String, Tensor> before = model.graph().initializers();

        Graph network = FileNetwork.of(model, recipe("[dark, middling, bright]", ""));

        assertThat(network.outputs().get(0).shape().sizes()[1]).isEqualTo(3);
        Map<String, Tensor> after = network.initializers();
        String last = convolutional ? "conv2d_2" : "dense";
        assertThat(after.get(last + "/kernel_new").shape())
                .isEqualTo(convolutional ? new long[] {3, 8, 1, 1} : new long[] {8, 3});
        assertThat(after.get(last + "/bias_new").toFloats()).containsExactly(0, 0, 0);
        assertThat(after).containsEntry("conv2d/kernel", before.get("conv2d/kernel"));
        assertThat(after).doesNotContainKey(last + "/kernel");
        assertThat(after.get(last + "/kernel_new").toFloats()).doesNotContain(0f);
    }

    /** Classes exclude each other, so that a yes or no becomes one of several. */
    @Test
    void aSigmoidBecomesASoftmaxOfMoreClasses() {
        Network network = new Network("yes", 1);
        SymbolicTensor x = network.input(19, 19, 3).to(new Flatten());
        Model model = Model.of(network.finish(x.to(new Dense(1).activation(Activation.SIGMOID))));

        Graph more = FileNetwork.of(model, recipe("[a, b, c]", ""));

        assertThat(more.nodes().stream().map(Node::op)).contains("Softmax").doesNotContain("Sigmoid");
        Graph same = FileNetwork.of(model, recipe("[a, b]", ", training: {loss: binary-crossentropy}"));
        assertThat(same.initializers()).containsKey("dense/kernel");
    }

    /** As exporters write it that keep a bias apart: of one class its shape is 1, 1, 1, 1. */
    @Test
    void aBiasThatIsAddedBehindTheLayerIsOfTheClassesToo() {
        Network network = new Network("apart", 1);
        Graph graph = network.finish(network.input(19, 19, 3).to(new Conv2D(1, 3)));
        String output = graph.outputs().get(0).name();
        graph.put("apart", Tensor.of(new float[] {7}, 1, 1, 1, 1));
        graph.append(Node.of("Add", List.of(output, "apart"), "sum", Attributes.NONE));
        graph.expose("sum");
        graph.redeclare(new ValueInfo("sum", ElementType.FLOAT, Shape.of(-1, 1, 17, 17)));
        graph.setOutputs(List.of("sum"));

        Graph more = FileNetwork.of(Model.of(graph), recipe("[a, b, c]", ""));

        assertThat(more.initializers().get("apart_new").shape()).containsExactly(1, 3, 1, 1);
    }

    @Test
    void aLastLayerThatCannotBeToldIsRefused() {
        Network network = new Network("odd", 1);
        SymbolicTensor x = network.input(19, 19, 3).to(new Conv2D(7, 3)).to(new Flatten());
        Graph graph = network.finish(x.to(new Dense(7)));
        String output = graph.outputs().get(0).name();
        graph.append(Node.of("Add", List.of(output, output), "odd", Attributes.NONE));
        graph.expose("odd");
        graph.setOutputs(List.of("odd"));

        assertThatThrownBy(() -> FileNetwork.of(Model.of(graph), recipe("[a, b]", "")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("another number of classes")
                .hasMessageContaining("ends in Add");
    }

    @Test
    void aRecipeIsPublishedWithoutTheFolderOfItsFile() {
        Recipe recipe = Recipe.parse(
                recipe("[a, b]", "").toYaml().replace("own.onnx", "/home/me/nets/own.onnx"), "of the test");

        assertThat(recipe.published().architecture()).contains("own.onnx");
        assertThat(recipe.published().file()).contains("own.onnx");
    }
}
