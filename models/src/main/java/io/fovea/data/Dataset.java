package io.fovea.data;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Examples by number. Thread-safe. */
public interface Dataset {

    /** Number of examples. */
    int size();

    /**
     * Example {@code index}, from 0; may read a file, and then blocks.
     *
     * @throws UnreadableException when the file is damaged
     */
    Example get(int index);

    /**
     * The files that the examples are read from, each once or more often, with those that have the answers. A part of a
     * set tells the files of the whole set; examples that come from no files have none.
     */
    default List<Path> files() {
        return List.of();
    }

    /** The {@code size} examples that {@code examples} gives; it must be thread-safe. */
    static Dataset of(int size, IntFunction<Example> examples) {
        return of(size, List.of(), examples);
    }

    /** The {@code size} examples that {@code examples}, which must be thread-safe, reads from {@code files}. */
    static Dataset of(int size, List<Path> files, IntFunction<Example> examples) {
        return new Dataset() {
            @Override
            public List<Path> files() {
                return files;
            }

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

    /** The examples at {@code indices}, in that order; an index may come more than once. */
    default Dataset subset(List<Integer> indices) {
        List<Integer> chosen = List.copyOf(indices);
        return of(chosen.size(), files(), index -> get(chosen.get(index)));
    }

    /** So many of the examples, evenly spaced, where there are more; all otherwise. */
    default Dataset some(int most) {
        int count = Math.min(most, size());
        return subset(IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * size() / count))
                .toList());
    }

    /**
     * Every example so many times, one time after the other.
     *
     * @throws FoveaException if there are then too many to be counted
     */
    default Dataset repeated(int times) {
        long size = (long) size() * times;
        if (size > Integer.MAX_VALUE) {
            throw new FoveaException("An epoch of " + size() + " examples that are shown " + times
                    + " times each is too" + " long; give a smaller number of 'repeats'.");
        }
        return of((int) size, files(), index -> get(index / times));
    }

    /** The examples of all of {@code parts}, one part after the other. */
    static Dataset joined(List<Dataset> parts) {
        List<Dataset> all = List.copyOf(parts);
        List<Path> files = all.stream().flatMap(part -> part.files().stream()).toList();
        return of(all.stream().mapToInt(Dataset::size).sum(), files, index -> {
            int left = index;
            for (Dataset part : all) {
                if (left < part.size()) {
                    return part.get(left);
                }
                left -= part.size();
            }
            throw new IndexOutOfBoundsException(index);
        });
    }

    /** The same examples, each changed by {@code change} when it is asked for. */
    default Dataset map(UnaryOperator<Example> change) {
        return of(size(), files(), index -> change.apply(get(index)));
    }

    /** The same examples, kept in memory once read, in up to a quarter of the largest Java heap. */
    default Dataset cached() {
        return cached(0.25);
    }

    /**
     * The same examples, kept in memory once read; what does not fit is read again each time.
     *
     * @param share of the largest Java heap ({@code -Xmx}), 0..1
     */
    default Dataset cached(double share) {
        return new Cache(this, (long) (share * Runtime.getRuntime().maxMemory()));
    }
}
