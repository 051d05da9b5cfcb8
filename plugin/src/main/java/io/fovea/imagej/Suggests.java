package io.fovea.imagej;

import java.util.List;

/** A command that knows the values of its text keys. A dialog offers them. */
public interface Suggests {
    /** Values that a key commonly takes, the likeliest first; any other text may be typed. Empty if there are none. */
    List<String> suggestions(String key);

    /** All values that a key takes; empty if there are others, or its annotation lists them. */
    default List<String> choices(String key) {
        return List.of();
    }
}
