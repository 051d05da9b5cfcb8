package io.fovea.zoo;

import io.fovea.layers.AveragePooling2D;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Concatenate;
import io.fovea.layers.Conv2D;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * Inception-v3: branches of windows of different sizes beside each other, eleven times. 299 x 299 RGB, 1,000 classes,
 * 23,851,784 parameters (Szegedy et al., 2016, without the auxiliary head and without gamma, as in Keras). Pixels are
 * brought to -1..1.
 */
final class InceptionV3 extends ImageClassifier {

    InceptionV3() {
        super("inception-v3", 299, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = convolved(x, new Conv2D(32, 3).strides(2));
        x = convolved(x, new Conv2D(32, 3));
        x = convolved(x, new Conv2D(64, 3).same());
        x = x.to(new MaxPooling2D(3).strides(2));
        x = convolved(x, new Conv2D(80, 1));
        x = convolved(x, new Conv2D(192, 3));
        x = x.to(new MaxPooling2D(3).strides(2));
        for (int pooled : new int[] {32, 64, 64}) {
            x = squares(x, pooled);
        }
        x = halvedTo768(x);
        for (int inner : new int[] {128, 160, 160, 192}) {
            x = strips(x, inner);
        }
        x = halvedTo1280(x);
        return crosses(crosses(x));
    }

    private static SymbolicTensor squares(SymbolicTensor x, int pooled) {
        SymbolicTensor one = same(x, 64, 1, 1);
        SymbolicTensor five = same(same(x, 48, 1, 1), 64, 5, 5);
        SymbolicTensor twoThrees = same(same(same(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
        return Concatenate.of(one, five, twoThrees, pooled(x, pooled));
    }

    private static SymbolicTensor halvedTo768(SymbolicTensor x) {
        SymbolicTensor three = convolved(x, new Conv2D(384, 3).strides(2));
        SymbolicTensor twoThrees = same(same(x, 64, 1, 1), 96, 3, 3);
        twoThrees = convolved(twoThrees, new Conv2D(96, 3).strides(2));
        return Concatenate.of(three, twoThrees, x.to(new MaxPooling2D(3).strides(2)));
    }

    private static SymbolicTensor strips(SymbolicTensor x, int inner) {
        SymbolicTensor one = same(x, 192, 1, 1);
        SymbolicTensor seven = same(same(same(x, inner, 1, 1), inner, 1, 7), 192, 7, 1);
        SymbolicTensor twoSevens = same(same(same(x, inner, 1, 1), inner, 7, 1), inner, 1, 7);
        twoSevens = same(same(twoSevens, inner, 7, 1), 192, 1, 7);
        return Concatenate.of(one, seven, twoSevens, pooled(x, 192));
    }

    private static SymbolicTensor halvedTo1280(SymbolicTensor x) {
        SymbolicTensor three = convolved(same(x, 192, 1, 1), new Conv2D(320, 3).strides(2));
        SymbolicTensor seven = same(same(same(x, 192, 1, 1), 192, 1, 7), 192, 7, 1);
        seven = convolved(seven, new Conv2D(192, 3).strides(2));
        return Concatenate.of(three, seven, x.to(new MaxPooling2D(3).strides(2)));
    }

    private static SymbolicTensor crosses(SymbolicTensor x) {
        SymbolicTensor one = same(x, 320, 1, 1);
        SymbolicTensor three = cross(same(x, 384, 1, 1));
        SymbolicTensor twoThrees = cross(same(same(x, 448, 1, 1), 384, 3, 3));
        return Concatenate.of(one, three, twoThrees, pooled(x, 192));
    }

    private static SymbolicTensor cross(SymbolicTensor x) {
        return Concatenate.of(same(x, 384, 1, 3), same(x, 384, 3, 1));
    }

    private static SymbolicTensor pooled(SymbolicTensor x, int filters) {
        return same(x.to(new AveragePooling2D(3).strides(1).same()), filters, 1, 1);
    }

    private static SymbolicTensor same(SymbolicTensor x, int filters, int height, int width) {
        return convolved(x, new Conv2D(filters, height, width).same());
    }

    private static SymbolicTensor convolved(SymbolicTensor x, Conv2D convolution) {
        return x.to(convolution.withoutBias())
                .to(new BatchNormalization().withoutScale().relu());
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
