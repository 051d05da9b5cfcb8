package io.fovea.explain;

import io.fovea.model.Input;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a length that is looked at, and the part of that for which an answer holds.
 *
 * @param origin the first pixel that is looked at
 * @param end behind the last one
 * @param from the first pixel that counts
 * @param to behind the last one
 */
record TileCut(int origin, int end, int from, int to) {
    /** Pixels looked at in one tile, along one axis, where the margins leave that room. */
    static final int SIDE = 1024;

    /**
     * Cuts a length. What counts is as far from the ends of a tile as the network sees. A gradient comes from answers further away,
     * which depend on what is as far from them.
     *
     * @param length a multiple of the input's
     * @param side pixels of a tile
     * @param beyond how far away answers are that gradients come from; 0 where there are none
     */
    static List<TileCut> along(int length, Input input, int side, int beyond) {
        int multiple = Math.max(1, input.multiple());
        int margin = Input.roundUp(input.halo() + beyond, multiple);
        int step = Math.max(4 * multiple, (side - 2 * margin) / multiple * multiple);
        List<TileCut> cuts = new ArrayList<>();
        for (int from = 0; from < length; from += step) {
            int to = Math.min(length, from + step);
            cuts.add(new TileCut(Math.max(0, from - margin), Math.min(length, to + margin), from, to));
        }
        return cuts;
    }

    int length() {
        return end - origin;
    }
}
