package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Preparation;
import io.fovea.task.instance.ObjectTruth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

    private final int examples;
    private final int batchSize;
    private final long seed;
    private final boolean shuffle;
    private final BatchAssembly assembly;
    private final Skipped skipped;
    private final ExecutorService threads;

    /**
     * Batches of a data set.
     *
     * @param preparation how pixels become numbers, as the trained model will prepare them
     * @param augmenter what is done to every example, every epoch anew
     * @param contour width in pixels of the contour of trimaps made from instances
     * @param shuffle whether every epoch has an order and variations of its own
     * @param skipped is told of files that cannot be read, which are left out
     */
    public Batches(
            Dataset dataset,
            Preparation preparation,
            Augmenter augmenter,
            int batchSize,
            int contour,
            long seed,
            boolean shuffle,
            Skipped skipped) {
        this(dataset, preparation, augmenter, batchSize, contour, BorderWeights.NONE, seed, shuffle, skipped);
    }

    /**
     * Batches of a data set in which the gaps between objects count more.
     *
     * @param border how much; of a data set of {@link Target.Instances} where it is on
     */
    public Batches(
            Dataset dataset,
            Preparation preparation,
            Augmenter augmenter,
            int batchSize,
            int contour,
            BorderWeights border,
            long seed,
            boolean shuffle,
            Skipped skipped) {
        this(
                new VariedImages(dataset, preparation, augmenter, contour, border, Optional.empty(), seed, skipped),
                batchSize,
                shuffle);
    }

    /**
     * Batches for a network that tells objects apart.
     *
     * @param dataset of {@link Target.Instances}
     * @param preparation how pixels become numbers, as the trained model will prepare them
     * @param augmenter what is done to every example, every epoch anew
     * @param truth what the network should answer for each
     * @param shuffle whether every epoch has an order and variations of its own
     * @param skipped is told of files that cannot be read, which are left out
     */
    public Batches(
            Dataset dataset,
            Preparation preparation,
            Augmenter augmenter,
            int batchSize,
            ObjectTruth truth,
            long seed,
            boolean shuffle,
            Skipped skipped) {
        this(
                new VariedImages(
                        dataset, preparation, augmenter, 0, BorderWeights.NONE, Optional.of(truth), seed, skipped),
                batchSize,
                shuffle);
    }

    private Batches(VariedImages images, int batchSize, boolean shuffle) {
        this(images.dataset().size(), batchSize, images.seed(), shuffle, images, images.skipped());
    }

    /**
     * Batches of anything.
     *
     * @param examples how many there are
     * @param shuffle whether every epoch has an order of its own
     * @param assembly puts a batch together
     * @param skipped the files that the assembly leaves out
     */
    public Batches(int examples, int batchSize, long seed, boolean shuffle, BatchAssembly assembly, Skipped skipped) {
        this.examples = examples;
        this.batchSize = batchSize;
        this.seed = seed;
        this.shuffle = shuffle;
        this.assembly = assembly;
        this.skipped = skipped;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "fovea-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to say which batches of a data set are wanted.
     *
     * @param width of the images in a batch in pixels, from 1 on
     * @param height in pixels, from 1 on
     */
    public static BatchesBuilder of(Dataset dataset, int width, int height) {
        return new BatchesBuilder(dataset, width, height);
    }

    /** Number of batches in an epoch; the last may be smaller. */
    public int size() {
        return (examples + batchSize - 1) / batchSize;
    }

    /** Number of examples in an epoch. */
    public int examples() {
        return examples;
    }

    /** The files that were left out so far. */
    public Skipped skipped() {
        return skipped;
    }

    /**
     * Hands every batch of an epoch to {@code consumer} in order, on the calling thread; blocks until all were taken.
     *
     * <p>Examples whose files cannot be read are left out; a batch of which nothing is left is not handed out.
     *
     * @param epoch from 1 on; where it is shuffled, each has an order and variations of its own
     * @throws FoveaException when no example at all can be read
     * @throws RuntimeException what else reading an example threw, or an error such as that memory does not suffice
     */
    public void forEach(int epoch, Consumer<Batch> consumer) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples).boxed().toList());
        if (shuffle) {
            Collections.shuffle(order, new Random(seed + epoch));
        }
        Deque<Future<Batch>> ahead = new ArrayDeque<>();
        try {
            int next = 0;
            int seen = 0;
            while (next < size() || !ahead.isEmpty()) {
                while (next < size() && ahead.size() < AHEAD) {
                    List<Integer> indices = order.subList(next * batchSize, Math.min(examples, (next + 1) * batchSize));
                    ahead.add(threads.submit(() -> assembly.assemble(indices, shuffle ? epoch : 0)));
                    next++;
                }
                Batch batch = result(ahead.remove());
                seen += batch.size();
                if (batch.size() > 0) {
                    consumer.accept(batch);
                }
            }
            if (seen == 0) {
                throw skipped.nothingLeft(examples);
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
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
