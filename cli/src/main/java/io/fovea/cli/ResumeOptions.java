package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.BatchPlan;
import io.fovea.batch.Report;
import io.fovea.batch.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which of the images are done: not those that an earlier run did, nor those of another machine. */
final class ResumeOptions {
    @Option(
            names = "--resume",
            description = "Go on with an earlier run: leave what it did with the same model and options, and is whole.")
    private boolean resume;

    @Option(names = "--retry-failures", description = "As --resume, and try what failed again.")
    private boolean retry;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = ShardConverter.class,
            defaultValue = "1/1",
            description =
                    "Do every N-th image only, from the I-th on, for N machines; 'fovea merge' joins their tables.")
    private Shard shard;

    @Option(names = "--no-report", description = "Leave report.html out.")
    private boolean noReport;

    /** Whether what an earlier run did is left. */
    boolean goesOn() {
        return resume || retry;
    }

    /** Whether all is done anew, and whole. */
    boolean isUsual() {
        return !goesOn() && shard.equals(Shard.WHOLE);
    }

    /**
     * Reads the options.
     *
     * @param call the line that the user typed
     */
    BatchPlan plan(String call) {
        BatchPlan usual = BatchPlan.USUAL.of(shard).calledBy(call);
        BatchPlan plan = noReport ? usual.withoutReport() : usual;
        return retry ? plan.retrying() : resume ? plan.resuming() : plan;
    }

    /** Names the inputs that failed, and gives the exit code. */
    int end(Console console, Report<?> report) {
        int code = console.end(report);
        if (resume && !retry && !report.failures().isEmpty()) {
            console.err().println("Note: What failed before was not tried again; --retry-failures does that.");
        }
        return code;
    }

    static final class ShardConverter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String value) {
            try {
                return Shard.parse(value);
            } catch (FoveaException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
