package io.fovea.imagej;

import ij.ImagePlus;
import io.fovea.image.ChannelMismatchException;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.task.Linking;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What there is to ask about the planes and channels of an image, for the keys {@code channel}, {@code slice} and {@code frame}. */
public final class PlaneQuestions {
    private static final Set<String> KEYS = Set.of("channel", "slice", "frame");

    /** Those whose value is of one image alone. */
    private static final Set<String> OF_IMAGE = Set.of("channel", "slice", "frame", "whole", "link");

    private final ImagePlus image;
    private final SourceChannels channels;

    /** The questions about an image. */
    public PlaneQuestions(ImagePlus image) {
        this.image = image;
        channels = SourceChannels.of(image, "");
    }

    /** Whether a key is about planes. */
    public static boolean isOne(String key) {
        return KEYS.contains(key);
    }

    /** Whether a key's value is of one image alone, and nothing to begin with at the next. */
    static boolean isOfImage(String key) {
        return OF_IMAGE.contains(key);
    }

    /** Whether there are several to choose from. */
    public boolean isAsked(String key) {
        return switch (key) {
            case "channel" -> channels.isChoice();
            case "slice" -> !channels.isRgbStack() && image.getNSlices() > 1;
            case "frame" -> !channels.isRgbStack() && image.getNFrames() > 1;
            default -> true;
        };
    }

    /** What a dialog offers for a key: first what is usual, then the one on show. */
    public List<String> values(String key) {
        return switch (key) {
            case "channel" ->
                Stream.concat(
                                Stream.of("0"),
                                IntStream.rangeClosed(1, image.getNChannels()).mapToObj(String::valueOf))
                        .toList();
            case "slice" -> List.of("", Integer.toString(OnShow.of(image).slice()));
            case "frame" -> List.of("", Integer.toString(OnShow.of(image).frame()));
            default -> List.of();
        };
    }

    /** The slice or frame on show, from 1, as its key says it; nothing if there is one alone. */
    public String onShow(String key) {
        return isAsked(key) ? values(key).get(1) : "";
    }

    /** The channel on show, from 1. */
    public int channel() {
        return OnShow.of(image).channel();
    }

    /** A value in words. */
    public String shown(String key, String value) {
        return switch (key) {
            case "channel" ->
                value.equals("0")
                        ? channels.title(channel()) + ", on show; all, if the model takes " + image.getNChannels()
                                + " channels"
                        : value.matches("\\d+") ? channels.title(Integer.parseInt(value)) : value;
            case "slice" -> planes(value, image.getNSlices());
            case "frame" -> planes(value, image.getNFrames());
            default -> value;
        };
    }

    private static String planes(String value, int count) {
        return value.isEmpty() ? "all " + count : value + (value.matches("\\d+") ? ", on show" : "");
    }

    /** Whether areas are selected, and not all of the image. */
    public static boolean hasAreas(ImagePlus image) {
        return SelectedAreas.count(image) > 0;
    }

    /** Through what the objects of an image can be linked; everything if there is no image yet. */
    public static List<String> links(ImagePlus image) {
        return Stream.of(Linking.values())
                .filter(link -> image == null
                        || link == Linking.NONE
                        || (link == Linking.FRAMES || image.getNSlices() > 1)
                                && (link == Linking.SLICES || image.getNFrames() > 1))
                .map(Linking::word)
                .toList();
    }

    /** Why it may be the wrong image: it is what a model made. */
    public Optional<String> doubt() {
        return ResultMark.of(image).map(what -> "'" + image.getTitle() + "' holds " + what + " and is no picture.");
    }

    /** Whether a channel is meant that is not said: the one on show, or those that the model takes. */
    public boolean isOpen(String channel) {
        return channels.isChoice() && SourceChannels.of(image, channel).isOpen();
    }

    /** Says in the log that of what looks like colours the one channel is taken that nobody chose. */
    public void noteColors(String settled) {
        if (settled.matches("\\d+")) {
            SourceChannels.of(image, settled).noteColors();
        }
    }

    /**
     * The channels that a model is given, as the key says them.
     *
     * @param asking whether to ask which goes where, if the image has others than the model takes
     * @throws ChannelMismatchException if it has, and nobody is asked
     * @throws io.fovea.session.CancelledException if the user does not answer
     */
    public String settled(String channel, Model model, boolean asking) {
        Input input = model.card().input();
        try {
            return SourceChannels.key(SourceChannels.of(image, channel).feeding(input));
        } catch (ChannelMismatchException e) {
            if (!asking) {
                throw e;
            }
            return ChannelDialog.ask(model.name(), input, image.getTitle(), titles());
        }
    }

    private List<String> titles() {
        return IntStream.rangeClosed(1, image.getNChannels())
                .mapToObj(channels::title)
                .toList();
    }
}
