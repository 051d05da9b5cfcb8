package io.fovea.plan;

import io.fovea.fit.Probe;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How many examples a step takes: as few as are not much slower than the fastest. */
final class BatchChoice {
    /** What a smaller batch may cost of the speed; it takes twice as many steps for each halving. */
    private static final double FAST_ENOUGH = 0.75;

    /** An epoch of fewer steps moves the weights too seldom. */
    private static final int FEWEST_STEPS = 10;

    private static final int SMALLEST = 4;

    /** In fewer images batch normalisation measures too much chance (Wu and He, 2018). */
    private static final int STEADY = 8;

    private static final int LARGEST = 128;

    private BatchChoice() {}

    /** The batches that are worth a try, the smallest first. */
    static int[] candidates(int examples) {
        int smallest = examples / STEADY >= FEWEST_STEPS ? STEADY : SMALLEST;
        return IntStream.iterate(smallest, batch -> batch <= LARGEST, batch -> 2 * batch)
                .filter(batch -> batch == smallest || examples / batch >= FEWEST_STEPS)
                .toArray();
    }

    /**
     * The batch to take.
     *
     * @param speeds measured, by batch; at least one
     */
    static Choice<Integer> of(Map<Integer, Probe.Speed> speeds) {
        SortedMap<Integer, Double> perSecond = new TreeMap<>();
        speeds.forEach((batch, speed) -> perSecond.put(batch, batch / speed.secondsPerStep()));
        double best = perSecond.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        int chosen = perSecond.entrySet().stream()
                .filter(entry -> entry.getValue() >= FAST_ENOUGH * best)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return new Choice<>(
                chosen,
                "measured: " + Math.round(perSecond.get(chosen)) + " images per second, at most " + Math.round(best)
                        + " by any of " + perSecond.keySet() + "; "
                        + (speeds.get(chosen).bytes() >> 20) + " MB of memory");
    }
}
