package io.fovea.explain.method;

/**
 * Values of a changed graph that count as constants where it is differentiated. So a node can have the value of one
 * function and the slope of another: {@code x * held(y / x)} is {@code y} and rises with {@code x} by {@code y / x}.
 */
final class Held {
    private static final String PREFIX = "fovea:held:";

    private Held() {}

    /** The name of a value that is one. */
    static String name(String stem) {
        return PREFIX + stem;
    }

    /** Whether a value is one. */
    static boolean is(String value) {
        return value.startsWith(PREFIX);
    }
}
