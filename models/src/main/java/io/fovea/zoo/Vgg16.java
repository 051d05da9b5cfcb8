package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * VGG16: thirteen 3 x 3 convolutions in five blocks and two hidden layers of 4,096. 224 x 224 RGB, 1,000 classes,
 * 138,357,544 parameters, 14,714,688 without the head (Simonyan and Zisserman, 2015). Pixels are brought to -1..1.
 */
final class Vgg16 extends ImageClassifier {

    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final int[] FILTERS = {64, 128, 256, 512, 512};

    Vgg16() {
        super("vgg16", 224, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        for (int block = 1; block <= FILTERS.length; block++) {
            for (int i = 1; i <= CONVOLUTIONS[block - 1]; i++) {
                x = x.to(new Conv2D(FILTERS[block - 1], 3).same().relu().named("block" + block + "_conv" + i));
            }
            x = x.to(new MaxPooling2D(2).named("block" + block + "_pool"));
        }
        return x;
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        SymbolicTensor x = features.to(new Flatten());
        x = x.to(new Dense(4096).relu().named("fc1"));
        return x.to(new Dense(4096).relu().named("fc2"));
    }
}
