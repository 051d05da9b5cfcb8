package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerFamilyTest {

    @ParameterizedTest
    @CsvSource({
        "Input, INPUT",
        "Conv Relu, CONVOLUTION",
        "QLinearConv, CONVOLUTION",
        "Reshape Gemm Softmax, DENSE",
        "Einsum, DENSE",
        "MaxPool, SIZE",
        "LpPool, SIZE",
        "GlobalLpPool, SIZE",
        "Upsample, SIZE",
        "Pad, SIZE",
        "Flatten, SIZE",
        "Unsqueeze, SIZE",
        "BatchNormalization Relu, NORMALISATION",
        "GroupNormalization, NORMALISATION",
        "Reshape InstanceNormalization Shape Reshape Mul Add, NORMALISATION",
        "Concat, MERGE",
        "Relu, OTHER",
        "Transpose, OTHER",
        "Dropout, OTHER",
        "SomethingNew, OTHER",
    })
    void aLayerIsOfTheFamilyOfItsOperators(String operators, LayerFamily family) {
        assertThat(LayerFamily.of(row(operators, List.of("before")))).isEqualTo(family);
    }

    @Test
    void branchesMeetInWhateverTakesTwo() {
        assertThat(LayerFamily.of(row("Add", List.of("left", "right")))).isEqualTo(LayerFamily.MERGE);
    }

    private static Summary.Row row(String operators, List<String> connectedTo) {
        return new Summary.Row(
                "layer", List.of(operators.split(" ")), Shape.UNKNOWN, 0, ReceptiveWindow.WHOLE_IMAGE, connectedTo);
    }
}
