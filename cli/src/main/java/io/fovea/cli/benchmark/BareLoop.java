package io.fovea.cli.benchmark;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randint;

import io.fovea.torch.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A training loop on nothing but libtorch, the way its tutorials have it: one batch, in memory, over and over. Not
 * thread-safe.
 */
final class BareLoop {
    private static final long MEAN = 1;
    private static final long IGNORE_NONE = -100;

    private final BareWeights weights;
    private final BareWeights.Layer network;
    private final boolean halved;
    private final Adam optimizer;
    private final Tensor images;
    private final Tensor targets;

    /**
     * A loop over a workload's network.
     *
     * @param channelsLast how images and kernels lie in memory
     * @param precision as Fovea would compute in it
     */
    BareLoop(Workload workload, boolean channelsLast, Precision precision) {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        weights = new BareWeights(channelsLast);
        network = BareNetworks.build(workload, weights);
        halved = precision == Precision.BF16;
        // DJL has no RMSprop on PyTorch, so all take Adam.
        AdamOptions options = new AdamOptions(1e-3);
        options.eps().put(1e-7);
        optimizer = new Adam(weights.all(), options);
        long n = workload.batch();
        long side = workload.side();
        images = weights.laidOut(rand(n, 3, side, side).mul_(new Scalar(255.0)));
        long[] shape = workload.perPixel() ? new long[] {n, side, side} : new long[] {n};
        targets = randint(workload.classes(), shape).to(ScalarType.Long);
    }

    /** The number of trainable numbers. */
    long parameters() {
        return weights.count();
    }

    /** Trains until the turns end. */
    void run(Turns turns) {
        while (turns.goesOn()) {
            step();
        }
    }

    /** Forward, backward, update; the loss before it. */
    double step() {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor loss = cross_entropy_loss(logits(), targets, new TensorOptional(), MEAN, IGNORE_NONE, 0);
            loss.backward();
            optimizer.step();
            return loss.item_double();
        }
    }

    private Tensor logits() {
        if (!halved) {
            return network.of(images.div(new Scalar(255.0)));
        }
        torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
        torch.set_autocast_enabled(DeviceType.CPU, true);
        try {
            return network.of(images.div(new Scalar(255.0))).to(ScalarType.Float);
        } finally {
            torch.set_autocast_enabled(DeviceType.CPU, false);
            torch.clear_cache();
        }
    }
}
