package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Layer;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.OutputValues;
import io.fovea.recipe.LossName;
import io.fovea.torch.Tensors;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class HeadTest {

    @Test
    void theEndOfTheGraphSaysWhatMakesScoresProbabilities() {
        assertThat(head(x -> x.to(new Flatten()).to(new Dense(3).activation(Activation.SOFTMAX))))
                .matches(Head::exclusive)
                .matches(head -> !head.open());
        assertThat(head(x -> x.to(new Conv2D(1, 3).same().activation(Activation.SIGMOID))))
                .matches(head -> !head.exclusive())
                .matches(head -> !head.open());
        assertThat(head(x -> x.to(new Flatten()).to(new Dense(3))))
                .matches(Head::exclusive)
                .matches(Head::open);
        assertThat(head(x -> x.to(new Flatten()).to(new Dense(1))))
                .matches(head -> !head.exclusive())
                .matches(Head::open);
    }

    @Test
    void whatAGraphAnswersFollowsFromItsEndAndFromTheLossOfAnOpenOne() {
        Head open = head(x -> x.to(new Flatten()).to(new Dense(3)));
        assertThat(open.answers(LossName.AUTO)).isEqualTo(OutputValues.LOGITS);
        assertThat(open.answers(LossName.BINARY_CROSSENTROPY)).isEqualTo(OutputValues.INDEPENDENT_LOGITS);
        assertThat(head(x -> x.to(new Flatten()).to(new Dense(1))).answers(LossName.AUTO))
                .isEqualTo(OutputValues.INDEPENDENT_LOGITS);
        assertThat(head(x -> x.to(new Flatten()).to(new Dense(3).activation(Activation.SOFTMAX)))
                        .answers(LossName.AUTO))
                .isEqualTo(OutputValues.PROBABILITIES);
    }

    @Test
    void classesMixAfterASoftmaxAndAfterOpenScores() {
        for (Layer end : List.of(
                new Dense(3),
                new Dense(3).activation(Activation.SOFTMAX),
                new Dense(3).activation(Activation.SIGMOID))) {
            Network network = new Network("test", 1);
            Graph graph =
                    network.finish(network.input(4, 4, 1).to(new Flatten()).to(end));
            Head.letClassesMix(graph);
            assertThat(Head.of(graph)).matches(head -> !head.exclusive()).matches(head -> !head.open());
            assertThat(graph.outputs()).hasSize(1);
            assertThat(graph.outputs().get(0).shape().sizes()).containsExactly(-1, 3);
            assertThat(graph.nodes().stream().filter(node -> node.is("Sigmoid")))
                    .hasSize(1);
            assertThat(graph.nodes().stream().filter(node -> node.is("Softmax")))
                    .isEmpty();
        }
    }

    @Test
    void targetsThatDoNotFitAreRefused() {
        try (PointerScope scope = new PointerScope()) {
            Tensor pixels = Tensors.of(new float[8], 1, 2, 2, 2);
            assertThat(Head.aligned(pixels, Tensors.of(new long[4], 1, 2, 2)).dim())
                    .isEqualTo(4);
            assertThat(Head.aligned(Tensors.of(new float[6], 2, 3, 1, 1), Tensors.of(new long[2], 2))
                            .dim())
                    .isEqualTo(2);
            Tensor classes = Tensors.of(new long[1], 1);
            assertThatThrownBy(() -> Head.aligned(pixels, classes))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("[1, 2, 2, 2]")
                    .hasMessageContaining("masks");
            Tensor scores = Tensors.of(new float[3], 1, 3);
            Tensor labels = Tensors.of(new long[2], 1, 2);
            assertThatThrownBy(() -> Head.aligned(scores, labels)).isInstanceOf(FoveaException.class);
        }
    }

    private static Head head(UnaryOperator<SymbolicTensor> layers) {
        Network network = new Network("test", 1);
        return Head.of(network.finish(layers.apply(network.input(4, 4, 1))));
    }
}
