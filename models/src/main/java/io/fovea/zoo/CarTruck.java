package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * Cars or trucks: three blocks of a convolution and a pool that filter, detect and condense, then a hidden layer of 6.
 * 128 x 128 RGB, 291,405 parameters (Holbrook, Kaggle Learn: Computer Vision, lesson "Custom Convnets").
 */
final class CarTruck extends ImageClassifier {

    CarTruck() {
        super("car-truck", 128, 3, 1);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(32, 5).same().relu()).to(new MaxPooling2D(2));
        x = x.to(new Conv2D(64, 3).same().relu()).to(new MaxPooling2D(2));
        return x.to(new Conv2D(128, 3).same().relu()).to(new MaxPooling2D(2));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new Flatten()).to(new Dense(6).relu());
    }
}
