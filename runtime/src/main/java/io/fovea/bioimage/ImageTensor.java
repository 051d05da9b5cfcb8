package io.fovea.bioimage;

import io.fovea.CommonMultiple;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The one image that a package's model takes.
 *
 * @param names of its channels; empty where none are given, or they are numbered only
 * @param width in pixels; empty if free
 * @param height in pixels; empty if free
 * @param multiple of which free sizes are
 */
public record ImageTensor(
        Layout layout, int channels, List<String> names, OptionalInt width, OptionalInt height, int multiple) {
    private static final int LARGEST_MULTIPLE = 1024;
    private static final Map<String, Layout> LAYOUTS =
            Map.of("batch channel y x", Layout.NCHW, "batch y x channel", Layout.NHWC);

    /** Copies the list. */
    public ImageTensor {
        names = List.copyOf(names);
    }

    /**
     * That of a package.
     *
     * @param which the package, for errors
     * @throws io.fovea.FoveaException naming what it has instead, if it is not one image
     */
    public static ImageTensor of(Description description, String which) {
        List<TensorSpec> inputs = description.inputs();
        if (inputs.size() != 1) {
            throw Refusal.of(
                    which,
                    inputs.isEmpty()
                            ? "describes no inputs"
                            : "takes " + inputs.size() + " inputs ("
                                    + inputs.stream().map(TensorSpec::id).collect(Collectors.joining(", "))
                                    + "), and one image is what there is to give");
        }
        TensorSpec input = inputs.get(0);
        String order = input.axes().stream().map(Axis::id).collect(Collectors.joining(" "));
        if (input.axis("z").isPresent()) {
            throw Refusal.of(
                    which,
                    "is for volumes: its input '" + input.id() + "' has the axes " + order
                            + ", and Fovea takes images of two dimensions");
        }
        Layout layout = LAYOUTS.get(order);
        if (layout == null) {
            throw Refusal.of(
                    which,
                    "has an input '" + input.id() + "' with the axes " + order
                            + ", and Fovea takes batch channel y x, or batch y x channel");
        }
        Axis channel = input.channels().orElseThrow();
        int channels = channel.leastSize();
        if (channels < 1 || channels > Image.MOST_CHANNELS) {
            throw Refusal.of(which, "takes " + channels + " channels, and images have 1 to " + Image.MOST_CHANNELS);
        }
        Axis y = sized(input, "y", which);
        Axis x = sized(input, "x", which);
        long multiple = CommonMultiple.of(multiple(y), multiple(x));
        boolean free = multiple <= LARGEST_MULTIPLE;
        return new ImageTensor(
                layout,
                channels,
                isNumbered(channel.names()) ? List.of() : channel.names(),
                x.isFixed() || !free ? side(x) : OptionalInt.empty(),
                y.isFixed() || !free ? side(y) : OptionalInt.empty(),
                free ? (int) multiple : 1);
    }

    /** Some write 0 or less for what is free. */
    private static OptionalInt side(Axis axis) {
        return axis.leastSize() > 0 ? OptionalInt.of(axis.leastSize()) : OptionalInt.empty();
    }

    /** An axis, or the one of the same input that it is as long as. */
    private static Axis sized(TensorSpec input, String id, String which) {
        Axis axis = input.axis(id).orElseThrow();
        if (!(axis.extent() instanceof Axis.Like like)) {
            return axis;
        }
        return input.axis(like.axis())
                .filter(found -> !(found.extent() instanceof Axis.Like) && like.offset() == 0)
                .orElseThrow(() -> Refusal.of(
                        which,
                        "gives its input axis '" + id + "' the size of '" + like.reference() + "'"
                                + (like.offset() == 0 ? "" : " and " + like.offset() + " more")
                                + ", which is not followed"));
    }

    /**
     * Sizes that differ from the least one by steps. That itself is not held: it is mostly what a halo leaves something of,
     * and smaller images are taken as well.
     */
    private static long multiple(Axis axis) {
        if (!(axis.extent() instanceof Axis.Stepped stepped)) {
            return 1;
        }
        // Where the least size is no multiple of the step, only that size itself is known to be right.
        return stepped.least() % stepped.step() == 0 ? stepped.step() : Integer.MAX_VALUE;
    }

    /** Whether names say nothing but a number. */
    static boolean isNumbered(List<String> names) {
        return names.stream().allMatch(name -> name.matches("(?i)(channel|ch|c|class)?[_ ]?\\d+"));
    }
}
