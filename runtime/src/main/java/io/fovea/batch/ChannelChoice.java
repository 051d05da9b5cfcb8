package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.ChannelMismatchException;
import io.fovea.model.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which channels of images are meant, by number or by name, in order.
 *
 * @param numbers all where there is none, and no name
 * @param names as the file writes them, in either case
 */
public record ChannelChoice(NumberSelection numbers, List<String> names) {
    /** Those that a model wants, or else all. */
    public static final ChannelChoice ALL = new ChannelChoice(NumberSelection.ALL, List.of());

    private static final String NUMERIC = "[\\d\\s,.-]*";

    /** Copies the list. */
    public ChannelChoice {
        names = List.copyOf(names);
    }

    /**
     * Reads what a user writes: numbers as {@link NumberSelection#parse} reads them, or names; separated by commas.
     *
     * @throws FoveaException if it is neither
     */
    public static ChannelChoice parse(String text) {
        if (text.matches(NUMERIC)) {
            return new ChannelChoice(NumberSelection.parse("channel", text), List.of());
        }
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw new FoveaException(
                    "The channel is '" + text + "'; give numbers from 1 on, such as 2 or 3,1,2, or names.");
        }
        return new ChannelChoice(new NumberSelection("channel", List.of()), names);
    }

    /** Whether nothing is chosen. */
    public boolean isAll() {
        return numbers.ranges().isEmpty() && names.isEmpty();
    }

    /**
     * The channels of an image that are meant.
     *
     * @param image named in messages
     * @param there the numbers that it has, sorted
     * @param called what it calls them, in the same order; empty where it does not
     * @throws FoveaException if it has not all of those chosen
     */
    public List<Integer> of(String image, List<Integer> there, List<String> called) {
        int[] numbersThere = there.stream().mapToInt(Integer::intValue).toArray();
        if (names.isEmpty()) {
            numbers.require(image, numbersThere);
            return numbers.in(numbersThere);
        }
        List<Integer> found = new ArrayList<>();
        for (String name : names) {
            int at = indexOf(name, called);
            if (at < 0) {
                throw new FoveaException("'" + image + "' has no channel '" + name + "'; "
                        + (called.isEmpty()
                                ? "it does not name its channels: choose by number"
                                : "it has " + String.join(", ", called))
                        + ".");
            }
            found.add(there.get(at));
        }
        return found;
    }

    /**
     * Which channel of an image each channel of a model's input is: those chosen, in their order; or else those of the same
     * names, where both have names; or else all, in their order.
     *
     * @param input that takes several
     * @param image named in messages
     * @param there the numbers that it has, sorted
     * @param called what it calls them, in the same order; empty where it does not
     * @return as many as the input takes
     * @throws FoveaException if that does not say it
     */
    public List<Integer> feeding(Input input, String image, List<Integer> there, List<String> called) {
        String wanted = input.channels()
                + (input.channels() == 1 ? " channel" : " channels")
                + (input.channelNames().isEmpty() ? "" : " (" + String.join(", ", input.channelNames()) + ")");
        if (!isAll()) {
            List<Integer> chosen = of(image, there, called);
            if (chosen.size() != input.channels()) {
                throw new FoveaException(chosen.size() + (chosen.size() == 1 ? " channel is" : " channels are")
                        + " chosen of '" + image + "', and the model takes " + wanted + ".");
            }
            return chosen;
        }
        if (!called.isEmpty() && !input.channelNames().isEmpty()) {
            List<Integer> found = input.channelNames().stream()
                    .map(name -> indexOf(name, called))
                    .toList();
            if (found.contains(-1)) {
                throw new ChannelMismatchException("'" + image + "' calls its channels " + String.join(", ", called)
                        + ", the model takes " + String.join(", ", input.channelNames()));
            }
            return found.stream().map(there::get).toList();
        }
        if (there.size() != input.channels()) {
            throw new ChannelMismatchException("'" + image + "' has " + there.size()
                    + (there.size() == 1 ? " channel" : " channels") + ", the model takes " + wanted);
        }
        return there;
    }

    private static int indexOf(String name, List<String> called) {
        return called.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(name.strip().toLowerCase(Locale.ROOT));
    }
}
