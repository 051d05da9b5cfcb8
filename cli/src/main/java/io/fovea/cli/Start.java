package io.fovea.cli;

/**
 * Where Java starts: where it is too old for the rest of Fovea it says so, otherwise {@link Main} goes on. Compiled for
 * Java 8, so that an old one gets as far as this.
 */
public final class Start {
    private static final int NEEDED = 17;

    private Start() {}

    /** Runs a command as {@link Main#main} does; ends with 2 in a Java older than 17. */
    public static void main(String[] args) throws ReflectiveOperationException {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            System.err.println("fovea: '" + System.getProperty("java.home") + "' is Java " + version
                    + "; Fovea needs a JDK " + NEEDED + " or newer: install one, and let JAVA_HOME point to it.");
            System.exit(2);
        }
        // By name, as the compiler for Java 8 reads no class of a newer one.
        Class.forName("io.fovea.cli.Main").getMethod("main", String[].class).invoke(null, (Object) args);
    }

    /** Whether a version such as {@code 1.8}, {@code 11} or {@code 17} is older than what is needed. */
    static boolean isTooOld(String specification) {
        return specification.startsWith("1.") || Integer.parseInt(specification) < NEEDED;
    }
}
