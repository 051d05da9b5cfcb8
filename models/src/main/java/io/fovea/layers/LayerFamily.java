package io.fovea.layers;

import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.List;
import java.util.function.Predicate;

/** What a layer is for, which decides its colour in a {@link GraphPlot}. */
enum LayerFamily {
    INPUT("#ffffff", operator -> false),
    /** Layers with kernels. */
    CONVOLUTION("#d6e6f7", operator -> operator.is(Family.CONVOLUTION)),
    /** Fully connected layers. */
    DENSE("#e6dcf4", operator -> operator.is(Family.PRODUCT)),
    NORMALISATION("#eceff1", operator -> operator.is(Family.NORMALISATION)),
    /** Layers that change an image's size. */
    SIZE(
            "#d9efdb",
            operator -> operator.is(Family.POOLING, Family.RESIZING, Family.PADDING)
                    || operator.dependence() == Dependence.RESHAPED),
    /** Layers where branches meet. */
    MERGE("#fde9c4", operator -> operator.has(Trait.JOINING)),
    OTHER("#f7f7f7", operator -> false);

    private final String color;
    private final Predicate<Operator> operators;

    LayerFamily(String color, Predicate<Operator> operators) {
        this.color = color;
        this.operators = operators;
    }

    static LayerFamily of(Summary.Row row) {
        if (row.connectedTo().size() > 1) {
            return MERGE;
        }
        if (row.operators().equals(List.of(Summary.INPUT))) {
            return INPUT;
        }
        List<Operator> all = row.operators().stream().map(Operators::named).toList();
        for (LayerFamily family : values()) {
            if (all.stream().anyMatch(family.operators)) {
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
