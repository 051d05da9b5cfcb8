package io.fovea.fit;

import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.OptimizerSpec;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** libtorch's optimisers by name, with Keras's defaults and Keras's epsilon where the two differ. */
final class Optimizers {

    private Optimizers() {}

    /** An optimiser of {@code parameters}; weights of one axis, biases and the scales of normalisations, never decay. */
    static KerasOptimizer create(OptimizerSpec spec, Collection<Tensor> parameters) {
        List<Tensor> weights = List.copyOf(parameters);
        boolean adamW = spec.name() == OptimizerName.ADAMW;
        double decay = spec.weightDecay();
        if (spec.name() == OptimizerName.RMSPROP) {
            Optimizer sgd = new SGD(vector(weights), sgd(spec, 0));
            return new KerasOptimizer(sgd, new RootMeanSquare(weights, decay, spec.epsilon()));
        }
        Optimizer optimizer = grouped(spec, weights, decay);
        if (spec.name() == OptimizerName.SGD) {
            return new KerasOptimizer(optimizer, KerasOptimizer.Preparation.NONE);
        }
        DoubleConsumer epsilon = value -> setEpsilon(optimizer, adamW, value);
        return new KerasOptimizer(optimizer, new AdamEpsilon(spec.epsilon(), epsilon));
    }

    private static Optimizer grouped(OptimizerSpec spec, List<Tensor> weights, double decay) {
        List<Tensor> plain = weights.stream().filter(p -> p.dim() <= 1).toList();
        List<Tensor> decaying = weights.stream().filter(p -> p.dim() > 1).toList();
        if (decay == 0 || plain.isEmpty() || decaying.isEmpty()) {
            return create(spec, vector(weights), decaying.isEmpty() ? 0 : decay);
        }
        Optimizer optimizer = create(spec, vector(decaying), decay);
        optimizer.add_param_group(new OptimizerParamGroup(vector(plain)));
        stopDecay(spec.name(), optimizer.param_groups().get(1).options());
        return optimizer;
    }

    private static Optimizer create(OptimizerSpec spec, TensorVector parameters, double decay) {
        double rate = spec.learningRate();
        return switch (spec.name()) {
            case ADAM -> {
                AdamOptions adam = new AdamOptions(rate);
                adam.weight_decay().put(decay);
                yield new Adam(parameters, adam);
            }
            case ADAMW -> {
                AdamWOptions adamW = new AdamWOptions(rate);
                adamW.weight_decay().put(decay);
                yield new AdamW(parameters, adamW);
            }
            // RMSprop is SGD along gradients that are divided beforehand.
            case SGD, RMSPROP -> new SGD(parameters, sgd(spec, decay));
        };
    }

    private static SGDOptions sgd(OptimizerSpec spec, double decay) {
        SGDOptions sgd = new SGDOptions(spec.learningRate());
        sgd.momentum().put(spec.momentum());
        sgd.nesterov().put(spec.nesterov());
        sgd.weight_decay().put(decay);
        return sgd;
    }

    /** The presets know options by their base class only; which one they are follows from the optimiser. */
    private static void stopDecay(OptimizerName name, OptimizerOptions group) {
        switch (name) {
            case ADAM -> new AdamOptions(group).weight_decay().put(0);
            case ADAMW -> new AdamWOptions(group).weight_decay().put(0);
            case SGD, RMSPROP -> new SGDOptions(group).weight_decay().put(0);
        }
    }

    private static void setEpsilon(Optimizer optimizer, boolean adamW, double epsilon) {
        try (PointerScope scope = new PointerScope()) {
            for (long i = 0; i < optimizer.param_groups().size(); i++) {
                OptimizerOptions group = optimizer.param_groups().get(i).options();
                if (adamW) {
                    new AdamWOptions(group).eps().put(epsilon);
                } else {
                    new AdamOptions(group).eps().put(epsilon);
                }
            }
        }
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }
}
