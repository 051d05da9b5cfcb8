package io.fovea.cli;

import io.fovea.batch.Failure;
import io.fovea.batch.Report;
import io.fovea.model.Model;
import io.fovea.session.Device;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: results go to {@code out}, everything else to {@code err}. */
record Console(PrintWriter out, PrintWriter err) {

    static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** Says what had to be assumed about a model, and where it really runs. */
    void announce(Model model, Device used) {
        for (String assumption : model.card().assumptions()) {
            err.println("Note: " + assumption);
        }
        announce(used);
    }

    /** Says where a model really runs. */
    void announce(Device used) {
        err.println("Device: " + used);
        err.flush();
    }

    /** Prints a table of results, where there are any. */
    void print(Report<?> report, Object table) {
        if (report.done() > 0) {
            out.print(table);
        }
    }

    /** Names the inputs that failed, and gives the exit code. */
    int end(Report<?> report) {
        out.flush();
        for (Failure failure : report.failures()) {
            err.println("fovea: " + failure.sentence());
        }
        if (report.failures().isEmpty()) {
            return 0;
        }
        return report.done() > 0 ? Errors.SOME_FAILED : Errors.NOTHING_DONE;
    }
}
