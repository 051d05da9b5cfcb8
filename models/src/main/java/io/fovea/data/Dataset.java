package io.fovea.data;

import java.util.List;
import java.util.function.UnaryOperator;

/** Examples by number. Thread-safe. */
public interface Dataset {

    /** Number of examples. */
    int size();

    /** Example {@code index}; may read a file, and then blocks. */
    Example get(int index);

    /** The examples at {@code indices}, in that order. */
    default Dataset subset(List<Integer> indices) {
        Dataset whole = this;
        List<Integer> chosen = List.copyOf(indices);
        return new Dataset() {
            @Override
            public int size() {
                return chosen.size();
            }

            @Override
            public Example get(int index) {
                return whole.get(chosen.get(index));
            }
        };
    }

    /** The same examples, each changed by {@code change} when it is asked for. */
    default Dataset map(UnaryOperator<Example> change) {
        Dataset whole = this;
        return new Dataset() {
            @Override
            public int size() {
                return whole.size();
            }

            @Override
            public Example get(int index) {
                return change.apply(whole.get(index));
            }
        };
    }

    /** The same examples, kept in memory once read. */
    default Dataset cached() {
        Dataset whole = this;
        Example[] kept = new Example[size()];
        return new Dataset() {
            @Override
            public int size() {
                return whole.size();
            }

            @Override
            public Example get(int index) {
                synchronized (kept) {
                    if (kept[index] != null) {
                        return kept[index];
                    }
                }
                Example example = whole.get(index);
                synchronized (kept) {
                    kept[index] = example;
                }
                return example;
            }
        };
    }
}
