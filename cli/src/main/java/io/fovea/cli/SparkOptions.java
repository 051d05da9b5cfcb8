package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.MachinePark;
import io.fovea.batch.Machines;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which machines Apache Spark has, and how it shares work out to them. */
final class SparkOptions {
    private static final double MOST_MEGABYTES = 1024;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark's master, such as spark://host:7077, or local[4] for four cores of this machine"
                    + " (default: what spark-submit says, or local[*], all cores of this machine).")
    private String master;

    @Option(
            names = "--partition",
            paramLabel = "MB",
            defaultValue = "16",
            description = "How large the files of a task are together, at most (default: ${DEFAULT-VALUE}).")
    private double partition;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "Any of Spark's settings, such as spark.executor.memory=8g. May be given several times.")
    private Map<String, String> settings = new TreeMap<>();

    /**
     * Looks whether Spark is there.
     *
     * @throws FoveaException if it is not, or an option makes no sense
     */
    void require() {
        if (!(partition > 0 && partition <= MOST_MEGABYTES)) {
            throw new FoveaException("--partition is " + partition + "; give megabytes, more than 0 and at most "
                    + String.format(Locale.ROOT, "%.0f", MOST_MEGABYTES) + ".");
        }
        settings.keySet().stream()
                .filter(key -> !key.startsWith("spark."))
                .findFirst()
                .ifPresent(key -> {
                    throw new FoveaException("--conf sets '" + key
                            + "'; Spark's settings begin with 'spark.', as in spark.executor.memory=8g.");
                });
        park();
    }

    private static MachinePark park() {
        return MachinePark.find("spark")
                .orElseThrow(
                        () -> new FoveaException(
                                "Apache Spark is not beside this Fovea: the launcher './fovea' of a"
                                        + " clone fetches it, on Linux and macOS; elsewhere spark-submit takes fovea-spark-assembly.jar."));
    }

    /** Has the machines. */
    Machines open(String title, PrintWriter err) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("partition", Double.toString(partition));
        if (master != null) {
            all.put("master", master);
        }
        return park().open(title, all, line -> {
            err.println(line);
            err.flush();
        });
    }
}
