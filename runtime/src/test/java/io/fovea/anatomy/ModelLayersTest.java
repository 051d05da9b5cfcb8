package io.fovea.anatomy;

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
import io.fovea.image.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLayersTest {
    private final ModelLayers layers =
            ModelLayers.of(TinyClassifier.of(16, Layout.NCHW).graph());

    @Test
    void aConvolutionIsALayerWithItsNormalisationAndActivation() {
        assertThat(layers.all()).extracting(ModelLayer::name).containsExactly("first/Conv", "pool", "second", "means");
        assertThat(layers.find("first/Conv"))
                .isEqualTo(new ModelLayer("first/Conv", "Conv", "conv", "normal", "first"));
        assertThat(layers.convolutions()).extracting(ModelLayer::name).containsExactly("first/Conv", "second");
    }

    @ParameterizedTest
    @CsvSource({
        "GroupNormalization, Relu",
        "Dropout, Gelu",
        "LRN, LogSoftmax",
        "Identity, Shrink",
        "LpNormalization, Celu",
    })
    void whateverNormalisesAndBendsIsPartOfTheLayer(String normalisation, String bend) {
        Graph graph = Graph.create("layer", 21);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 8, 8)));
        graph.put("w", Tensor.of(new float[2], 2, 1, 1, 1));
        graph.put("s", Tensor.of(1f, 1f));
        graph.append(Node.of("Conv", List.of("x", "w"), "conv"));
        boolean scaled = normalisation.startsWith("Group");
        graph.append(Node.of(normalisation, scaled ? List.of("conv", "s", "s") : List.of("conv"), "normal"));
        graph.append(Node.of(bend, List.of("normal"), "bent"));
        graph.append(Node.of("GlobalLpPool", List.of("bent"), "pooled"));
        graph.expose("pooled");
        assertThat(ModelLayers.of(graph).all())
                .containsExactly(
                        new ModelLayer("conv", "Conv", "conv", "normal", "bent"),
                        new ModelLayer("pooled", "GlobalLpPool", "pooled", "pooled", "pooled"));
    }

    @Test
    void aLayerIsFoundByAnyOfItsValuesAndAnyValueIsALayer() {
        assertThat(layers.find("normal").name()).isEqualTo("first/Conv");
        assertThat(layers.find("turned").operator()).isEqualTo("Transpose");
        assertThat(layers.select("pool, second")).extracting(ModelLayer::name).containsExactly("pool", "second");
        assertThat(layers.select("")).isEqualTo(layers.all());
        for (List<String> way : List.of(List.of("pool;second"), List.of("pool", " second"), List.of("pool,second;"))) {
            assertThat(layers.select(way)).extracting(ModelLayer::name).containsExactly("pool", "second");
        }
    }

    @Test
    void aLayerIsFoundByTheNameThatASummaryGivesIt() {
        Graph graph = TinyClassifier.of(16, Layout.NCHW).graph();
        graph.put("w3", Tensor.of(new float[4], 4, 1, 1, 1));
        graph.put("w4", Tensor.of(new float[16], 4, 4, 1, 1));
        Attributes groups = Attributes.NONE.with("group", 4);
        graph.append(new Node("sep/Depthwise", "", "Conv", List.of("second", "w3"), List.of("deep"), groups));
        graph.append(new Node("sep/Conv", "", "Conv", List.of("deep", "w4"), List.of("wide"), Attributes.NONE));
        graph.append(new Node("sum/Add", "", "Add", List.of("wide", "second"), List.of("total"), Attributes.NONE));
        ModelLayers more = ModelLayers.of(graph);

        assertThat(more.find("sep").value()).isEqualTo("wide");
        assertThat(more.find("sep/Depthwise").value()).isEqualTo("deep");
        assertThat(more.find("sum").value()).isEqualTo("total");
        graph.append(new Node("sep/Sum", "", "Add", List.of("total", "wide"), List.of("end"), Attributes.NONE));
        assertThat(ModelLayers.of(graph).find("sep")).isEqualTo(new ModelLayer("sep", "Add", "end", "end", "end"));
        assertThatThrownBy(() -> more.find("third")).hasMessageEndingWith("are: first, pool, second, means, sep.");
    }

    @Test
    void aLayerThatIsNotThereIsAnErrorThatListsThem() {
        assertThatThrownBy(() -> layers.find("third"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("'third'", "first, pool, second, means");
    }

    @Test
    void theLayoutOfAValueFollowsFromTranspositions() {
        assertThat(layers.layout("second", Layout.NHWC)).isEqualTo(Layout.NCHW);
        assertThat(layers.layout("turned", Layout.NCHW)).isEqualTo(Layout.NHWC);
        assertThat(layers.layout("x", Layout.NHWC)).isEqualTo(Layout.NHWC);
    }

    @Test
    void fileNamesAreSafeSortAlikeAndDiffer() {
        List<ModelLayer> odd = List.of(
                new ModelLayer("a/b:c", "Conv", "1", "1", "1"),
                new ModelLayer("a_b_c", "Conv", "2", "2", "2"),
                new ModelLayer("../..", "Conv", "3", "3", "3"));
        assertThat(ModelLayers.fileNames(odd)).containsExactly("01-a_b_c", "02-a_b_c", "03-layer");
    }
}
