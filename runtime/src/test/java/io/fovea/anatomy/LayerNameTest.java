package io.fovea.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.model.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One name means one place in a model, whether a layer is explained or shown. */
class LayerNameTest {
    private static Model model() {
        Chain net = new Chain(1, 16).conv("conv1", 1, 4, 3);
        named(net, "block/a/Relu", "Relu", "bent");
        named(net, "block/b/Neg", "Neg", "turned");
        named(net, "layer/Exp", "Exp", "grown");
        named(net, "layer/Tanh", "Tanh", "layer_out");
        return net.head(4, 3).model(1, 16, 3);
    }

    private static void named(Chain net, String name, String op, String output) {
        net.graph.append(new Node(name, "", op, List.of(net.last), List.of(output), Attributes.NONE));
        net.last = output;
    }

    @ParameterizedTest
    @CsvSource({
        "block, turned",
        "block/a, bent",
        "block/a/Relu, bent",
        "layer, layer_out",
        "layer/Exp, grown",
        "grown, grown",
        "turned, turned",
        "conv1, conv1"
    })
    void isFoundAlike(String name, String value) {
        Model model = model();

        assertThat(Anatomy.of(model, false).maps().named(name).value()).isEqualTo(value);
        ModelLayer layer = ModelLayers.of(model.graph()).find(name);
        assertThat(List.of(layer.value(), layer.linear(), layer.activation())).contains(value);
    }

    @Test
    void aLayerComesBeforeAValueThatIsCalledLikeIt() {
        List<Node> nodes = List.of(
                new Node("first", "", "Relu", List.of("x"), List.of("pool"), Attributes.NONE),
                new Node("pool/Max", "", "MaxPool", List.of("pool"), List.of("y"), Attributes.NONE),
                new Node("pool/size", "", "Constant", List.of(), List.of("z"), Attributes.NONE));

        assertThat(LayerName.find("pool", nodes)).contains(nodes.get(1));
        assertThat(LayerName.find("y", nodes)).contains(nodes.get(1));
        assertThat(LayerName.find("po", nodes)).isEmpty();
        assertThat(LayerName.find("", nodes)).isEmpty();
        assertThat(LayerName.value("y", nodes.get(1))).isEqualTo("y");
    }
}
