package io.fovea.data;

import io.fovea.image.Image;
import io.fovea.image.Preparation;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of varied images: what an example looks like depends on the seed, the epoch and its index alone. */
record Pictures(Dataset dataset, Preparation preparation, Augmenter augmenter, int contour, long seed)
        implements Assembly {

    @Override
    public Batch assemble(List<Integer> indices, int epoch) {
        int channels = preparation.color().channels();
        int area = augmenter.width() * augmenter.height();
        float[] inputs = new float[indices.size() * channels * area];
        List<long[]> targets = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            int index = indices.get(i);
            SplittableRandom random = new SplittableRandom(31 * (31 * seed + epoch) + index);
            Example example = augmenter.vary(dataset.get(index), random);
            Image image = example.image();
            FloatBuffer slot = FloatBuffer.wrap(inputs, i * channels * area, channels * area)
                    .slice();
            preparation.fill(image, image.width(), image.height(), slot);
            targets.add(numbers(example.target()));
        }
        long[] shape = {indices.size(), channels, augmenter.height(), augmenter.width()};
        return new Batch(inputs, shape, flat(targets), targetShape(targets, shape));
    }

    private long[] numbers(Target target) {
        if (target instanceof Target.ClassIndex single) {
            return new long[] {single.index()};
        }
        byte[] trimap = Trimaps.of((Target.Instances) target, contour);
        long[] numbers = new long[trimap.length];
        for (int i = 0; i < trimap.length; i++) {
            numbers[i] = trimap[i];
        }
        return numbers;
    }

    private static long[] flat(List<long[]> parts) {
        return parts.stream().flatMapToLong(java.util.Arrays::stream).toArray();
    }

    private static long[] targetShape(List<long[]> targets, long[] inputShape) {
        boolean perImage = targets.get(0).length == 1;
        return perImage ? new long[] {targets.size()} : new long[] {targets.size(), inputShape[2], inputShape[3]};
    }
}
