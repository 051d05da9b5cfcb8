package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.recipe.TrainingOptions;
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
    static KerasOptimizer create(TrainingOptions options, Collection<Tensor> parameters) {
        List<Tensor> weights = List.copyOf(parameters);
        boolean adamW = options.optimizer().equals("adamw");
        double decay = options.weightDecay();
        if (options.optimizer().equals("rmsprop")) {
            Optimizer sgd = new SGD(vector(weights), sgd(options, 0));
            return new KerasOptimizer(sgd, new RootMeanSquare(weights, decay, options.epsilon()));
        }
        Optimizer optimizer = grouped(options, weights, decay);
        if (options.optimizer().equals("sgd")) {
            return new KerasOptimizer(optimizer, KerasOptimizer.Preparation.NONE);
        }
        DoubleConsumer epsilon = value -> setEpsilon(optimizer, adamW, value);
        return new KerasOptimizer(optimizer, new AdamEpsilon(options.epsilon(), epsilon));
    }

    private static Optimizer grouped(TrainingOptions options, List<Tensor> weights, double decay) {
        List<Tensor> plain = weights.stream().filter(p -> p.dim() <= 1).toList();
        List<Tensor> decaying = weights.stream().filter(p -> p.dim() > 1).toList();
        if (decay == 0 || plain.isEmpty() || decaying.isEmpty()) {
            return create(options, vector(weights), decaying.isEmpty() ? 0 : decay);
        }
        Optimizer optimizer = create(options, vector(decaying), decay);
        optimizer.add_param_group(new OptimizerParamGroup(vector(plain)));
        stopDecay(options.optimizer(), optimizer.param_groups().get(1).options());
        return optimizer;
    }

    private static Optimizer create(TrainingOptions options, TensorVector parameters, double decay) {
        double rate = options.learningRate();
        return switch (options.optimizer()) {
            case "adam" -> {
                AdamOptions adam = new AdamOptions(rate);
                adam.weight_decay().put(decay);
                yield new Adam(parameters, adam);
            }
            case "adamw" -> {
                AdamWOptions adamW = new AdamWOptions(rate);
                adamW.weight_decay().put(decay);
                yield new AdamW(parameters, adamW);
            }
            case "sgd" -> new SGD(parameters, sgd(options, decay));
            default -> throw new FoveaException("The optimiser '" + options.optimizer() + "' is not known.");
        };
    }

    private static SGDOptions sgd(TrainingOptions options, double decay) {
        SGDOptions sgd = new SGDOptions(options.learningRate());
        sgd.momentum().put(options.momentum());
        sgd.nesterov().put(options.nesterov());
        sgd.weight_decay().put(decay);
        return sgd;
    }

    /** The presets know options by their base class only; which one they are follows from the optimiser. */
    private static void stopDecay(String name, OptimizerOptions group) {
        switch (name) {
            case "adam" -> new AdamOptions(group).weight_decay().put(0);
            case "adamw" -> new AdamWOptions(group).weight_decay().put(0);
            default -> new SGDOptions(group).weight_decay().put(0);
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
