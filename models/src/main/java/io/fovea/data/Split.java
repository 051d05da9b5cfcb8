package io.fovea.data;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which examples are trained on, which choose the best weights, and which are held out for the measured score.
 *
 * @param train indices of the training examples
 * @param validation indices of the validation examples
 * @param test indices of the held-out examples
 */
public record Split(List<Integer> train, List<Integer> validation, List<Integer> test) {

    /** Copies the lists. */
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * Shuffles {@code size} examples by {@code seed} and takes the first as test, the next as validation examples. The
     * same arguments give the same split anywhere.
     *
     * @param validation share of the examples, 0..1
     * @param test share of the examples, 0..1
     * @throws FoveaException when nothing would be left to train on
     */
    public static Split shuffled(int size, long seed, double validation, double test) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int tests = (int) Math.round(size * test);
        int validations = (int) Math.round(size * validation);
        if (tests + validations >= size) {
            throw new FoveaException("A split of " + size + " examples into " + validations + " for validation and "
                    + tests + " for the test leaves none to train on; choose smaller shares.");
        }
        return new Split(
                order.subList(tests + validations, size),
                order.subList(tests, tests + validations),
                order.subList(0, tests));
    }
}
