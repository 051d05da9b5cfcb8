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
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            int index = indices.get(i);
            SplittableRandom random = new SplittableRandom(31 * (31 * seed + epoch) + index);
            Example example = augmenter.vary(dataset.get(index), random);
            Image image = example.image();
            FloatBuffer slot = FloatBuffer.wrap(inputs, i * channels * area, channels * area)
                    .slice();
            preparation.fill(image, image.width(), image.height(), slot);
            targets.add(example.target());
        }
        long[] shape = {indices.size(), channels, augmenter.height(), augmenter.width()};
        return new Batch(inputs, shape, TargetNumbers.flat(targets, contour), TargetNumbers.shape(targets, shape));
    }
}
