package io.fovea.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Filters with a name. Directions are where the filter finds bright beside dark: {@code sobel-bottom} answers where it is
 * brighter below.
 */
public final class FilterKernels {
    private static final Map<String, FilterKernel> NAMED = new LinkedHashMap<>();

    static {
        put("identity", "0 0 0; 0 1 0; 0 0 0");
        put("edge", "-1 -1 -1; -1 8 -1; -1 -1 -1");
        put("blur", "0.0625 0.125 0.0625; 0.125 0.25 0.125; 0.0625 0.125 0.0625");
        put("sharpen", "0 -1 0; -1 5 -1; 0 -1 0");
        put("emboss", "-2 -1 0; -1 1 1; 0 1 2");
        put("laplacian", "0 1 0; 1 -4 1; 0 1 0");
        directions("sobel", 2);
        directions("prewitt", 1);
        put("haar-horizontal", "1 1; -1 -1");
        put("haar-vertical", "1 -1; 1 -1");
        put("haar-diagonal", "1 -1; -1 1");
    }

    private FilterKernels() {}

    /** The names of all. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(NAMED.keySet());
        names.add("gabor");
        return names;
    }

    /**
     * The filter of a name, {@code gabor} with its usual settings, or one typed as rows, as {@link FilterKernel#parse} reads it.
     *
     * @throws io.fovea.FoveaException if it is neither
     */
    public static FilterKernel find(String nameOrRows) {
        String wanted = nameOrRows.strip();
        if (wanted.equals("gabor")) {
            return Gabor.USUAL.kernel();
        }
        FilterKernel named = NAMED.get(wanted);
        return named != null ? named : FilterKernel.parse(wanted);
    }

    private static void put(String name, String rows) {
        NAMED.put(name, FilterKernel.parse(rows).named(name));
    }

    private static void directions(String name, int middle) {
        put(name + "-bottom", "-1 -" + middle + " -1; 0 0 0; 1 " + middle + " 1");
        put(name + "-top", "1 " + middle + " 1; 0 0 0; -1 -" + middle + " -1");
        put(name + "-right", "-1 0 1; -" + middle + " 0 " + middle + "; -1 0 1");
        put(name + "-left", "1 0 -1; " + middle + " 0 -" + middle + "; 1 0 -1");
        put(name + "-bottom-right", "-" + middle + " -1 0; -1 0 1; 0 1 " + middle);
        put(name + "-bottom-left", "0 -1 -" + middle + "; 1 0 -1; " + middle + " 1 0");
        put(name + "-top-right", "0 1 " + middle + "; -1 0 1; -" + middle + " -1 0");
        put(name + "-top-left", middle + " 1 0; 1 0 -1; 0 -1 -" + middle);
    }
}
