package io.fovea.zoo;

import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * Three residual blocks on 32 x 32 RGB and one answer, 297,697 parameters (Chollet, Deep Learning with Python, 2nd
 * edition, section 9.3.2).
 */
final class SmallResNet extends ImageClassifier {

    SmallResNet() {
        super("small-resnet", 32, 3, 1);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        x = ResidualExample.residual(x, 32, 2, true);
        x = ResidualExample.residual(x, 64, 2, true);
        return ResidualExample.residual(x, 128, 2, false);
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
