package io.fovea.image.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.OmeText;
import io.fovea.image.sample.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A multiscale image of OME-NGFF: its largest array, what its axes mean, how large a pixel is, what its channels are called.
 *
 * @param array at full size
 * @param axes a letter for each axis of the array, of {@code tczyx}
 * @param scale in a unit as OME-XML writes it
 * @param channelNames empty where there are none
 */
record ZarrImage(ZarrArray array, String axes, ZarrScale scale, List<String> channelNames) {
    /** The most planes of an image, or of several that are read as one. */
    static final int MOST_PLANES = 1_000_000;

    private static final String ALL = "tczyx";

    private static final Map<String, String> UNITS = Map.of(
            "micrometer", "\u00b5m",
            "nanometer", "nm",
            "millimeter", "mm",
            "centimeter", "cm",
            "meter", "m",
            "angstrom", "\u00c5",
            "inch", "in");

    /**
     * Reads what a group says of its image, of which there may be several forms: the first one counts.
     *
     * @throws FormatException if it holds no image that is read
     */
    static ZarrImage of(ZarrNode group) throws IOException {
        JsonNode scales = group.ome().path("multiscales").path(0);
        JsonNode first = scales.path("datasets").path(0);
        if (first.path("path").asText("").isEmpty()) {
            throw new FormatException("is OME-Zarr whose multiscales name no array");
        }
        String path = first.path("path").asText();
        ZarrNode node = ZarrNode.at(group.below(path))
                .filter(ZarrNode::isArray)
                .orElseThrow(() -> new FormatException("is OME-Zarr whose array '" + path + "' is not there"));
        ZarrArray array = ZarrArray.open(node);
        String axes = axes(scales.path("axes"), array.rank());
        return new ZarrImage(array, axes, scale(first, scales, axes), names(group.ome())).checked();
    }

    /** An array that is no part of an image. */
    static ZarrImage ofArray(ZarrNode node) throws IOException {
        ZarrArray array = ZarrArray.open(node);
        JsonNode named = node.format() == 3
                ? node.array().path("dimension_names")
                : node.attributes().path("_ARRAY_DIMENSIONS");
        JsonNode axes = named.size() == array.rank() && named.path(0).isTextual()
                ? named
                : node.array().path("none");
        return new ZarrImage(array, axes(axes, array.rank()), ZarrScale.UNKNOWN, List.of()).checked();
    }

    private ZarrImage checked() throws FormatException {
        Capacity.requireSides(size('x'), size('y'));
        double pages = (double) size('t') * size('c') * size('z');
        if (pages > MOST_PLANES) {
            throw new FormatException(String.format(
                    Locale.ROOT, "has %.0f planes, and %,d can be read; save it in parts", pages, MOST_PLANES));
        }
        array.requireFewChunks(axes.indexOf('x'), axes.indexOf('y'));
        return this;
    }

    private static String axes(JsonNode said, int rank) throws FormatException {
        if (rank > ALL.length() || rank < 2) {
            throw new FormatException("is Zarr of " + rank + " axes; images have 2 to 5, of time, channel, z, y and x");
        }
        if (said.isEmpty()) {
            return ALL.substring(ALL.length() - rank); // as 0.1 and 0.2, which have all five, and plain arrays
        }
        StringBuilder axes = new StringBuilder();
        for (JsonNode axis : said) {
            String name = axis.isTextual() ? axis.asText() : axis.path("name").asText("?");
            String type = axis.path("type").asText("");
            String letter = type.equals("channel") ? "c" : type.equals("time") ? "t" : lower(name);
            if (letter.length() != 1 || !ALL.contains(letter) || axes.indexOf(letter) >= 0) {
                throw new FormatException("is Zarr with an axis '" + name
                        + "', which is not read; images have time, channel, z, y and x");
            }
            axes.append(letter);
        }
        if (axes.length() != rank || axes.indexOf("x") < 0 || axes.indexOf("y") < 0) {
            throw new FormatException("is damaged: it names the axes '" + axes + "' of an array that has " + rank);
        }
        return axes.toString();
    }

