package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.method.Method;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Files that other machines do. */
class PartedRunTest {
    /** On the disk of the working folder: between two disks Windows has no relative paths. */
    @TempDir(factory = Nearby.class)
    Path folder;

    @Test
    void machinesAreToldWhereFilesLieWhateverTheirWorkingFolder() throws IOException {
        Path in = Files.createDirectories(folder.resolve("images"));
        Image.gray8(40, 40, new byte[1600]).write(in.resolve("good.png"));
        Files.writeString(in.resolve("bad.png"), "no image");
        Path relative = Path.of("").toAbsolutePath().relativize(in.toAbsolutePath());
        Inputs inputs = Inputs.find(List.of(relative.toString()));
        Model model = Nets.thresholdTrimap();
        List<FilePart> told = new ArrayList<>();
        Machines machines = (order, parcel, parts, done, monitor) -> {
            told.addAll(parts);
            try (PartWorker worker = PartWorker.open(order, parcel.open(folder))) {
                done.accept(worker.run(parts, Path.of(order.output()), monitor));
            }
        };
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            FolderJob<Segmentation> job = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL);
            Report<FolderJob.Row> here = job.run(inputs, folder.resolve("here"), Monitor.NONE);

            Report<FolderJob.Row> there = job.runOn(
                    machines,
                    model,
                    inputs,
                    BatchPlan.USUAL,
                    folder.resolve("there").toString(),
                    Monitor.NONE);

            assertThat(told).hasSize(2).allSatisfy(part -> assertThat(Path.of(part.place()))
                    .isAbsolute());
            assertThat(there.failures()).isEqualTo(here.failures()).hasSize(1);
            assertThat(folder.resolve("there/failures.csv"))
                    .hasSameTextualContentAs(folder.resolve("here/failures.csv"));
            assertThat(folder.resolve("there/segment.csv")).hasSameTextualContentAs(folder.resolve("here/segment.csv"));
        }
    }

    @Test
    void mapsThatOtherMachinesMakeAreThoseOfThisOne() throws IOException {
        Path in = Files.createDirectories(folder.resolve("images"));
        byte[] pixels = new byte[1600];
        Arrays.fill(pixels, 0, 500, (byte) 200);
        Image.gray8(40, 40, pixels).write(in.resolve("good.png"));
        Files.writeString(in.resolve("bad.png"), "no image");
        Inputs inputs = Inputs.find(List.of(in.toString()));
        Model model = Nets.thresholdTrimap();
        ExplainOptions what = new ExplainOptions(
                Method.parse("smoothgrad").with(List.of("copies=3")), List.of("foreground"), List.of(), true, true);
        HeatDrawing drawing = new HeatDrawing(ColorMap.parse("viridis"), true);
        Machines machines = (order, parcel, parts, done, monitor) -> {
            try (PartWorker worker = PartWorker.open(order, parcel.open(folder))) {
                done.accept(worker.run(parts, Path.of(order.output()), monitor));
            }
        };
        try (Explainer explainer = Explainer.open(model, what, Device.CPU)) {
            Report<FolderJob.Row> here =
                    ExplainFolder.run(explainer, inputs, folder.resolve("here"), drawing, Monitor.NONE);
            Report<FolderJob.Row> there = ExplainFolder.runOn(
                    machines,
                    model,
                    explainer,
                    inputs,
                    BatchPlan.USUAL,
                    folder.resolve("there").toString(),
                    drawing,
                    Optional.empty(),
                    Monitor.NONE);

            assertThat(there.failures()).isEqualTo(here.failures()).hasSize(1);
            assertThat(there.done()).isEqualTo(1);
            assertThat(ResumeTest.contents(folder.resolve("there")))
                    .containsKeys("explain.csv", "good-smoothgrad.tif", "good-smoothgrad.png")
                    .isEqualTo(ResumeTest.contents(folder.resolve("here")));
            ResultTable table = ExplainFolder.table(inputs, there);
            assertThat(table.columns().get(2)).isEqualTo(new ResultTable.Column("probability", ResultTable.Kind.REAL));
            assertThat(table.rows()).hasSize(2);
        }
    }

    private static final class Nearby implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "parted");
        }
    }
}
