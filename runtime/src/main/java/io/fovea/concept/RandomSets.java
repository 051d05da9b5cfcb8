package io.fovea.concept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random sets of pictures, two for each run: what a concept is told from, and what stands for a concept that means nothing.
 *
 * @param runs the sets of each
 * @param isShared whether pictures are in the sets of several runs, as there are too few
 */
record RandomSets(List<Run> runs, boolean isShared) {
    RandomSets {
        runs = List.copyOf(runs);
    }

    /**
     * The pictures of a run, by their places among all; no picture is in both.
     *
     * @param others what is no concept
     * @param pretended a concept that is none
     */
    record Run(List<Integer> others, List<Integer> pretended) {
        Run {
            others = List.copyOf(others);
            pretended = List.copyOf(pretended);
        }
    }

    /**
     * Draws them, without a picture twice while there are enough.
     *
     * @param pool how many pictures there are, twice {@code size} at least
     * @param size of a set
     */
    static RandomSets draw(int pool, int size, int runs, long seed) {
        Random random = new Random(seed);
        boolean shared = pool < 2L * size * runs;
        List<Integer> places = new ArrayList<>(IntStream.range(0, pool).boxed().toList());
        Collections.shuffle(places, random);
        List<Run> drawn = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            int from = shared ? 0 : 2 * size * run;
            drawn.add(new Run(places.subList(from, from + size), places.subList(from + size, from + 2 * size)));
            if (shared) {
                Collections.shuffle(places, random);
            }
        }
        return new RandomSets(drawn, shared);
    }
}