    private static String lower(String name) {
        return name.equals("X") || name.equals("Y") || name.equals("Z") || name.equals("C") || name.equals("T")
                ? String.valueOf((char) (name.charAt(0) + 32))
                : name;
    }

    private static ZarrScale scale(JsonNode dataset, JsonNode scales, String axes) {
        int across = axes.indexOf('x');
        int down = axes.indexOf('y');
        int deep = axes.indexOf('z');
        int time = axes.indexOf('t');
        JsonNode said = scales.path("axes");
        String unit = unit(said, across);
        boolean isKnown = !unit.isEmpty() && unit.equals(unit(said, down));
        double depths =
                isKnown && deep >= 0 ? Units.ratio(unit(said, deep), unit).orElse(0) : 0;
        double seconds =
                time < 0 ? 0 : Units.secondsInWords(said.path(time).path("unit").asText(""));
        return new ZarrScale(
                isKnown ? scale(dataset, scales, across) : 0,
                isKnown ? scale(dataset, scales, down) : 0,
                depths > 0 ? depths * scale(dataset, scales, deep) : 0,
                unit,
                seconds > 0 ? seconds * scale(dataset, scales, time) : 0);
    }

    /** Those of the array and those of all arrays together. */
    private static double scale(JsonNode dataset, JsonNode scales, int axis) {
        double scale = 1;
        for (JsonNode step : dataset.path("coordinateTransformations")) {
            scale *= step.path("scale").path(axis).asDouble(1);
        }
        for (JsonNode step : scales.path("coordinateTransformations")) {
            scale *= step.path("scale").path(axis).asDouble(1);
        }
        return scale > 0 && scale < Double.MAX_VALUE ? scale : 0;
    }

    private static String unit(JsonNode axes, int axis) {
        return UNITS.getOrDefault(axes.path(axis).path("unit").asText(""), "");
    }

    private static List<String> names(JsonNode ome) {
        List<String> names = new ArrayList<>();
        for (JsonNode channel : ome.path("omero").path("channels")) {
            names.add(channel.path("label").asText(""));
        }
        return List.copyOf(names);
    }

    int size(char axis) {
        int at = axes.indexOf(axis);
        return at < 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, array.size(at));
    }

    int pages() {
        return size('t') * size('c') * size('z');
    }

    /** The same in OME's words. */
    OmeText.Pixels pixels() {
        return new OmeText.Pixels(
                size('x'),
                size('y'),
                size('c'),
                size('z'),
                size('t'),
                array.type(),
                channelNames.size() == size('c') ? channelNames : List.of(),
                scale.width(),
                scale.height(),
                scale.depth(),
                scale.unit(),
                scale.interval());
    }

    /**
     * Rows of a plane.
     *
     * @param page channels fastest, then z, then time
     */
    Object rows(int page, int top, int rows) throws IOException {
        int width = size('x');
        long[] place = new long[axes.length()];
        set(place, 'c', page % size('c'));
        set(place, 'z', page / size('c') % size('z'));
        set(place, 't', page / (size('c') * size('z')));
        int across = axes.indexOf('x');
        int down = axes.indexOf('y');
        Object all = Capacity.array(array.type(), width, rows, 1, "");
        int chunkRows = array.chunk(down);
        for (int y = top; y < top + rows; ) {
            int end = Math.min(top + rows, (y / chunkRows + 1) * chunkRows);
            // Chunk by chunk, so that each is decoded once however few are kept.
            for (int x = 0; x < width; ) {
                int count = 0;
                for (int row = y; row < end; row++) {
                    place[across] = x;
                    place[down] = row;
                    count = array.copy(place, across, width - x, all, (row - top) * width + x);
                }
                x += count;
            }
            y = end;
        }
        return all;
    }

    private void set(long[] place, char axis, int value) {
        if (axes.indexOf(axis) >= 0) {
            place[axes.indexOf(axis)] = value;
        }
    }
}
