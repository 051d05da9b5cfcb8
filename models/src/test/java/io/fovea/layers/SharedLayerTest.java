package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Graph;
import org.junit.jupiter.api.Test;

class SharedLayerTest {

    /** A convolution of 3x3 from 2 channels to 2, whose weights count once: 2 * 2 * 9 + 2. */
    @Test
    void aSharedLayerHasTheSameWeightsAtAllPlaces() {
        Network network = new Network("shared", 1);
        Layer convolution = new Conv2D(2, 3).same().relu().shared();
        SymbolicTensor x = network.input(8, 8, 2);
        SymbolicTensor once = x.to(convolution);
        SymbolicTensor twice = once.to(convolution);
        Graph graph = network.finish(twice);

        assertThat(graph.initializers()).containsOnlyKeys("conv2d/kernel", "conv2d/bias");
        assertThat(Summary.of(graph).parameters()).isEqualTo(38);
        assertThat(graph.nodes().stream().filter(node -> node.is("Conv")).map(node -> node.input(1)))
                .containsExactly("conv2d/kernel", "conv2d/kernel");
        assertThat(once.name()).isEqualTo("conv2d");
        assertThat(twice.name()).isEqualTo("conv2d_1");
    }

    @Test
    void aSharedLayerHasWeightsOfItsOwnInEachNetwork() {
        Layer dense = new Dense(2).shared();
        for (String name : new String[] {"first", "second"}) {
            Network network = new Network(name, 1);
            Graph graph =
                    network.finish(network.input(2, 2, 1).to(new Flatten()).to(dense));
            assertThat(graph.initializers()).containsOnlyKeys("dense/kernel", "dense/bias");
        }
    }

    @Test
    void inputsOfOtherShapesAreRefused() {
        Network network = new Network("shared", 1);
        Layer convolution = new Conv2D(4, 3).same().shared();
        SymbolicTensor wider = network.input(8, 8, 2).to(convolution);

        assertThatThrownBy(() -> wider.to(convolution))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'conv2d_1' is shared")
                .hasMessageContaining("[4, 4, 3, 3] here and is [4, 2, 3, 3] elsewhere");
    }
}
