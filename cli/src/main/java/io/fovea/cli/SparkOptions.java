package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.batch.FileStore;
import io.fovea.batch.Inputs;
import io.fovea.batch.MachinePark;
import io.fovea.batch.Machines;
import io.fovea.batch.ResultTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    @Option(
            names = "--inputs-from",
            paramLabel = "TABLE",
            description =
                    "Take the images that a table names: Parquet or CSV with a column of paths or addresses, or text"
                            + " with one in each line. In place of INPUT.")
    private String table;

    @Option(
            names = "--path-column",
            paramLabel = "NAME",
            defaultValue = "path",
            description = "The column of that table that has them (default: ${DEFAULT-VALUE}).")
    private String column;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description =
                    "Write the results as a table for programs, too, with a row for each image that failed: Parquet or"
                            + " CSV, as the name ends in .parquet or .csv.")
    private String results;

    /**
     * Where results go, by a path or by an address.
     *
     * @throws FoveaException if a run is to be gone on with in a store
     */
    static String place(String output, ResumeOptions resume, BatchOptions batch) {
        String place = UserPath.expand(output);
        if (FileStore.isAddress(place) && resume.goesOn()) {
            throw batch.refused(
                    "--resume and --retry-failures need an --output with a path; in a store nothing is gone on"
                            + " with.");
        }
        return place;
    }

    /**
     * Finds the images, by paths or by addresses.
     *
     * @param output where results go
     */
    Inputs inputs(BatchOptions batch, String output, LentMachines machines) {
        if ((table == null) == batch.words().isEmpty()) {
            throw batch.refused("Give either INPUT, images and folders, or a table of them with --inputs-from.");
        }
        List<String> words = table == null
                ? batch.words()
                : machines.get().store().column(UserPath.expand(table), column).stream()
                        .map(UserPath::expand)
                        .toList();
        boolean stored = words.stream().anyMatch(FileStore::isAddress);
        if (stored || FileStore.isAddress(output)) {
            machines.get().store().requireApart(output, words);
        }
        if (!stored && table == null) {
            return batch.inputs();
        }
        if (!stored) {
            return batch.chosen(Inputs.of(words.stream().map(Path::of).toArray(Path[]::new)));
        }
        return batch.chosen(machines.get().store().find(words, batch.takesSubfolders()));
    }

    /** Makes sure, before the work, that the table of results can be written where one is wanted, beside what the job writes. */
    void requireResults(String output, LentMachines machines) {
        if (results == null) {
            return;
        }
        results = UserPath.expand(results);
        if (results.equals(output) || table != null && results.equals(UserPath.expand(table))) {
            throw new FoveaException("--table is '" + results + "', which is a file that the command reads or writes"
                    + " anyway; give another name.");
        }
        machines.get().store().requireTable(results);
    }

    /** Writes the table of results where one is wanted. */
    void write(Supplier<ResultTable> all, LentMachines machines) {
        if (results != null) {
            machines.get().write(all.get(), results);
        }
    }

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
