package io.fovea.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final Layers layers = Layers.of(TestNets.classifier(16, Layout.NCHW).graph());

    @Test
    void aConvolutionIsALayerWithItsNormalisationAndActivation() {
        assertThat(layers.all()).extracting(Layer::name).containsExactly("first/Conv", "pool", "second", "means");
        assertThat(layers.find("first/Conv")).isEqualTo(new Layer("first/Conv", "Conv", "conv", "normal", "first"));
        assertThat(layers.convolutions()).extracting(Layer::name).containsExactly("first/Conv", "second");
    }

    @Test
    void aLayerIsFoundByAnyOfItsValuesAndAnyValueIsALayer() {
        assertThat(layers.find("normal").name()).isEqualTo("first/Conv");
        assertThat(layers.find("turned").operator()).isEqualTo("Transpose");
        assertThat(layers.select("pool, second")).extracting(Layer::name).containsExactly("pool", "second");
        assertThat(layers.select("")).isEqualTo(layers.all());
    }

    @Test
    void aLayerThatIsNotThereIsAnErrorThatListsThem() {
        assertThatThrownBy(() -> layers.find("third"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("'third'", "first/Conv, pool, second, means");
    }

    @Test
    void theLayoutOfAValueFollowsFromTranspositions() {
        assertThat(layers.layout("second", Layout.NHWC)).isEqualTo(Layout.NCHW);
        assertThat(layers.layout("turned", Layout.NCHW)).isEqualTo(Layout.NHWC);
        assertThat(layers.layout("x", Layout.NHWC)).isEqualTo(Layout.NHWC);
    }

    @Test
    void fileNamesAreSafeSortAlikeAndDiffer() {
        List<Layer> odd = List.of(
                new Layer("a/b:c", "Conv", "1", "1", "1"),
                new Layer("a_b_c", "Conv", "2", "2", "2"),
                new Layer("../..", "Conv", "3", "3", "3"));
        assertThat(Layers.fileNames(odd)).containsExactly("01-a_b_c", "02-a_b_c", "03-layer");
    }
}
