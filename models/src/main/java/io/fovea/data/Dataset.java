package io.fovea.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Examples by number. Thread-safe. */
public interface Dataset {

    /** Number of examples. */
    int size();

    /** Example {@code index}, from 0; may read a file, and then blocks. */
    Example get(int index);

    /** The {@code size} examples that {@code examples} gives; it must be thread-safe. */
    static Dataset of(int size, IntFunction<Example> examples) {
        return new Dataset() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Example get(int index) {
                return examples.apply(index);
            }
        };
    }

    /** The examples at {@code indices}, in that order. */
    default Dataset subset(List<Integer> indices) {
        List<Integer> chosen = List.copyOf(indices);
        return of(chosen.size(), index -> get(chosen.get(index)));
    }

    /** The same examples, each changed by {@code change} when it is asked for. */
    default Dataset map(UnaryOperator<Example> change) {
        return of(size(), index -> change.apply(get(index)));
    }

    /** The same examples, kept in memory once read. */
    default Dataset cached() {
        AtomicReferenceArray<Example> kept = new AtomicReferenceArray<>(size());
        return of(size(), index -> {
            Example example = kept.get(index);
            if (example == null) {
                example = get(index);
                kept.set(index, example);
            }
            return example;
        });
    }
}
