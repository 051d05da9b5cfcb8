package io.fovea.train;

import io.fovea.FoveaException;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** libtorch's optimisers by name, with Keras's defaults where the two differ. */
final class Optimizers {

    /** All that can be asked for. */
    static final List<String> NAMES = List.of("adam", "adamw", "rmsprop", "sgd");

    private static final double ADAMW_DECAY = 0.004;

    private Optimizers() {}

    /** An optimiser of {@code parameters}; weights of one axis, biases and the scales of normalisations, never decay. */
    static Optimizer create(TrainingOptions options, Collection<Tensor> parameters) {
        boolean adamW = options.optimizer().equals("adamw");
        double decay = adamW && options.weightDecay() == 0 ? ADAMW_DECAY : options.weightDecay();
        if (decay == 0) {
            return create(options, vector(parameters.stream().toList()), 0);
        }
        List<Tensor> plain = parameters.stream().filter(p -> p.dim() <= 1).toList();
        List<Tensor> decaying = parameters.stream().filter(p -> p.dim() > 1).toList();
        if (plain.isEmpty() || decaying.isEmpty()) {
            return create(options, vector(parameters.stream().toList()), plain.isEmpty() ? decay : 0);
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
                adam.eps().put(options.epsilon());
                adam.weight_decay().put(decay);
                yield new Adam(parameters, adam);
            }
            case "adamw" -> {
                AdamWOptions adamW = new AdamWOptions(rate);
                adamW.eps().put(options.epsilon());
                adamW.weight_decay().put(decay);
                yield new AdamW(parameters, adamW);
            }
            case "rmsprop" -> {
                RMSpropOptions rmsProp = new RMSpropOptions(rate);
                rmsProp.alpha().put(0.9);
                rmsProp.eps().put(options.epsilon());
                rmsProp.momentum().put(options.momentum());
                rmsProp.weight_decay().put(decay);
                yield new RMSprop(parameters, rmsProp);
            }
            case "sgd" -> {
                SGDOptions sgd = new SGDOptions(rate);
                sgd.momentum().put(options.momentum());
                sgd.nesterov().put(options.nesterov());
                sgd.weight_decay().put(decay);
                yield new SGD(parameters, sgd);
            }
            default -> throw new FoveaException("The optimiser '" + options.optimizer() + "' is not known.");
        };
    }

    /** The presets know options by their base class only; which one they are follows from the optimiser. */
    private static void stopDecay(String name, OptimizerOptions group) {
        switch (name) {
            case "adam" -> new AdamOptions(group).weight_decay().put(0);
            case "adamw" -> new AdamWOptions(group).weight_decay().put(0);
            case "rmsprop" -> new RMSpropOptions(group).weight_decay().put(0);
            default -> new SGDOptions(group).weight_decay().put(0);
        }
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }

    static void setLearningRate(Optimizer optimizer, double learningRate) {
        try (PointerScope scope = new PointerScope()) {
            for (long i = 0; i < optimizer.param_groups().size(); i++) {
                optimizer.param_groups().get(i).options().set_lr(learningRate);
            }
        }
    }
}
