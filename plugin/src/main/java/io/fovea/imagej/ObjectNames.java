package io.fovea.imagej;

import java.util.Locale;

/**
 * What objects are called, as ROIs and in tables: {@code 0012}, and in a stack {@code s0003-0012} or {@code s0003-t0001-0012}.
 * ImageJ's ROI Manager puts coordinates in the place of names such as {@code 0003-0012}, which begin with a number.
 */
final class ObjectNames {
    private ObjectNames() {}

    /** The name of an object of a plane. */
    static String of(Planes planes, int plane, int number) {
        return of(planes, plane, String.format(Locale.ROOT, "%04d", number));
    }

    /** The name of something on a plane. */
    static String of(Planes planes, int plane, String name) {
        String code = planes.code(plane);
        return code.isEmpty() ? name : code + "-" + name;
    }
}
