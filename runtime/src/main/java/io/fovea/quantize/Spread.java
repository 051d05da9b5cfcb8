package io.fovea.quantize;

import java.util.ArrayList;
import java.util.List;

/** Some of many, from all over them: files of a kind lie side by side. */
public final class Spread {
    private Spread() {}

    /** At most so many of a list, evenly spaced, in their order. */
    public static <T> List<T> of(List<T> all, int most) {
        int count = Math.min(most, all.size());
        List<T> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return List.copyOf(some);
    }
}
