package io.fovea.batch;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers from 1 on, chosen one by one and in ranges.
 *
 * @param what is numbered, such as {@code slice}
 * @param ranges all numbers where there is none
 */
public record NumberSelection(String what, List<Range> ranges) {
    /** Every number. */
    public static final NumberSelection ALL = new NumberSelection("number", List.of());

    private static final Pattern RANGE =
            Pattern.compile("([1-9]\\d{0,8})(?:\\s*-\\s*(?:([1-9]\\d{0,8})(?:\\s*-\\s*([1-9]\\d{0,8}))?)?)?");
    private static final Pattern OPEN = Pattern.compile("[1-9]\\d{0,8}\\s*-");

    /**
     * From {@code first} to {@code last} by steps.
     *
     * @param last the largest integer where the range has no end
     */
    public record Range(int first, int last, int step) {
        /** As it is read: {@code 3}, {@code 1-9-2}, {@code 4-}. */
        @Override
        public String toString() {
            if (first == last) {
                return Integer.toString(first);
            }
            return first + "-" + (last == Integer.MAX_VALUE ? "" : last) + (step == 1 ? "" : "-" + step);
        }

        private boolean has(int number) {
            return number >= first && number <= last && (number - first) % step == 0;
        }
    }

    /** Copies the list. */
    public NumberSelection {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads numbers and ranges separated by commas: {@code 3}, {@code 1-5}, {@code 1-9-2} for every second one as in
     * ImageJ, {@code 4-} for all from 4 on; nothing for all.
     *
     * @param what is numbered
     * @throws FoveaException if it is anything else
     */
    public static NumberSelection parse(String what, String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw refused(what, text);
            }
            int first = Integer.parseInt(range.group(1));
            boolean open = OPEN.matcher(part.strip()).matches();
            int last = open ? Integer.MAX_VALUE : range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw refused(what, text);
            }
            ranges.add(new Range(first, last, range.group(3) == null ? 1 : Integer.parseInt(range.group(3))));
        }
        return new NumberSelection(what, ranges);
    }

    /** As it is read: {@code 1-5,9}, nothing for all. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }

    private static FoveaException refused(String what, String text) {
        return new FoveaException("The " + what + " is '" + text + "'; give numbers from 1 on, such as 2 or 1-5,9 or"
                + " 1-9-2 (every second one) or 4- (from 4 on).");
    }

    /** Whether a number is one of them. */
    public boolean has(int number) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.has(number));
    }

    /**
     * All that are there, in the order in which they are asked for, as often as they are.
     *
     * @param there sorted
     */
    List<Integer> in(int... there) {
        if (ranges.isEmpty()) {
            return IntStream.of(there).boxed().toList();
        }
        List<Integer> found = new ArrayList<>();
        for (Range range : ranges) {
            IntStream.of(there).filter(range::has).forEach(found::add);
        }
        return found;
    }

    /** Throws a {@link FoveaException} that names the first that is asked for and not there. */
    public void require(String image, int... there) {
        missingIn(there).ifPresent(missing -> {
            throw new FoveaException(
                    "'" + image + "' has no " + what + " " + missing + "; it has " + words(there) + ".");
        });
    }

    private String words(int... there) {
        int first = there[0];
        int last = there[there.length - 1];
        if (there.length == 1) {
            return what + " " + first + " alone";
        }
        return last - first == there.length - 1
                ? what + "s " + first + " to " + last
                : what + "s " + IntStream.of(there).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The first that is asked for and not there; of ranges without an end, their beginning alone counts. */
    OptionalInt missingIn(int... there) {
        for (Range range : ranges) {
            int last = range.last() == Integer.MAX_VALUE ? range.first() : range.last();
            // A range of millions ends at the first number that is not there.
            for (long number = range.first(); number <= last; number += range.step()) {
                if (Arrays.binarySearch(there, (int) number) < 0) {
                    return OptionalInt.of((int) number);
                }
            }
        }
        return OptionalInt.empty();
    }
}
