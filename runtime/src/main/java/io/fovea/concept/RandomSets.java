package io.fovea.concept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The random sets of pictures of a run, by their places among all; no picture is in both.
 *
 * @param others what a concept is told from
 * @param pretended what stands for a concept that means nothing
 */
record RandomSets(List<Integer> others, List<Integer> pretended) {
    RandomSets {
        others = List.copyOf(others);
        pretended = List.copyOf(pretended);
    }

    /** Whether there are too few pictures for sets that share none. */
    static boolean share(int pool, int size, int runs) {
        return pool < 2L * size * runs;
    }

    /**
     * Draws those of all runs, without a picture twice while there are enough.
     *
     * @param pool how many pictures there are, twice {@code size} at least
     * @param size of a set
     */
    static List<RandomSets> draw(int pool, int size, int runs, long seed) {
        Random random = new Random(seed);
        boolean share = share(pool, size, runs);
        List<Integer> places = new ArrayList<>(IntStream.range(0, pool).boxed().toList());
        Collections.shuffle(places, random);
        List<RandomSets> drawn = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            int from = share ? 0 : 2 * size * run;
            drawn.add(new RandomSets(places.subList(from, from + size), places.subList(from + size, from + 2 * size)));
            if (share) {
                Collections.shuffle(places, random);
            }
        }
        return drawn;
    }
}
