package io.fovea.task;

import io.fovea.model.Input;
import java.util.ArrayList;
import java.util.List;

/** Cuts a length into overlapping tiles, so that each pixel is answered by a tile that sees enough around it. */
final class Tiling {
    private Tiling() {}

    /**
     * One tile along one axis.
     *
     * @param origin its first pixel
     * @param from the first pixel it answers for
     * @param to behind the last pixel it answers for
     */
    record Span(int origin, int from, int to) {
        /** The same where every pixel has become several. */
        Span times(int scale) {
            return new Span(origin * scale, from * scale, to * scale);
        }

        /** The same of an answer that lacks a margin at each side of its tile, along a length without that margin. */
        Span without(int margin) {
            return new Span(origin, Math.max(0, from - margin), to - margin);
        }
    }

    /**
     * Covers {@code 0..length} with tiles of one size. A pixel is at least {@code halo} from every tile edge that is not
     * an end of the length, and origins are multiples of {@code multiple}, so that strides fall on the same pixels in
     * every tile.
     *
     * @param length longer than {@code tile} by a multiple of {@code multiple}, or as long
     * @param tile its length
     * @throws IllegalArgumentException if the tile has no pixel left inside its halo
     */
    static List<Span> along(int length, int tile, int halo, int multiple) {
        int step = roundDown(tile - 2 * halo, multiple);
        if (step <= 0 && tile < length) {
            throw new IllegalArgumentException("A tile of " + tile + " has nothing inside a halo of " + halo);
        }
        List<Integer> origins = new ArrayList<>();
        for (int origin = 0; origin + tile < length; origin += step) {
            origins.add(origin);
        }
        origins.add(length - tile);
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < origins.size(); i++) {
            boolean last = i == origins.size() - 1;
            // Halfway through the overlap, where both tiles see equally far.
            int to = last ? length : (origins.get(i) + tile + origins.get(i + 1)) / 2;
            spans.add(new Span(origins.get(i), from, to));
            from = to;
        }
        return spans;
    }

    /** The size of tiles, at most {@code largest}, of which the fewest cover a length, all of nearly equal use. */
    static int size(int length, int largest, int halo, int multiple) {
        if (length <= largest) {
            return length;
        }
        int inside = roundDown(largest - 2 * halo, multiple);
        if (inside <= 0) {
            // A halo so wide leaves room for a little only; memory must bear it.
            return Math.min(length, Input.roundUp(2 * halo, multiple) + 4 * multiple);
        }
        int count = (length - 2 * halo + inside - 1) / inside;
        int even = Input.roundUp((length - 2 * halo + count - 1) / count, multiple) + Input.roundUp(2 * halo, multiple);
        return Math.min(even, length);
    }

    private static int roundDown(int value, int multiple) {
        return Math.floorDiv(value, multiple) * multiple;
    }
}
