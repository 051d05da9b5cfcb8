package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.data.Batches;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * What is done with a batch.
 *
 * @param model whose weights move
 * @param optimizer of its weights
 * @param head the model's end
 * @param loss of its scores
 */
record NetworkInTraining(TorchGraph model, KerasOptimizer optimizer, Head head, Loss loss) {

    /** Accuracy in training is counted on every so manieth row of pixels: counting all takes a percent of the time. */
    private static final long ROWS = 4;

    /** Validation's results. */
    record Validation(double loss, double accuracy, Map<String, Double> metrics) {}

    /** An empty tally; the caller's pointer scope holds it. */
    EpochTally tally() {
        return new EpochTally(model.parameters().values().iterator().next());
    }

    /** One step of the optimiser. A batch in which all is ignored teaches nothing and is left out. */
    void step(Batch batch, EpochTally seen) {
        if (isIgnored(batch)) {
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            optimizer.forgetGradients();
            Tensor outputs = model.run(inputs(batch), head.scores(), true);
            Tensor targets = targets(batch);
            Tensor scores = Head.aligned(outputs, targets);
            Tensor value = loss.of(scores, targets);
            value.backward();
            optimizer.step();
            boolean perPixel = targets.dim() == 3;
            seen.add(
                    batch.size(),
                    value,
                    perPixel ? thinned(scores, 2) : scores,
                    perPixel ? thinned(targets, 1) : targets);
        }
    }

    private static boolean isIgnored(Batch batch) {
        return Arrays.stream(batch.targets()).allMatch(target -> target == Batch.IGNORED);
    }

    private static Tensor thinned(Tensor pixels, long axis) {
        return pixels.detach().slice(axis, new LongOptional(), new LongOptional(), ROWS);
    }

    /**
     * Measures the model.
     *
     * @param before is run before every batch; what it throws ends the validation
     * @throws FoveaException when all is ignored
     */
    Validation validate(Batches batches, Runnable before) {
        ValidationMetrics measures = new ValidationMetrics();
        try (PointerScope scope = new PointerScope()) {
            EpochTally held = tally();
            batches.forEach(0, batch -> {
                before.run();
                validate(batch, held, measures);
            });
            if (held.isEmpty()) {
                throw new FoveaException(
                        "All pixels of the validation examples are ignored, so no epoch can be measured;"
                                + " share the data out in another way, such as by another 'seed' of the recipe's 'split'.");
            }
            return new Validation(held.loss(), held.accuracy(), measures.values());
        }
    }

    private void validate(Batch batch, EpochTally held, ValidationMetrics measures) {
        if (isIgnored(batch)) {
            return;
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            Tensor outputs = model.run(inputs(batch), head.scores(), false);
            Tensor targets = targets(batch);
            Tensor scores = Head.aligned(outputs, targets);
            held.add(batch.size(), loss.of(scores, targets), scores, targets);
            measures.add(scores, targets);
        }
    }

    private Map<String, Tensor> inputs(Batch batch) {
        return Map.of(model.input(), model.place(Tensors.of(batch.inputs(), batch.inputShape())));
    }

    private Tensor targets(Batch batch) {
        return model.place(Tensors.of(batch.targets(), batch.targetShape()));
    }
}
