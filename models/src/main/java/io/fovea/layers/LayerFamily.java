package io.fovea.layers;

import java.util.List;
import java.util.Set;

/** What a layer is for, which decides its colour in a {@link GraphPlot}. */
enum LayerFamily {
    INPUT("#ffffff", Set.of("Input")),
    /** Layers with kernels. */
    CONVOLUTION("#d6e6f7", Set.of("Conv", "ConvTranspose")),
    /** Fully connected layers. */
    DENSE("#e6dcf4", Set.of("Gemm", "MatMul")),
    /** Layers that change an image's size. */
    SIZE(
            "#d9efdb",
            Set.of(
                    "MaxPool",
                    "AveragePool",
                    "GlobalAveragePool",
                    "GlobalMaxPool",
                    "Resize",
                    "Upsample",
                    "Pad",
                    "Flatten",
                    "Reshape")),
    NORMALISATION("#eceff1", Set.of("BatchNormalization", "InstanceNormalization", "LayerNormalization", "LRN")),
    /** Layers where branches meet. */
    MERGE("#fde9c4", Set.of("Concat")),
    OTHER("#f7f7f7", Set.of());

    private final String color;
    private final Set<String> operators;

    LayerFamily(String color, Set<String> operators) {
        this.color = color;
        this.operators = operators;
    }

    static LayerFamily of(Summary.Row row) {
        if (row.connectedTo().size() > 1) {
            return MERGE;
        }
        List<String> ops = row.operators();
        for (LayerFamily family : values()) {
            if (ops.stream().anyMatch(family.operators::contains)) {
                return family;
            }
        }
        return OTHER;
    }

    /** For the box, as in CSS. */
    String color() {
        return color;
    }
}
