package io.fovea.batch;

import io.fovea.FoveaException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several shares of a batch, each for a machine that knows nothing of the others: every n-th file of the sorted
 * inputs.
 *
 * @param index from 1 to {@code count}
 * @param count how many shares there are
 */
public record Shard(int index, int count) {
    /** The only one: all files. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,5})");

    /** Checks the numbers. */
    public Shard {
        if (index < 1 || index > count) {
            throw new FoveaException("There is no share " + index + " of " + count + "; they are numbered from 1.");
        }
    }

    /**
     * Reads {@code I/N}, such as {@code 3/8}.
     *
     * @throws FoveaException if it is anything else
     */
    public static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new FoveaException(
                    "The share is '" + text + "'; give its number and how many there are, such as 3/8.");
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Those of a list that are its. */
    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % count == index - 1)
                .mapToObj(all::get)
                .toList();
    }

    /** What the names of its tables end with: {@code -3-of-8}, nothing for the only one. */
    String suffix() {
        return count == 1 ? "" : "-" + index + "-of-" + count;
    }

    /** As it is read: {@code 3/8}. */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
