package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Hyperstack;
import io.fovea.image.Plane;
import io.fovea.model.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Which pages of files are meant: those of some channels, slices and frames, or all. A file that is one image has one
 * channel, slice and frame.
 *
 * @param model what is wanted of a page, where that is known: a model that takes several channels is given those of a slice
 *     and frame together
 */
public record PageChoice(
        ChannelChoice channels, NumberSelection slices, NumberSelection frames, Optional<Input> model) {
    /** Every page. */
    public static final PageChoice ALL =
            new PageChoice(ChannelChoice.ALL, NumberSelection.ALL, NumberSelection.ALL, Optional.empty());

    /**
     * Reads what a user writes: numbers from 1, as ImageJ shows them. See {@link ChannelChoice#parse} and {@link
     * NumberSelection#parse}.
     *
     * @throws FoveaException if one cannot be read
     */
    public static PageChoice parse(String channels, String slices, String frames) {
        return new PageChoice(
                ChannelChoice.parse(channels),
                NumberSelection.parse("slice", slices),
                NumberSelection.parse("frame", frames),
                Optional.empty());
    }

    /** The same for a model. */
    public PageChoice feeding(Input input) {
        return new PageChoice(channels, slices, frames, Optional.of(input));
    }

    /** Whether several channels are one image. */
    boolean joins() {
        return model.isPresent() && model.get().takesChannels();
    }

    /**
     * What is one image each.
     *
     * @param planes of the file's {@link Hyperstack}, from 0; several are the channels of the image
     * @param label what tells it from others in tables
     * @param suffix the same in names of files
     */
    record Part(List<Integer> planes, String label, String suffix) {}

    /**
     * The images that are meant, in the order of the file.
     *
     * @param file for messages
     * @param joined whether the channels of a slice and frame are one image
     * @throws FoveaException as of {@link #of}, or if a model's channels are not those of the file
     */
    List<Part> parts(Path file, Hyperstack stack, boolean joined) {
        if (!joined) {
            return of(file, stack).stream()
                    .map(plane -> new Part(List.of(plane), stack.label(plane), stack.suffix(plane)))
                    .toList();
        }
        require(file, stack, slices, Plane::slice);
        require(file, stack, frames, Plane::frame);
        Map<Plane, TreeMap<Integer, Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < stack.planes().size(); i++) {
            Plane plane = stack.planes().get(i);
            if (slices.has(plane.slice()) && frames.has(plane.frame())) {
                groups.computeIfAbsent(
                                new Plane(plane.series(), 1, plane.slice(), plane.frame()), key -> new TreeMap<>())
                        .put(plane.channel(), i);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (TreeMap<Integer, Integer> group : groups.values()) {
            List<Integer> there = List.copyOf(group.keySet());
            List<String> names = there.size() == stack.channelNames().size() ? stack.channelNames() : List.of();
            List<Integer> wanted = channels.feeding(model.orElseThrow(), file.toString(), there, names);
            int first = group.firstEntry().getValue();
            parts.add(new Part(
                    wanted.stream().map(group::get).toList(),
                    stack.named() ? stack.labelOfChannels(first) : stack.label(first),
                    stack.named() ? stack.suffixOfChannels(first) : stack.suffix(first)));
        }
        return parts;
    }

    /**
     * The pages that are meant, from 0, in the order of the file.
     *
     * @param file for messages
     * @throws FoveaException if the file lacks one of the numbers, or has no page that is of all of them
     */
    public List<Integer> of(Path file, Hyperstack stack) {
        List<Integer> wanted = channels.of(file.toString(), numbers(stack, Plane::channel), stack.channelNames());
        require(file, stack, slices, Plane::slice);
        require(file, stack, frames, Plane::frame);
        List<Integer> pages = new ArrayList<>();
        for (int page = 0; page < stack.planes().size(); page++) {
            Plane plane = stack.planes().get(page);
            if (wanted.contains(plane.channel()) && slices.has(plane.slice()) && frames.has(plane.frame())) {
                pages.add(page);
            }
        }
        if (pages.isEmpty()) {
            throw new FoveaException("'" + file + "' has no page that is of the channel, slice and frame asked for.");
        }
        return pages;
    }

    private static void require(Path file, Hyperstack stack, NumberSelection numbers, ToIntFunction<Plane> axis) {
        numbers.require(
                file.toString(),
                numbers(stack, axis).stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> numbers(Hyperstack stack, ToIntFunction<Plane> axis) {
        return stack.planes().stream()
                .mapToInt(axis)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
