package io.fovea.explain;

import io.fovea.anatomy.Anatomy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The first few anatomies of one network, which differ by the size of the image and what is asked. Thread-safe. */
final class KeptAnatomies {
    /** Where sizes are free there may be one for each image, and each holds a graph. */
    static final int MOST = 4;

    private final Map<List<Integer>, Anatomy> kept = new HashMap<>();

    /** The one of a key, made if there is none yet. */
    synchronized Anatomy of(List<Integer> key, Supplier<Anatomy> making) {
        if (kept.containsKey(key)) {
            return kept.get(key);
        }
        Anatomy made = making.get();
        if (kept.size() < MOST) {
            kept.put(key, made);
        }
        return made;
    }
}
