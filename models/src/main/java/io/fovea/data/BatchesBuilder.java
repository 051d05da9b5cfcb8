package io.fovea.data;

import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Preparation;
import java.util.function.Consumer;

/**
 * Batches of a data set, said step by step: RGB of values 0 to 255, {@code [N, 3, H, W]}, 32 to a batch, in the order of the
 * data set and as they are, unless said otherwise. Not thread-safe.
 */
public final class BatchesBuilder {

    private static final int USUAL_SIZE = 32;
    private static final int USUAL_SEED = 1337;
    private static final int USUAL_CONTOUR = 2;

    private final Dataset dataset;
    private final int width;
    private final int height;
    private Color color = Color.RGB;
    private Augmentation augmentation = Augmentation.NONE;
    private boolean crops;
    private int size = USUAL_SIZE;
    private long seed = USUAL_SEED;
    private boolean shuffle;
    private Skipped skipped = new Skipped();

    BatchesBuilder(Dataset dataset, int width, int height) {
        this.dataset = dataset;
        this.width = width;
        this.height = height;
    }

    /** Takes pieces of images at their own resolution, in the place of whole images at the size. */
    public BatchesBuilder cropped() {
        crops = true;
        return this;
    }

    /** Gives other channels than red, green and blue: one of grey, or the three in another order. */
    public BatchesBuilder color(Color channels) {
        color = channels;
        return this;
    }

    /**
     * Puts so many examples into a batch; the last batch of an epoch may have fewer.
     *
     * @param examples from 1 on
     * @throws io.fovea.FoveaException when there are fewer
     */
    public BatchesBuilder batch(int examples) {
        Range.atLeast(1).check("batch", examples);
        size = examples;
        return this;
    }

    /**
     * Varies the examples. Without {@link #shuffled} they vary the same way every epoch.
     *
     * @param edit sets some of the variations, all of which are off
     * @throws io.fovea.FoveaException when one is outside of its range
     */
    public BatchesBuilder augment(Consumer<Augmentation.Draft> edit) {
        augmentation = Augmentation.of(edit);
        return this;
    }

    /** Gives every epoch an order and variations of its own, the same for the same seed. */
    public BatchesBuilder shuffled(long start) {
        seed = start;
        shuffle = true;
        return this;
    }

    /** Tells of files that cannot be read, which are left out; by a thread of the batches. */
    public BatchesBuilder skipping(Skipped listener) {
        skipped = listener;
        return this;
    }

    /** The batches, whose threads wait until they are asked for; closing ends them. */
    public Batches build() {
        Augmenter augmenter =
                crops ? Augmenter.cropping(augmentation, width, height) : new Augmenter(augmentation, width, height);
        Preparation preparation = new Preparation(color, Layout.NCHW, Normalisation.RAW);
        return new Batches(dataset, preparation, augmenter, size, USUAL_CONTOUR, seed, shuffle, skipped);
    }
}
