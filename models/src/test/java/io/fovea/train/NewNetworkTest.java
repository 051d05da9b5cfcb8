package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.layers.Summary;
import io.fovea.recipe.Recipe;
import io.fovea.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewNetworkTest {

    private static final String YAML =
            """
            name: x
            architecture: zoo:%s
            task: %s
            labels: [a, b]
            input: {%s}
            data: {kind: masks, crop: %d}
            """;

    @ParameterizedTest
    @CsvSource({
        "digits, classification, 8, 0, images of 8x8 pixels: A window of 2 does not fit",
        "digits, classification, 0, 0, images of anyxany pixels: 'conv2d_2' has a free size",
        "digits, classification, 32000, 0, images of 32000x32000 pixels: integer overflow",
        "unet, segmentation, 0, 50, images of 50x50 pixels",
        "trimap-net, segmentation, 28, 0, images of 28x28 pixels: it answers with 32x32",
        "separable-unet, segmentation, 0, 8, images of 8x8 pixels",
    })
    void aNetworkThatDoesNotGoWithItsInputIsRefusedInASentence(
            String network, String task, int side, int crop, String words) {
        Recipe recipe = recipe(network, task, side, crop);
        assertThatThrownBy(() -> NewNetwork.of(recipe))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("zoo:" + network)
                .hasMessageContaining(words);
    }

    @Test
    void aNetworkForAnySizeStaysOneAlsoWhenItIsTrainedOnSquares() {
        assertThat(NewNetwork.of(recipe("unet", "segmentation", 0, 48))
                        .inputs()
                        .get(0)
                        .shape()
                        .sizes())
                .containsExactly(-1, 1, -1, -1);
    }

    /** LeNet-5's convolutions have 2,572 parameters; two classes weigh the means of its 16 maps by 34 more. */
    @Test
    void withoutItsTopOneLayerWeighsTheMeansOfTheLastFeatureMap() {
        String yaml = YAML.formatted("lenet5", "classification", "width: 28, height: 28", 0);

        Graph graph = NewNetwork.of(Recipe.parse(yaml + "top: false\n", "of the test"));

        assertThat(Summary.of(graph).parameters()).isEqualTo(2_606);
        assertThat(graph.outputs().get(0).shape().sizes()).containsExactly(-1, 2);
    }

    @Test
    void aNetworkThatAnswersForEveryPixelHasNoTopToLeaveOut() {
        String yaml = YAML.formatted("unet", "segmentation", "channels: 1", 48);
        assertThatThrownBy(() -> NewNetwork.of(Recipe.parse(yaml + "top: false\n", "of the test")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("zoo:unet", "top: false");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void noNetworkFailsOtherwiseThanInASentence(int side) {
        for (String name : Zoo.names()) {
            boolean perPixel = name.contains("unet") || name.contains("trimap");
            Recipe recipe = recipe(name, perPixel ? "segmentation" : "classification", side, 0);
            try {
                NewNetwork.of(recipe);
            } catch (FoveaException e) {
                assertThat(e).hasMessageContaining("zoo:" + name).hasMessageContaining(side + "x" + side);
            }
        }
    }

    private static Recipe recipe(String network, String task, int side, int crop) {
        String input = side == 0 ? "channels: 1" : "width: %1$d, height: %1$d".formatted(side);
        return Recipe.parse(YAML.formatted(network, task, input, crop), "of the test");
    }
}
