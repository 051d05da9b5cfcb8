package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.model.Model;
import org.junit.jupiter.api.Test;

class PooledHeadTest {

    /** Scores that are shifted and turned round are weighted sums of the means still. */
    @Test
    void itIsSeenThroughWhateverIsLinear() {
        Chain net = new Chain(1, 16)
                .conv("conv", 1, 6, 3)
                .node("Relu", "relu")
                .node("GlobalAveragePool", "pooled")
                .node("Flatten", "flat");
        Model model = net.dense("scores", 6, 3)
                .node("Neg", "turned")
                .node("Sum", "shifted", net.weights("offset", 3))
                .model(1, 16, 3);

        assertThat(PooledHead.of(Anatomy.of(model, false)).map().value()).isEqualTo("relu");
    }
}
