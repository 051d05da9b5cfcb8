package io.fovea.data;

import io.fovea.image.Image;
import io.fovea.image.Preparation;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Hands out a data set in batches, prepared ahead on threads of its own. What an epoch holds depends on the seed and the
 * epoch alone, not on threads or on what came before. Closing ends the threads.
 */
public final class Batches implements AutoCloseable {

    private static final int AHEAD = 4;

    private final Dataset dataset;
    private final Preparation preparation;
    private final Augmenter augmenter;
    private final int batchSize;
    private final int contour;
    private final long seed;
    private final boolean shuffle;
    private final ExecutorService threads;

    /**
     * Batches of a data set.
     *
     * @param preparation how pixels become numbers, as the trained model will prepare them
     * @param augmenter what is done to every example, every epoch anew
     * @param contour width in pixels of the contour of trimaps made from instances
     * @param shuffle whether every epoch has an order and variations of its own
     */
    public Batches(
            Dataset dataset,
            Preparation preparation,
            Augmenter augmenter,
            int batchSize,
            int contour,
            long seed,
            boolean shuffle) {
        this.dataset = dataset;
        this.preparation = preparation;
        this.augmenter = augmenter;
        this.batchSize = batchSize;
        this.contour = contour;
        this.seed = seed;
        this.shuffle = shuffle;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "fovea-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Number of batches in an epoch; the last may be smaller. */
    public int size() {
        return (dataset.size() + batchSize - 1) / batchSize;
    }

    /** Number of examples in an epoch. */
    public int examples() {
        return dataset.size();
    }

    /**
     * Hands every batch of an epoch to {@code consumer} in order, on the calling thread.
     *
     * @throws RuntimeException what reading an example threw
     */
    public void forEach(int epoch, Consumer<Batch> consumer) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, dataset.size()).boxed().toList());
        if (shuffle) {
            Collections.shuffle(order, new Random(seed + epoch));
        }
        Deque<Future<Batch>> ahead = new ArrayDeque<>();
        try {
            int next = 0;
            while (next < size() || !ahead.isEmpty()) {
                while (next < size() && ahead.size() < AHEAD) {
                    List<Integer> indices =
                            order.subList(next * batchSize, Math.min(dataset.size(), (next + 1) * batchSize));
                    ahead.add(threads.submit(() -> assemble(indices, shuffle ? epoch : 0)));
                    next++;
                }
                consumer.accept(result(ahead.remove()));
            }
        } finally {
            ahead.forEach(batch -> batch.cancel(true));
        }
    }

    private static Batch result(Future<Batch> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("Interrupted while waiting for a batch");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Batch assemble(List<Integer> indices, int epoch) {
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

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
