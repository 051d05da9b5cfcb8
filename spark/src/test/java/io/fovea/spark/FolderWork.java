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
import java.util.Optional;

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
        return run(job(), Optional.empty(), BatchPlan.USUAL, output, Monitor.NONE);
    }

    Report<FolderJob.Row> on(Machines machines, Path output) {
        return on(machines, BatchPlan.USUAL, output, Monitor.NONE);
    }

    Report<FolderJob.Row> on(Machines machines, BatchPlan plan, Path output, Monitor monitor) {
        return run(job(), Optional.of(machines), plan, output, monitor);
    }

    private Job<?> job() {
        return Jobs.all().stream()
                .filter(one -> one.verb().equals(verb))
                .findFirst()
                .orElseThrow();
    }

    private <P extends Prediction> Report<FolderJob.Row> run(
            Job<P> job, Optional<Machines> machines, BatchPlan plan, Path output, Monitor monitor) {
        Model found = ModelLibrary.find(model);
        try (ImagePredictor<P> predictor = job.open(found, Device.CPU)) {
            FolderJob<P> folder = new FolderJob<>(job, predictor, JobSettings.USUAL);
            return machines.isPresent()
                    ? folder.runOn(machines.get(), found, inputs, plan, output, monitor)
                    : folder.run(inputs, plan, output, monitor);
        }
    }
}
