package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Scores many variations of an image, as many at once as there are processors, which share one session. The answers are
 * those of one after the other.
 *
 * @param like an image of the shape of all
 * @param what one variation is called while they are counted, {@code mask}
 */
public record Variations(FloatTensor like, String what) {
    private static final int LOOK_EVERY_MS = 50;

    /** What is made and scored. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes one. Called by several threads at once, each with a tensor of its own.
         *
         * @param index of the variation, from 0
         * @param into receives every value
         */
        void make(int index, FloatTensor into);
    }

    /**
     * The scores of variations. Blocks.
     *
     * @param count how many there are
     * @throws CancelledException if cancelled
     */
    public double[] score(int count, Maker maker, ToDoubleFunction<FloatTensor> scoring, Monitor monitor) {
        double[] scores = new double[count];
        int workers = Math.max(1, Math.min(count, Runtime.getRuntime().availableProcessors()));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(workers, run -> {
            Thread thread = new Thread(run, "fovea-" + what);
            thread.setDaemon(true);
            return thread;
        });
        TimeLeft left = TimeLeft.start();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                running.add(pool.submit(() -> {
                    FloatTensor tensor = FloatTensor.allocate(like.shape());
                    for (int i = next.getAndIncrement(); i < count && !stop.get(); i = next.getAndIncrement()) {
                        maker.make(i, tensor);
                        scores[i] = scoring.applyAsDouble(tensor);
                        done.incrementAndGet();
                    }
                }));
            }
            for (Future<?> one : running) {
                while (!finished(one)) {
                    report(monitor, left, done.get(), count);
                }
            }
            report(monitor, left, count, count);
            return scores;
        } finally {
            stop.set(true);
            end(pool);
        }
    }

    private void report(Monitor monitor, TimeLeft left, int done, int count) {
        monitor.check();
        if (done > 0) {
            double share = (double) done / count;
            monitor.report(share, what + " " + done + " of " + count + left.after(share));
        }
    }

    private static boolean finished(Future<?> one) {
        try {
            one.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            if (e.getCause() instanceof Error why) {
                throw why;
            }
            throw new FoveaException("A variation of the image could not be scored: " + e.getCause(), e);
        }
    }

    /** Nothing runs on in a session that its owner may close now. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            pool.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
