package io.fovea.data;

import io.fovea.ArrayLength;
import io.fovea.image.Image;
import io.fovea.image.Preparation;
import io.fovea.task.instance.ObjectTruth;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Batches of varied images: what an example looks like depends on the seed, the epoch and its index alone. */
record VariedImages(
        Dataset dataset,
        Preparation preparation,
        Augmenter augmenter,
        int contour,
        BorderWeights border,
        Optional<ObjectTruth> truth,
        long seed,
        Skipped skipped)
        implements BatchAssembly {

    @Override
    public Batch assemble(List<Integer> indices, int epoch) {
        List<Example> examples = new ArrayList<>();
        for (int index : indices) {
            SplittableRandom random = new SplittableRandom(31 * (31 * seed + epoch) + index);
            skipped.read(dataset, index)
                    .map(example -> pasted(augmenter.vary(example, random), random))
                    .ifPresent(examples::add);
        }
        List<Target> targets = examples.stream().map(Example::target).toList();
        long[] shape = {examples.size(), preparation.channels(), augmenter.height(), augmenter.width()};
        return new Batch(
                numbers(examples),
                shape,
                truth.isPresent() ? TargetNumbers.covered(targets) : TargetNumbers.flat(targets, contour),
                TargetNumbers.shape(targets, shape),
                border.isOn() ? weights(targets) : new float[0],
                exampleWeights(examples),
                truth.map(planes -> objects(planes, targets)).orElseGet(() -> new float[0]),
                Map.of());
    }

    private static float[] exampleWeights(List<Example> examples) {
        float[] weights = new float[examples.size()];
        boolean alike = true;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) examples.get(i).weight();
            alike &= weights[i] == 1;
        }
        return alike ? new float[0] : weights;
    }

    /** With objects of another example, as it may be. */
    private Example pasted(Example example, SplittableRandom random) {
        if (!augmenter.pastes(random)) {
            return example;
        }
        int donor = random.nextInt(dataset.size());
        return skipped.read(dataset, donor)
                .map(other -> CopyPaste.of(example, augmenter.vary(other, random), random))
                .orElse(example);
    }

    private float[] weights(List<Target> targets) {
        int pixels = ArrayLength.of(augmenter.width(), augmenter.height());
        float[] weights = new float[ArrayLength.of(targets.size(), pixels)];
        for (int i = 0; i < targets.size(); i++) {
            System.arraycopy(border.of((Target.Instances) targets.get(i)), 0, weights, i * pixels, pixels);
        }
        return weights;
    }

    private float[] objects(ObjectTruth planes, List<Target> targets) {
        int values = ArrayLength.of(planes.planes(), augmenter.width(), augmenter.height());
        float[] all = new float[ArrayLength.of(targets.size(), values)];
        for (int i = 0; i < targets.size(); i++) {
            Target.Instances instances = (Target.Instances) targets.get(i);
            int[] pieces = Pieces.of(instances.width(), instances.height(), instances.numbers());
            float[] own = planes.of(instances.width(), instances.height(), pieces);
            System.arraycopy(own, 0, all, i * values, values);
        }
        return all;
    }

    private float[] numbers(List<Example> examples) {
        int values = ArrayLength.of(preparation.channels(), augmenter.width(), augmenter.height());
        float[] inputs = new float[ArrayLength.of(examples.size(), values)];
        for (int i = 0; i < examples.size(); i++) {
            Image image = examples.get(i).image();
            FloatBuffer slot = FloatBuffer.wrap(inputs, i * values, values).slice();
            preparation.fill(image, image.width(), image.height(), slot);
        }
        return inputs;
    }
}
