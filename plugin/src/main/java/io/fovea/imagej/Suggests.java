package io.fovea.imagej;

import java.util.List;
import java.util.Set;

/** A command that knows the values of its text keys. A dialog offers them. */
public interface Suggests {
    /** Values that a key commonly takes, the likeliest first; any other text may be typed. Empty if there are none. */
    List<String> suggestions(String key);

    /** All values that a key takes; empty if there are others, or its annotation lists them. */
    default List<String> choices(String key) {
        return List.of();
    }

    /** Text keys whose values are other ones for each model, of which a dialog makes lists; nothing is what is usual. */
    default Set<String> keysOfModel() {
        return Set.of();
    }

    /**
     * Values that such a key takes with a model. May block.
     *
     * @param model as it is chosen or typed so far
     * @return empty if there are none, or there is no such model
     */
    default List<String> ofModel(String key, String model) {
        return List.of();
    }

    /** What is taken where such a key is empty, as a list begins. */
    default String usual(String key) {
        return "as usual";
    }
}
