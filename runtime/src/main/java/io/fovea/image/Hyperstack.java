package io.fovea.image;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Which page of a file is which channel, slice and frame: what ImageJ or OME-XML wrote into the file, and otherwise a stack
 * of slices, as which ImageJ opens it.
 *
 * @param planes one for every page, in order; or, where pixels hold several channels that are no colours, one for each of
 *     them; each a different one
 * @param named whether the file itself says so, so that a page is better called by it than by its number
 * @param perPage how many planes a page holds
 * @param channelNames what the channels are called, the first one's first; empty where the file does not name all
 */
public record Hyperstack(List<Plane> planes, boolean named, int perPage, List<String> channelNames) {
    private static final List<String> COLORS = List.of("Red", "Green", "Blue");

    /** Copies the lists. */
    public Hyperstack {
        planes = List.copyOf(planes);
        channelNames = List.copyOf(channelNames);
    }

    /** What a file says of its pages; each page that is RGB is one plane. */
    public static Hyperstack of(Pages pages) {
        return of(pages, false);
    }

    /**
     * What a file says of its pages.
     *
     * @param apart whether red, green and blue count as three channels
     */
    public static Hyperstack of(Pages pages, boolean apart) {
        Header first = pages.header(0);
        Optional<String> text = pages.description();
        Hyperstack whole = of(text, pages.count(), first.channels());
        int each = first.color() && !apart ? 1 : first.channels();
        List<Plane> planes = new ArrayList<>();
        for (Plane plane : whole.planes()) {
            for (int c = 1; c <= each; c++) {
                planes.add(new Plane(plane.series(), (plane.channel() - 1) * each + c, plane.slice(), plane.frame()));
            }
        }
        Hyperstack all = new Hyperstack(planes, whole.named() || each > 1, each, List.of());
        List<String> names = first.color()
                ? (apart ? COLORS : List.of())
                : ChannelNames.among(all.written(text.orElse("").strip(), pages));
        boolean complete = names.size()
                == planes.stream().mapToInt(Plane::channel).distinct().count();
        return complete ? new Hyperstack(planes, all.named(), each, names) : all;
    }

    /** What the file writes of each channel: in OME-XML, or on every slice of it in ImageJ's own files. */
    private List<String> written(String text, Pages pages) {
        if (text.startsWith("<")) {
            return OmeXml.channelNames(text);
        }
        List<String> labels = pages.labels();
        if (labels.size() != planes.size()) {
            return List.of();
        }
        Map<Integer, String> names = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            names.merge(planes.get(i).channel(), label, (one, other) -> one.equals(other) ? one : "");
        }
        return List.copyOf(names.values());
    }

    /**
     * Reads what is said of the pages; what does not agree with their number counts as not said.
     *
     * @param description the text of the file, see {@link Pages#description}
     * @param pages how many the file has
     * @param samples values of a pixel: 3 in pages that are RGB, of which one is several of OME's channels; 1 in others
     */
    public static Hyperstack of(Optional<String> description, int pages, int samples) {
        if (pages > 1 && description.isPresent()) {
            String text = description.get().strip();
            Optional<List<Plane>> said = text.startsWith("ImageJ")
                    ? imageJ(text, pages)
                    : text.startsWith("<") ? OmeXml.planes(text, pages, samples) : Optional.empty();
            if (said.isPresent()) {
                return new Hyperstack(said.get(), true, 1, List.of());
            }
        }
        List<Plane> slices = IntStream.rangeClosed(1, pages)
                .mapToObj(slice -> new Plane(1, 1, slice, 1))
                .toList();
        return new Hyperstack(slices, false, 1, List.of());
    }

    /** The lines {@code channels=}, {@code slices=}, {@code frames=}; channels move fastest, then slices. */
    private static Optional<List<Plane>> imageJ(String text, int pages) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // a damaged escape in another line
        }
        int channels = number(lines, "channels");
        int slices = number(lines, "slices");
        int frames = number(lines, "frames");
        boolean plain = channels == 1 && frames == 1;
        if (plain || (long) channels * slices * frames != pages) {
            return Optional.empty();
        }
        List<Plane> planes = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            int slice = page / channels % slices;
            planes.add(new Plane(1, page % channels + 1, slice + 1, page / (channels * slices) + 1));
        }
        return Optional.of(planes);
    }

    /** As ImageJ does: a real number, cut; 1 where there is none. */
    private static int number(Properties lines, String key) {
        try {
            int number = (int) Double.parseDouble(lines.getProperty(key, "1").strip());
            return number < 1 ? 1 : number;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /**
     * What tells a page from the others of its file, in tables: {@code c2-z5}, of that which differs between pages; its
     * number where the file does not say more; nothing for the only one.
     *
     * @param page from 0
     */
    public String label(int page) {
        return planes.size() == 1 ? "" : named ? join(planes.get(page), "%d", true) : String.valueOf(page + 1);
    }

    /**
     * The same in the names of files, which are then in order: {@code -c2-z0005}, {@code -0005}, or nothing.
     *
     * @param page from 0
     */
    public String suffix(int page) {
        if (planes.size() == 1) {
            return "";
        }
        return "-" + (named ? join(planes.get(page), "%04d", true) : String.format(Locale.ROOT, "%04d", page + 1));
    }

    /**
     * The {@link #label} of a plane's channels together: {@code z5}, or nothing where there are no others.
     *
     * @param plane from 0
     */
    public String labelOfChannels(int plane) {
        return join(planes.get(plane), "%d", false);
    }

    /**
     * The {@link #suffix} of a plane's channels together: {@code -z0005}, or nothing where there are no others.
     *
     * @param plane from 0
     */
    public String suffixOfChannels(int plane) {
        String suffix = join(planes.get(plane), "%04d", false);
        return suffix.isEmpty() ? "" : "-" + suffix;
    }

    private String join(Plane plane, String number, boolean channel) {
        List<String> parts = new ArrayList<>();
        add(parts, "s%d", Plane::series, plane);
        if (channel) {
            add(parts, "c%d", Plane::channel, plane);
        }
        add(parts, "z" + number, Plane::slice, plane);
        add(parts, "t" + number, Plane::frame, plane);
        return String.join("-", parts);
    }

    private void add(List<String> parts, String format, ToIntFunction<Plane> axis, Plane plane) {
        int number = axis.applyAsInt(plane);
        // Ends at the first that differs: it is asked for every plane.
        if (planes.stream().anyMatch(other -> axis.applyAsInt(other) != number)) {
            parts.add(String.format(Locale.ROOT, format, number));
        }
    }
}
