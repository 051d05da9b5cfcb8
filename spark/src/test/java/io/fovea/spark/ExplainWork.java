package io.fovea.spark;

import io.fovea.batch.BatchPlan;
import io.fovea.batch.ExplainFolder;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.Machines;
import io.fovea.batch.Report;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.HeatDrawing;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Explanations of the digits of this repository, which this process or machines may make. Owns native memory until closed. */
final class ExplainWork implements AutoCloseable {
    private final Inputs inputs = Inputs.find(List.of(
            Path.of(System.getProperty("fovea.root"), "test-images/digits").toString()));
    private final Model model = ModelLibrary.find("digits");
    private final Explainer explainer = Explainer.open(model, ExplainOptions.DEFAULT, Device.CPU);

    Report<FolderJob.Row> here(Path output) {
        return ExplainFolder.run(explainer, inputs, output, HeatDrawing.DEFAULT, Monitor.NONE);
    }

    Report<FolderJob.Row> on(Machines machines, Path output) {
        return ExplainFolder.runOn(
                machines,
                model,
                explainer,
                inputs,
                BatchPlan.USUAL,
                output.toString(),
                HeatDrawing.DEFAULT,
                Optional.empty(),
                Monitor.NONE);
    }

    @Override
    public void close() {
        explainer.close();
    }
}
