package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Hyperstack;
import io.fovea.image.Plane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which pages of files are meant: those of some channels, slices and frames, or all. A file that is one image has one
 * channel, slice and frame.
 */
public record PageChoice(Numbers channels, Numbers slices, Numbers frames) {
    /** Every page. */
    public static final PageChoice ALL = new PageChoice(Numbers.ALL, Numbers.ALL, Numbers.ALL);

    /**
     * Reads what a user writes: numbers from 1, as ImageJ shows them. See {@link Numbers#parse}.
     *
     * @throws FoveaException if one cannot be read
     */
    public static PageChoice parse(String channels, String slices, String frames) {
        return new PageChoice(
                Numbers.parse("channel", channels), Numbers.parse("slice", slices), Numbers.parse("frame", frames));
    }

    /**
     * The pages that are meant, from 0, in the order of the file.
     *
     * @param file for messages
     * @throws FoveaException if the file lacks one of the numbers, or has no page that is of all of them
     */
    public List<Integer> of(Path file, Hyperstack stack) {
        check(file, channels, stack, Plane::channel);
        check(file, slices, stack, Plane::slice);
        check(file, frames, stack, Plane::frame);
        List<Integer> pages = new ArrayList<>();
        for (int page = 0; page < stack.planes().size(); page++) {
            Plane plane = stack.planes().get(page);
            if (channels.has(plane.channel()) && slices.has(plane.slice()) && frames.has(plane.frame())) {
                pages.add(page);
            }
        }
        if (pages.isEmpty()) {
            throw new FoveaException("'" + file + "' has no page that is of the channel, slice and frame asked for.");
        }
        return pages;
    }

    private static void check(Path file, Numbers numbers, Hyperstack stack, ToIntFunction<Plane> axis) {
        int[] there = stack.planes().stream().mapToInt(axis).distinct().sorted().toArray();
        numbers.missingIn(there).ifPresent(missing -> {
            throw new FoveaException("'" + file + "' has no " + numbers.what() + " " + missing + "; it has "
                    + words(numbers.what(), there) + ".");
        });
    }

    private static String words(String what, int[] there) {
        int first = there[0];
        int last = there[there.length - 1];
        if (there.length == 1) {
            return what + " " + first + " alone";
        }
        return last - first == there.length - 1
                ? what + "s " + first + " to " + last
                : what + "s " + IntStream.of(there).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }
}
