package io.fovea.cli;

import java.lang.reflect.InvocationTargetException;

/**
 * Where Java starts: where it is too old for the rest of Fovea, or the rest is missing, it says so; otherwise {@link Main}
 * goes on. Compiled for Java 8, so that an old one gets as far as this.
 */
public final class Start {
    private static final int NEEDED = 17;
    private static final int NOTHING_DONE = 2;

    private Start() {}

    /** Runs a command as {@link Main#main} does; ends with 2 where that cannot be. */
    public static void main(String[] args) throws ReflectiveOperationException {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            fail("'" + System.getProperty("java.home") + "' is Java " + version + "; Fovea needs a JDK " + NEEDED
                    + " or newer: install one, and let JAVA_HOME point to it.");
        }
        try {
            // By name, as the compiler for Java 8 reads no class of a newer one.
            Class.forName("io.fovea.cli.Main").getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            fail(
                    e.getCause() instanceof LinkageError
                            ? "Its libraries are not all there (" + e.getCause()
                                    + "); remove the folder cli/target, so that Fovea is built anew."
                            : "An error that should not happen: " + e.getCause());
        }
    }

    /** Whether a version such as {@code 1.8}, {@code 11} or {@code 17} is older than what is needed. */
    static boolean isTooOld(String specification) {
        return specification.startsWith("1.") || Integer.parseInt(specification) < NEEDED;
    }

    private static void fail(String sentence) {
        System.err.println("fovea: " + sentence);
        System.exit(NOTHING_DONE);
    }
}
