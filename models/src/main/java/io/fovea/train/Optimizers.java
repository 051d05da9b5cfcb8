package io.fovea.train;

import io.fovea.FoveaException;
import java.util.Collection;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** libtorch's optimisers by name, with Keras's defaults where the two differ. */
final class Optimizers {

    private Optimizers() {}

    static Optimizer create(String name, Collection<Tensor> parameters, double learningRate) {
        TensorVector vector = new TensorVector(parameters.toArray(Tensor[]::new));
        return switch (name) {
            case "adam" -> {
                AdamOptions options = new AdamOptions(learningRate);
                options.eps().put(1e-7);
                yield new Adam(vector, options);
            }
            case "rmsprop" -> {
                RMSpropOptions options = new RMSpropOptions(learningRate);
                options.alpha().put(0.9);
                options.eps().put(1e-7);
                yield new RMSprop(vector, options);
            }
            default -> throw new FoveaException("The optimiser '" + name + "' is not known; it is adam or rmsprop.");
        };
    }

    static void setLearningRate(Optimizer optimizer, double learningRate) {
        for (long i = 0; i < optimizer.param_groups().size(); i++) {
            optimizer.param_groups().get(i).options().set_lr(learningRate);
        }
    }
}
