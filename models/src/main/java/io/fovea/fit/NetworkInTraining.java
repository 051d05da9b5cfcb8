package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.data.Batches;
import io.fovea.recipe.StepSpec;
import io.fovea.recipe.TrainingOptions;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * What is done with a batch.
 *
 * @param model whose weights move
 * @param optimizer of its weights
 * @param head the model's end
 * @param loss of its scores
 * @param accumulation says which batches make a step
 * @param average of the weights, which is measured in their place
 * @param mixing of the examples of a batch
 * @param depth what is left out of the model in a step
 * @param heads what answers besides
 * @param gradients of its layers, which are measured
 * @param own metrics beside the usual ones, by name
 * @param distillation what is learned from a teacher besides
 * @param objects how objects are told apart, where they are
 */
record NetworkInTraining(
        TorchGraph model,
        KerasOptimizer optimizer,
        Head head,
        Loss loss,
        GradientAccumulation accumulation,
        WeightAverage average,
        BatchMixing mixing,
        StochasticDepth depth,
        AuxiliaryHeads heads,
        GradientNorms gradients,
        Map<String, Metric> own,
        Optional<Distillation> distillation,
        Optional<ObjectsHead> objects) {

    /** Accuracy in training is counted on every so manieth row of pixels: counting all takes a percent of the time. */
    private static final long ROWS = 4;

    /** Validation's results. */
    record Validation(double loss, double accuracy, Map<String, Double> metrics, Map<String, Double> details) {}

    /** What options make of a model without a teacher. */
    static NetworkInTraining of(
            TorchGraph model,
            StochasticDepth depth,
            AuxiliaryHeads heads,
            Head head,
            TrainingOptions options,
            OwnParts own) {
        return of(model, depth, heads, head, options, own, Optional.empty(), Optional.empty());
    }

    /**
     * What options make of a model; the caller's pointer scope holds it.
     *
     * @param model computes the graph of {@code depth}
     * @param heads are part of that
     * @param teacher who is asked where the options have a distillation
     * @throws FoveaException when the options speak of layers that are not there
     */
    static NetworkInTraining of(
            TorchGraph model,
            StochasticDepth depth,
            AuxiliaryHeads heads,
            Head head,
            TrainingOptions options,
            OwnParts own,
            Optional<Teacher> teacher,
            Optional<ObjectsHead> objects) {
        Collection<Tensor> weights = model.parameters().values();
        Set<String> ofModel = new LinkedHashSet<>(model.parameters().keySet());
        ofModel.removeAll(heads.parameters());
        LayerWeights layers = LayerWeights.of(depth.graph(), ofModel);
        Map<String, Double> rates = layers.decayed(options.layers().decay());
        layers.meant("layerRates", options.layers().rates())
                .forEach((weight, rate) -> rates.merge(weight, rate, (decayed, said) -> decayed * said));
        LayerPenalties penalties = new LayerPenalties(
                model.parameters(), layers.meant("penalties", options.layers().penalties()));
        StepSpec step = options.step();
        List<Tensor> averaged = new ArrayList<>(weights);
        averaged.addAll(model.averages().values());
        GradientAccumulation accumulation = new GradientAccumulation(weights, step.accumulate());
        WeightAverage average = new WeightAverage(averaged, step.ema());
        GradientNorms gradients = new GradientNorms(GradientNorms.layers(model.graph(), model.parameters()));
        KerasOptimizer optimizer = Optimizers.create(options.optimizer(), weights)
                .precededBy(new GradientClip(weights, step.clipNorm()))
                .precededBy(penalties)
                .precededBy(gradients)
                .precededBy(accumulation)
                .precededBy(average)
                .precededBy(new LayerRates(model.parameters(), rates));
        BatchMixing mixing = new BatchMixing(options.mixing(), options.seed());
        return new NetworkInTraining(
                model,
                optimizer,
                head,
                own.loss().orElseGet(() -> Losses.of(options.loss(), head)),
                accumulation,
                average,
                mixing,
                depth,
                heads,
                gradients,
                own.metrics(),
                options.distillation().flatMap(spec -> teacher.map(asked -> new Distillation(asked, spec, head))),
                objects);
    }

    /** An empty tally; the caller's pointer scope holds it. */
    EpochTally tally() {
        return new EpochTally(model.parameters().values().iterator().next());
    }

    /**
     * Learns from a batch, and takes a step of the optimiser where one is due. A batch in which all is ignored teaches
     * nothing and is left out.
     */
    void step(Batch batch, Turn turn, EpochTally seen) {
        try (PointerScope scope = new PointerScope()) {
            if (!isIgnored(batch)) {
                learn(mixing.mix(batch, turn), turn, seen);
            }
            if (accumulation.isDue()) {
                optimizer.step();
            }
        }
    }

    /** Takes the step that batches are left for at the end of an epoch, fewer than make one otherwise. */
    void endEpoch() {
        try (PointerScope scope = new PointerScope()) {
            if (!accumulation.isFresh()) {
                optimizer.step();
            }
        }
    }

    private void learn(MixedBatch mixed, Turn turn, EpochTally seen) {
        Batch batch = mixed.batch();
        try (PointerScope scope = new PointerScope()) {
            if (accumulation.isFresh()) {
                optimizer.forgetGradients();
            }
            Map<String, Tensor> given = given(batch, depth.drawn(batch.size(), turn));
            Set<String> wanted = new LinkedHashSet<>(heads.weights().keySet());
            wanted.add(head.scores());
            Map<String, Tensor> outputs = model.run(given, wanted, true);
            Tensor targets = targets(batch);
            Tensor scores = Head.aligned(outputs.get(head.scores()), targets);
            Tensor truth =
                    objects.map(head -> head.loss(scores, truth(batch))).orElseGet(() -> loss(mixed, scores, targets));
            Tensor value = distillation
                    .map(teaching -> teaching.with(truth, batch, scores))
                    .orElse(truth);
            withAuxiliary(value, mixed, outputs, targets).backward();
            accumulation.add();
            boolean perPixel = targets.dim() == 3;
            seen.add(
                    batch.size(),
                    value,
                    perPixel ? ofSomeRows(classes(scores), 2) : scores,
                    perPixel ? ofSomeRows(targets, 1) : targets);
        }
    }

    /** The loss of the last layer, and as much as they count of those that answer besides. */
    private Tensor withAuxiliary(Tensor last, MixedBatch mixed, Map<String, Tensor> outputs, Tensor targets) {
        Tensor all = last;
        for (Map.Entry<String, Double> extra : heads.weights().entrySet()) {
            Tensor scores = outputs.get(extra.getKey());
            Tensor coarse = thinned(targets, scores);
            if (coarse.eq(new Scalar(Batch.IGNORED)).all().item_bool()) {
                continue; // a mean over nothing is no number, and would take the weights with it
            }
            Tensor value = loss(mixed, Head.aligned(scores, coarse), coarse);
            all = all.add(value, new Scalar(extra.getValue()));
        }
        return all;
    }

    /** {@code maps} as fine as scores of pixels are; as they are where they are no maps, or there is one answer for an image. */
    private Tensor thinned(Tensor maps, Tensor scores) {
        return maps.dim() == 3 && scores.dim() == 4
                ? thinned(maps, scores.size(2), scores.size(3), model::place)
                : maps;
    }

    /**
     * A pixel for each of a coarser answer's, that which lies under its middle: a finer map cannot be held against it.
     *
     * @param maps {@code [N, H, W]}
     * @param place brings numbers to where the maps are
     * @return {@code [N, rows, columns]}
     */
    static Tensor thinned(Tensor maps, long rows, long columns, UnaryOperator<Tensor> place) {
        return picked(picked(maps, 1, rows, place), 2, columns, place);
    }

    private static Tensor picked(Tensor maps, long axis, long count, UnaryOperator<Tensor> place) {
        long size = maps.size(axis);
        long[] middles = LongStream.range(0, count)
                .map(i -> (2 * i + 1) * size / (2 * count))
                .toArray();
        return count == size ? maps : maps.index_select(axis, place.apply(Tensors.of(middles, count)));
    }

    /**
     * The loss of a batch.
     *
     * @param targets of the size of the scores
     */
    private Tensor loss(MixedBatch mixed, Tensor scores, Tensor targets) {
        float[] weights = mixed.batch().weights();
        if (weights.length > 0) {
            Tensor pixels =
                    thinned(model.place(Tensors.of(weights, mixed.batch().targetShape())), scores);
            return loss.weighted(scores, targets, pixels);
        }
        WeighedLoss weighed = new WeighedLoss(loss);
        Tensor first = weighed.of(mixed.batch().exampleWeights(), scores, targets);
        if (mixed.share() == 1) {
            return first;
        }
        Tensor second = weighed.of(mixed.others().exampleWeights(), scores, thinned(targets(mixed.others()), scores));
        return first.mul(new Scalar(mixed.share())).add(second, new Scalar(1 - mixed.share()));
    }

    private static boolean isIgnored(Batch batch) {
        return Arrays.stream(batch.targets()).allMatch(target -> target == Batch.IGNORED);
    }

    private static Tensor ofSomeRows(Tensor pixels, long axis) {
        return pixels.detach().slice(axis, new LongOptional(), new LongOptional(), ROWS);
    }

    /**
     * Measures the model.
     *
     * @param before is run before every batch; what it throws ends the validation
     * @throws FoveaException when all is ignored
     */
    Validation validate(Batches batches, Runnable before) {
        ValidationMetrics measures = new ValidationMetrics(own);
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
            return new Validation(held.loss(), held.accuracy(), measures.values(), measures.details());
        }
    }

    private void validate(Batch batch, EpochTally held, ValidationMetrics measures) {
        if (isIgnored(batch)) {
            return;
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradients = new NoGradGuard()) {
            Map<String, Tensor> given = given(batch, depth.open(batch.size()));
            Tensor outputs = model.run(given, head.scores(), false);
            Tensor targets = targets(batch);
            Tensor scores = Head.aligned(outputs, targets);
            Tensor wrong =
                    objects.map(head -> head.loss(scores, truth(batch))).orElseGet(() -> loss.of(scores, targets));
            held.add(batch.size(), wrong, classes(scores), targets);
            measures.add(classes(scores), targets);
        }
    }

    private Map<String, Tensor> given(Batch batch, Map<String, float[]> gates) {
        Map<String, Tensor> inputs = new HashMap<>();
        inputs.put(model.input(), model.place(Tensors.of(batch.inputs(), batch.inputShape())));
        batch.others().forEach((name, values) -> inputs.put(name, model.place(Tensors.of(values))));
        Map<String, Tensor> given = StochasticDepth.with(inputs, gates);
        model.requireInputs(given.keySet());
        return given;
    }

    /** The scores that targets are classes of: of objects, that there is one. */
    private Tensor classes(Tensor scores) {
        return objects.map(head -> head.believed(scores)).orElse(scores);
    }

    private Tensor truth(Batch batch) {
        return model.place(Tensors.of(batch.objects(), batch.objectsShape()));
    }

    /** What scores of classes are held against: of objects, where they are. */
    private Tensor targets(Batch batch) {
        return objects.map(head -> head.covered(truth(batch)))
                .orElseGet(() -> model.place(Tensors.of(batch.targets(), batch.targetShape())));
    }
}
