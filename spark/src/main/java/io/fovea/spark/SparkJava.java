package io.fovea.spark;

import io.fovea.FoveaException;
import java.util.Optional;

/** Which Javas Spark runs on. */
final class SparkJava {
    private static final int LEAST = 17;
    private static final int MOST = 25;

    private SparkJava() {}

    /** What is wrong with a Java of a version, in a sentence; empty if nothing is. */
    static Optional<String> fault(int version) {
        if (version >= LEAST && version <= MOST) {
            return Optional.empty();
        }
        return Optional.of("Apache Spark 4.2 runs on Java " + LEAST + " to " + MOST + ", and this is Java " + version
                + "; let JAVA_HOME point to one of those.");
    }

    /** Throws a {@link FoveaException} unless Spark runs on this Java. */
    static void require() {
        fault(Runtime.version().feature()).ifPresent(sentence -> {
            throw new FoveaException(sentence);
        });
    }
}
