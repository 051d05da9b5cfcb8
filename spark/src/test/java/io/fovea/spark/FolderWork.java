package io.fovea.spark;

import io.fovea.batch.BatchPlan;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.Machines;
import io.fovea.batch.Report;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A job for a folder, which this process or machines may do.
 *
 * @param verb of the job
 * @param model its name, or file
 */
record FolderWork(String verb, String model, Inputs inputs) {
    /** The nuclei of this repository. */
    static FolderWork nuclei() {
        Path nuclei = Path.of(System.getProperty("fovea.root"), "test-images/nuclei");
        return new FolderWork("segment", "nuclei-trimap", Inputs.find(List.of(nuclei.toString())));
    }

    Report<FolderJob.Row> here(Path output) {
        return run(job(), (folder, found) -> folder.run(inputs, BatchPlan.USUAL, output, Monitor.NONE));
    }

    Report<FolderJob.Row> on(Machines machines, Path output) {
        return on(machines, BatchPlan.USUAL, output, Monitor.NONE);
    }

    Report<FolderJob.Row> on(Machines machines, BatchPlan plan, Path output, Monitor monitor) {
        return run(job(), (folder, found) -> folder.runOn(machines, found, inputs, plan, output.toString(), monitor));
    }

    /** Into a store, with the table for programs. */
    Report<FolderJob.Row> on(Machines machines, String address, String table) {
        return run(job(), (folder, found) -> {
            Report<FolderJob.Row> report =
                    folder.runOn(machines, found, inputs, BatchPlan.USUAL, address, Monitor.NONE);
            machines.write(folder.table(inputs, report), table);
            return report;
        });
    }

    private Job<?> job() {
        return Jobs.all().stream()
                .filter(one -> one.verb().equals(verb))
                .findFirst()
                .orElseThrow();
    }

    private <P extends Prediction> Report<FolderJob.Row> run(
            Job<P> job, BiFunction<FolderJob<P>, Model, Report<FolderJob.Row>> work) {
        Model found = ModelLibrary.find(model);
        try (ImagePredictor<P> predictor = job.open(found, Device.CPU)) {
            return work.apply(new FolderJob<>(job, predictor, JobSettings.USUAL), found);
        }
    }
}
