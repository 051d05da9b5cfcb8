package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.AtomicFile;
import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.ClassifyJob;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.imgcodecs.Imgcodecs;

class FoldersTest {
    private static final Image TWO_OBJECTS = Image.gray8(5, 2, new byte[] {-1, -1, 0, -1, -1, -1, 127, 0, 127, -1});

    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private final Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU);

    @BeforeEach
    void prepare() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("new/out");
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    @Test
    void segmentsEveryFileAndNamesTheBadOnes() throws IOException {
        TWO_OBJECTS.write(in.resolve("a.png"));
        TWO_OBJECTS.write(in.resolve("a.tif"));
        Files.createFile(in.resolve("b.png"));
        TWO_OBJECTS.write(in.resolve("c.png"));
        List<Double> fractions = new ArrayList<>();
        Monitor monitor = Monitor.of((fraction, message) -> fractions.add(fraction), Monitor.NONE);

        Report<FolderJob.Row> report = segmenting(segmenter).run(Inputs.find(List.of(in.toString())), out, monitor);

        assertThat(report.done()).isEqualTo(3);
        assertThat(report.failures()).extracting(Failure::file).containsExactly(in.resolve("b.png"));
        assertThat(report.failures().get(0).sentence()).contains("is empty (0 bytes)");
        assertThat(names(out))
                .containsExactly(
                        "a-labels.png",
                        "a-overlay.png",
                        "a-rois.zip",
                        "a-trimap.png",
                        "a.tif-labels.png",
                        "a.tif-overlay.png",
                        "a.tif-rois.zip",
                        "a.tif-trimap.png",
                        "c-labels.png",
                        "c-overlay.png",
                        "c-rois.zip",
                        "c-trimap.png",
                        "failures.csv",
                        "objects.csv",
                        "report.html",
                        "segment-journal.jsonl",
                        "segment.csv");
        assertThat(Image.read(out.resolve("a-labels.png")).shorts()).containsExactly(1, 1, 0, 2, 2, 1, 1, 0, 2, 2);
        assertThat(Image.read(out.resolve("a-trimap.png")).bytes()).containsExactly(0, 0, 127, 0, 0, 0, -2, 127, -2, 0);
        List<String> table = Files.readAllLines(out.resolve("segment.csv"));
        assertThat(table.get(0))
                .isEqualTo("image,width,height,objects,foreground_fraction,background_fraction,contour_fraction");
        assertThat(table.get(2)).isEqualTo("a.tif,5,2,2,0.6,0.2,0.2");
        assertThat(table).hasSize(4);
        assertThat(fractions).isSorted().endsWith(1.0);
    }

    @Test
    void namesAColumnPerClassOfModelsWithoutObjects() throws IOException {
        Model trimap = Nets.thresholdTrimap();
        Card classes = Card.of(
                "classes",
                Task.SEGMENTATION,
                List.of("x", "y, z", "w"),
                trimap.card().input(),
                OutputValues.LOGITS);
        TWO_OBJECTS.write(in.resolve("a.png"));
        try (Segmenter plain = Segmenter.open(trimap.withCard(classes), Device.CPU)) {
            segmenting(plain).run(Inputs.of(in.resolve("a.png")), out, Monitor.NONE);
        }
        assertThat(names(out))
                .containsExactly(
                        "a-labels.png",
                        "a-overlay.png",
                        "a-rois.zip",
                        "report.html",
                        "segment-journal.jsonl",
                        "segment.csv");
        assertThat(Files.readAllLines(out.resolve("segment.csv")).get(0))
                .isEqualTo("image,width,height,objects,x_fraction,\"y, z_fraction\",w_fraction");
        assertThat(Files.readAllLines(out.resolve("segment.csv")).get(1)).startsWith("a.png,5,2,,0.6,");
    }

    @Test
    void numbersThePagesOfAFile() throws IOException {

        Path file = in.resolve("stack.tif");
        Imgcodecs.imwritemulti(file.toString(), List.of(Mats.of(TWO_OBJECTS), Mats.of(TWO_OBJECTS)));
        TWO_OBJECTS.write(in.resolve("stack-0001.png"));

        Report<FolderJob.Row> report =
                segmenting(segmenter).run(Inputs.find(List.of(in.toString())), out, Monitor.NONE);
        assertThat(report.rows())
                .extracting(FolderJob.Row::image)
                .containsExactly("stack-0001.png", "stack.tif#1", "stack.tif#2");
        assertThat(names(out)).contains("stack-0001-labels.png", "stack-0001-2-labels.png", "stack-0002-labels.png");
    }

    @Test
    void aDamagedPageIsAFailureOfItsFile() throws IOException {
        Path file = in.resolve("stack.tif");
        Imgcodecs.imwritemulti(file.toString(), List.of(Mats.of(TWO_OBJECTS), Mats.of(TWO_OBJECTS)));
        TWO_OBJECTS.write(in.resolve("z.png"));
        boolean[] failed = new boolean[1];

        Report<String> report = PageRun.run(
                Inputs.find(List.of(in.toString())),
                Monitor.NONE,
                (page, monitor) -> {
                    if (page.name().endsWith("#2")) {
                        failed[0] = true;
                        throw new FoveaException("'stack.tif' is no good.");
                    }
                    return List.of(page.name());
                },
                rows -> {});

        assertThat(failed[0]).isTrue();
        assertThat(report.rows()).containsExactly("z.png");
        assertThat(report.failures()).extracting(Failure::file).containsExactly(file);
    }

    @Test
    void anUnwritableFolderIsAnErrorBeforeAnyWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        boolean[] worked = new boolean[1];
        Monitor monitor = Monitor.of((fraction, message) -> worked[0] = true, Monitor.NONE);
        assertThatThrownBy(
                        () -> segmenting(segmenter).run(Inputs.of(in.resolve("a.png")), file.resolve("out"), monitor))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("Cannot write to the output folder");
        assertThat(worked[0]).isFalse();
    }

    @Test
    void aFullDiskEndsTheBatch() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            TWO_OBJECTS.write(in.resolve(name));
        }
        List<Path> worked = new ArrayList<>();
        PageRun.Work<String> full = (page, monitor) -> {
            worked.add(page.source().file());
            try {
                AtomicFile.write(out.resolve("x"), content -> {
                    throw new IOException("No space left on device");
                });
            } catch (IOException e) {
                throw new FoveaException("Cannot write: check that the folder can be written.", e);
            }
            return List.of("row");
        };

        assertThatThrownBy(() -> PageRun.run(
                        Inputs.find(List.of(in.toString())),
                        BatchPlan.USUAL.with(1),
                        Ledger.none(),
                        Monitor.NONE,
                        full,
                        report -> {}))
                .isInstanceOf(DiskFullException.class)
                .hasMessageContaining("the disk is full");
        assertThat(worked).containsExactly(in.resolve("a.png"));
    }

    @Test
    void aFailureNamesItsFile() {
        Path file = Path.of("some/a.png");

        assertThat(new Failure(file, "All is NaN.").sentence()).isEqualTo("'" + file + "': All is NaN.");
        assertThat(new Failure(file, "'a.png' is empty.").sentence()).isEqualTo("'a.png' is empty.");
    }

    @Test
    void neverOverwritesAnInput() throws IOException {
        TWO_OBJECTS.write(in.resolve("a.png"));
        TWO_OBJECTS.write(in.resolve("a-trimap.png"));
        byte[] before = Files.readAllBytes(in.resolve("a-trimap.png"));
        Report<FolderJob.Row> report = segmenting(segmenter).run(Inputs.find(List.of(in.toString())), in, Monitor.NONE);
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).sentence()).contains("would overwrite an input");
        assertThat(Files.readAllBytes(in.resolve("a-trimap.png"))).isEqualTo(before);
    }

    @Test
    void cancellingKeepsWhatIsDone() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            TWO_OBJECTS.write(in.resolve(name));
        }
        boolean[] cancelled = new boolean[1];
        Monitor afterOne = Monitor.of((fraction, message) -> cancelled[0] |= fraction > 0.33, () -> cancelled[0]);
        assertThatThrownBy(() -> segmenting(segmenter)
                        .run(Inputs.find(List.of(in.toString())), BatchPlan.USUAL.with(1), out, afterOne))
                .isInstanceOf(CancelledException.class);
        assertThat(Files.readAllLines(out.resolve("segment.csv"))).hasSizeBetween(1, 2);
        assertThat(names(out)).doesNotContain("c-labels.png");
    }

    @Test
    void cancellingBeforeAnythingIsDoneKeepsTheTableOfAnEarlierRun() throws IOException {
        TWO_OBJECTS.write(in.resolve("a.png"));
        Inputs inputs = Inputs.find(List.of(in.toString()));
        segmenting(segmenter).run(inputs, out, Monitor.NONE);
        byte[] earlier = Files.readAllBytes(out.resolve("segment.csv"));

        assertThatThrownBy(
                        () -> segmenting(segmenter).run(inputs, out, Monitor.of((fraction, message) -> {}, () -> true)))
                .isInstanceOf(CancelledException.class);

        assertThat(Files.readAllBytes(out.resolve("segment.csv"))).isEqualTo(earlier);
    }

    @Test
    void classifiesEveryFile() throws IOException {
        Image.gray8(1, 1, new byte[] {0}).write(in.resolve("dark.png"));
        Image.gray8(1, 1, new byte[] {-1}).write(in.resolve("light.png"));
        Files.writeString(in.resolve("text.png"), "text");
        try (Classifier classifier = Classifier.open(brightness(), Device.CPU)) {
            FolderJob<?> classifying =
                    new FolderJob<>(Jobs.CLASSIFY, classifier, JobSettings.USUAL.with(ClassifyJob.TOP, 1));
            Report<FolderJob.Row> report = classifying.run(Inputs.find(List.of(in.toString())), Monitor.NONE);
            assertThat(report.failures()).hasSize(1);
            assertThat(report.rows()).hasSize(2);
            classifying.table(report.rows()).write(out.resolve("c.csv"));
            assertThat(Files.readString(out.resolve("c.csv")))
                    .isEqualTo("image,rank,label,probability\ndark.png,1,dark,1\nlight.png,1,light,1\n");
        }
    }

    private static FolderJob<Segmentation> segmenting(Segmenter segmenter) {
        return new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 0));
    }

    private static Model brightness() {
        Graph graph = Graph.create("brightness", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 1, 1)));
        graph.put("w", Tensor.of(new float[] {-1, 1}, 2, 1, 1, 1));
        graph.put("b", Tensor.of(new float[] {127, -127}, 2));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 1, 1)));
        return Model.of(graph)
                .withCard(Card.of(
                        "brightness",
                        Task.CLASSIFICATION,
                        List.of("dark", "light"),
                        Input.resized(1, 1, Color.GRAY),
                        OutputValues.LOGITS));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
