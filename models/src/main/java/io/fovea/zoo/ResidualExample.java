package io.fovea.zoo;

import io.fovea.layers.Add;
import io.fovea.layers.Conv2D;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * One residual block on 32 x 32 RGB. The block changes the number of channels, so a convolution of one pixel (2,112
 * parameters) brings its input to the same shape; where the block ends in a pool, that convolution takes the pool's
 * stride. The first layer has 896 parameters, the block's convolution 18,496, and a second one, which the published blocks
 * of this size do not have, 36,928 (after Chollet, Deep Learning with Python, 2nd edition, section 9.3.2: listing 9.2 is
 * {@code residual-widening}, listing 9.3 {@code residual-pooling}).
 */
final class ResidualExample extends ImageClassifier {

    private final int convolutions;
    private final boolean pooling;

    ResidualExample(String name, int convolutions, boolean pooling) {
        super(name, 32, 3, 10);
        this.convolutions = convolutions;
        this.pooling = pooling;
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        return residual(x.to(new Conv2D(32, 3).relu()), 64, convolutions, pooling);
    }

    /** Some convolutions, pooled if wanted, and their input added in a shape that fits. */
    static SymbolicTensor residual(SymbolicTensor input, int filters, int convolutions, boolean pooling) {
        SymbolicTensor x = input;
        for (int i = 0; i < convolutions; i++) {
            x = x.to(new Conv2D(filters, 3).same().relu());
        }
        if (pooling) {
            x = x.to(new MaxPooling2D(2).same());
            return Add.of(x, input.to(new Conv2D(filters, 1).strides(2)));
        }
        return Add.of(x, filters == input.channels() ? input : input.to(new Conv2D(filters, 1)));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
