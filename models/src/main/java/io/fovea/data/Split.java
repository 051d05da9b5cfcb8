package io.fovea.data;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which examples are trained on, which choose the best weights, and which are held out for the measured score.
 *
 * @param train indices of the training examples, from 0 on, none in two of the lists
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
     * @param size how many examples there are
     * @param validation share of the examples, from 0 to below 1; or from 1 their number
     * @param test share or number of the examples, likewise
     * @throws FoveaException when nothing would be left to train on
     */
    public static Split shuffled(int size, long seed, double validation, double test) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int tests = count(size, test);
        int validations = count(size, validation);
        if ((long) tests + validations >= size) {
            throw new FoveaException("A split of " + size + " examples into " + validations + " for validation and "
                    + tests + " for the test leaves none to train on; choose smaller shares.");
        }
        return new Split(
                order.subList(tests + validations, size),
                order.subList(tests, tests + validations),
                order.subList(0, tests));
    }

    /**
     * As {@link #shuffled}, but of every class the same share, as near as whole numbers allow.
     *
     * @param classes the class of every example, from 0 on
     * @param validation share of each class, from 0 to below 1; or from 1 the number of all
     * @param test share or number, likewise
     * @throws FoveaException when nothing of a class would be left to train on
     */
    public static Split balanced(int[] classes, long seed, double validation, double test) {
        Map<Integer, List<Integer>> byClass = IntStream.range(0, classes.length)
                .boxed()
                .collect(Collectors.groupingBy(i -> classes[i], TreeMap::new, Collectors.toList()));
        List<Integer> train = new ArrayList<>();
        List<Integer> validations = new ArrayList<>();
        List<Integer> tests = new ArrayList<>();
        for (List<Integer> members : byClass.values()) {
            Split part = shuffled(members.size(), seed, share(classes.length, validation), share(classes.length, test));
            part.train().forEach(i -> train.add(members.get(i)));
            part.validation().forEach(i -> validations.add(members.get(i)));
            part.test().forEach(i -> tests.add(members.get(i)));
        }
        return new Split(train, validations, tests);
    }

    private static double share(int size, double shareOrNumber) {
        return shareOrNumber < 1 ? shareOrNumber : Math.min(0.999, shareOrNumber / size);
    }

    private static int count(int size, double shareOrNumber) {
        return (int) Math.round(shareOrNumber < 1 ? size * shareOrNumber : shareOrNumber);
    }
}
