package io.fovea.imagej;

import java.util.List;

/** A command that knows values which a text key commonly takes. A dialog offers them; any other text may be typed. */
public interface Suggests {
    /** The suggestions for a key, the likeliest first; empty if there are none. */
    List<String> suggestions(String key);
}
