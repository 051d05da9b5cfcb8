package io.fovea.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.SharedData;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import io.fovea.model.Model;
import io.fovea.session.FloatTensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureLayersTest {

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("plain", plain(), "relu2"),
                Arguments.of("VGG", vgg(), "relu2"),
                Arguments.of("ResNet", resNet(), "sum_relu"),
                Arguments.of("Inception", inception(), "joined"),
                Arguments.of("MobileNet", mobileNet(), "clip"),
                Arguments.of("SqueezeNet", squeezeNet(), "relu1"),
                Arguments.of("channels last", channelsLast(), "relu2"),
                Arguments.of("quantised", quantised(), "real_maps"),
                Arguments.of("transformer", transformer(), "block1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void theLayerBeforeTheHeadIsFound(String family, Model model, String layer) {
        Anatomy anatomy = Anatomy.of(model, false);

        assertThat(anatomy.layers(List.of())).extracting(FeatureLayer::value).containsExactly(layer);
        assertThat(anatomy.scoreCount()).isEqualTo(3);
    }

    /** Its mean taken off and divided, it is still the image: a network may begin so, and have no map behind it. */
    @Test
    void theNormalisedImageIsNoFeatureMap() {
        Chain normalised = new Chain(1, 16);
        normalised.graph.put("mean", Tensor.of(new float[] {120}, 1, 1, 1));
        normalised.node("Sub", "centred", "mean").node("Div", "normalised", "mean");

        Anatomy dense = Anatomy.of(
                normalised.node("Flatten", "flat").dense("scores", 256, 3).model(1, 16, 3), false);
        assertThat(dense.maps().layers()).isEmpty();
        assertThatThrownBy(() -> dense.layers(List.of())).hasMessageContaining("no layer on a grid over the image");
    }

    private static Chain features() {
        return new Chain(1, 16)
                .conv("conv1", 1, 4, 3)
                .node("Relu", "relu1")
                .pool("pool1")
                .conv("conv2", 4, 6, 3)
                .node("Relu", "relu2");
    }

    private static Model plain() {
        return features().head(6, 3).model(1, 16, 3);
    }

    /** Its rectifiers are the lower ends of the quantised ranges. */
    private static Model quantised() {
        Chain net = new Chain(1, 16);
        net.graph.put("step", Tensor.scalar(0.05f));
        net.graph.put("zero", quantised(ElementType.UINT8));
        net.graph.put("w_step", Tensor.scalar(0.01f));
        net.graph.put("w_zero", quantised(ElementType.INT8));
        net.graph.put("kernels1", quantised(ElementType.INT8, 4, 1, 3, 3));
        net.graph.put("kernels2", quantised(ElementType.INT8, 6, 4, 3, 3));
        return net.node("QuantizeLinear", "pixels", "step", "zero")
                .node("QLinearConv", "maps1", "step", "zero", "kernels1", "w_step", "w_zero", "step", "zero")
                .pool("pool")
                .node("QLinearConv", "maps2", "step", "zero", "kernels2", "w_step", "w_zero", "step", "zero")
                .node("DequantizeLinear", "real_maps", "step", "zero")
                .head(6, 3)
                .model(1, 16, 3);
    }

    private static Tensor quantised(ElementType type, long... shape) {
        byte[] values = new byte[(int) Tensor.elements(shape)];
        if (shape.length > 0) {
            new Random(5).nextBytes(values);
        }
        return Tensor.ofBytes(type, shape, ByteBuffer.wrap(values));
    }

    private static Model vgg() {
        return features()
                .pool("pool2")
                .node("Flatten", "flat")
                .dense("hidden", 96, 5)
                .node("Relu", "hidden_relu")
                .dense("scores", 5, 3)
                .node("Softmax", "answer", Attributes.NONE.with("axis", 1))
                .model(1, 16, 3);
    }

    private static Model resNet() {
        return features()
                .conv("conv3", 6, 6, 3)
                .node("Add", "sum", "relu2")
                .node("Relu", "sum_relu")
                .head(6, 3)
                .model(1, 16, 3);
    }

    private static Model inception() {
        return features()
                .conv("left", 6, 4, 1)
                .from("relu2")
                .conv("right", 6, 4, 3)
                .node("Concat", "joined", Attributes.NONE.with("axis", 1), "left")
                .head(8, 3)
                .model(1, 16, 3);
    }

    private static Model mobileNet() {
        Chain net = features().conv("expand", 6, 12, 1);
        String low = net.graph.put("low", Tensor.scalar(0f));
        String high = net.graph.put("high", Tensor.scalar(6f));
        return net.node("Clip", "clip", low, high)
                .node(
                        "ReduceMean",
                        "pooled",
                        Attributes.NONE.withIntegers("axes", 2, 3).with("keepdims", 0))
                .dense("scores", 12, 3)
                .model(1, 16, 3);
    }

    private static Model squeezeNet() {
        return new Chain(1, 16)
                .conv("conv1", 1, 4, 3)
                .node("Relu", "relu1")
                .node("Dropout", "drop")
                .conv("classes", 4, 3, 1)
                .node("Relu", "classes_relu")
                .node("GlobalAveragePool", "pooled")
                .node("Softmax", "answer", Attributes.NONE.with("axis", 1))
                .model(1, 16, 3);
    }

    private static Model channelsLast() {
        return features()
                .transpose("back", 0, 2, 3, 1)
                .node(
                        "ReduceMean",
                        "pooled",
                        Attributes.NONE.withIntegers("axes", 1, 2).with("keepdims", 0))
                .dense("scores", 6, 3)
                .model(1, 16, 3);
    }

    /** Sixteen patches and a class token through two blocks of attention, of which only that token is read. */
    private static Model transformer() {
        Chain net = new Chain(1, 16);
        net.node("Conv", "patches", Attributes.NONE.withIntegers("strides", 4, 4), net.weights("patches_w", 8, 1, 4, 4))
                .reshape("strung", 1, 8, 16)
                .transpose("tokens", 0, 2, 1)
                .from(net.weights("class_token", 1, 1, 8))
                .node("Concat", "block0", Attributes.NONE.with("axis", 1), "tokens");
        for (int block = 1; block <= 2; block++) {
            String before = "block" + (block - 1);
            net.from(before)
                    .node("MatMul", "keys" + block, net.weights("k" + block, 8, 8))
                    .transpose("turned" + block, 0, 2, 1)
                    .from(before)
                    .node("MatMul", "likeness" + block, "turned" + block)
                    .node("Softmax", "attention" + block, Attributes.NONE.with("axis", 2))
                    .node("MatMul", "mixed" + block, before)
                    .node("Add", "block" + block, before);
        }
        return net.node("Gather", "class", Attributes.NONE.with("axis", 1), net.graph.put("zero", Tensor.scalar(0L)))
                .dense("scores", 8, 3)
                .model(1, 16, 3);
    }

    @Test
    void aClassTokenIsNoPartOfTheGrid() {
        FeatureLayer map = Anatomy.of(transformer(), false).layers(List.of()).get(0);

        assertThat(map.form()).isEqualTo(FeatureLayer.Form.CLASS_TOKENS);
        assertThat(new int[] {map.channels(), map.width(), map.height()}).containsExactly(8, 4, 4);
    }

    @Test
    void interleavedMapsAreReadByChannel() {
        FeatureLayer map = Anatomy.of(channelsLast(), false).maps().named("back");

        assertThat(map.form()).isEqualTo(FeatureLayer.Form.INTERLEAVED);
        assertThat(new int[] {map.channels(), map.width(), map.height()}).containsExactly(6, 8, 8);
        float[][] planes = map.planes(FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2));
        assertThat(planes[1]).containsExactly(2, 4, 6, 8);
    }

    @Test
    void everyMapOnAGridCanBeNamed() {
        FeatureLayers maps = Anatomy.of(vgg(), false).maps();

        assertThat(maps.layers()).containsExactly("conv1", "relu1", "pool1", "conv2", "relu2", "pool2");
        assertThat(maps.named("pool1").width()).isEqualTo(8);
        assertThatThrownBy(() -> maps.named("flat")).hasMessageContaining("conv1, relu1, pool1");
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({
        "cifar10-nhwc-medium, sequential_1/conv2d_3/Relu, 6",
        "cifar10-pytorch, Relu_8, 10",
        "cifar10-resnet2b, Relu_12, 8",
        "cifar10-vit-pgd, /1/1.0/1.0.1/Add, 2",
        "deeplabv3-nhwc, Relu__94, 33",
        "fastvit-food101-192, /conv_exp/activation/Clip, 6",
        "mnist-cntk, ReLU114, 14",
        "mnist-maxpool-matlab, Relu_1, 27",
        "mnist-pytorch, 14, 4",
        "squeezenet-fp16, fire9, 13",
    })
    void ofModelsByOthers(String name, String layer, int side) {
        Anatomy anatomy = Anatomy.of(Model.read(SharedData.path("onnx/models/" + name + ".onnx")), false);

        FeatureLayer map = anatomy.layers(List.of()).get(0);

        assertThat(map.layer()).isEqualTo(layer);
        assertThat(map.width()).isEqualTo(side);
    }
}
