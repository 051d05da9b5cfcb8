package io.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.imagej.ImageJLauncher;
import io.fovea.imagej.MacroEnd;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples in {@code macros/} as a user does, with a model of the test's own in place of a shipped one. */
@ExtendWith(PlainImageJ.class)
class MacrosTest {
    private static final Path MACROS = Path.of(System.getProperty("fovea.root")).resolve("macros");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path images;

    @BeforeEach
    void makeImages() throws IOException {
        images = Files.createDirectory(folder.resolve("my images"));
        for (int n = 1; n <= 2; n++) {
            ImageProcessor pixels = new ByteProcessor(40, 30);
            pixels.setColor(200);
            for (int i = 0; i < n; i++) {
                pixels.fill(new Roi(5 + 12 * i, 5, 6, 6));
            }
            IJ.save(
                    new ImagePlus("", pixels),
                    images.resolve("field " + n + ".png").toString());
        }
    }

    private boolean run(String name, String shipped, Path model, String argument) throws IOException {
        String source = Files.readString(MACROS.resolve(name));
        String value = model.toString().contains(" ") ? "[" + model + "]" : model.toString();
        assertThat(source).contains("model=" + shipped);
        Path macro = Files.writeString(
                folder.resolve(name), source.replace("model=" + shipped, "model=" + PlainImageJ.escape(value)));
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            MacroEnd end = ImageJLauncher.runMacro(macro, argument, Cancellation.NONE);
            end.error().ifPresent(System.err::println);
            return end.error().isEmpty();
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private boolean segmentFolder(Path results) throws IOException {
        Path model = TestModels.trimap(Files.createDirectories(folder.resolve("my models")));
        String argument = "input=[" + images + "] output=[" + results + "] model=[" + model + "]";
        return run("segment_folder.ijm", "nuclei-trimap", model, argument);
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFolderIsSegmentedIntoTheFilesOfTheCommandLine() throws IOException {
        Path results = folder.resolve("my results");

        assertThat(segmentFolder(results)).isTrue();

        assertThat(names(results))
                .containsExactly(
                        "field 1-labels.png",
                        "field 1-overlay.png",
                        "field 1-rois.zip",
                        "field 1-trimap.png",
                        "field 2-labels.png",
                        "field 2-overlay.png",
                        "field 2-rois.zip",
                        "field 2-trimap.png",
                        "objects.csv",
                        "report.html",
                        "segment-journal.jsonl",
                        "segment.csv");
        assertThat(printed().get(1)).startsWith("field 2.png\t2 objects\t");
        Path expected = folder.resolve("expected");
        try (Segmenter segmenter = Segmenter.open(
                ModelLibrary.find(folder.resolve("my models/bright-trimap.onnx").toString()), Device.AUTO)) {
            new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL)
                    .run(Inputs.find(List.of(images.toString())), expected, Monitor.NONE);
        }
        for (String name : names(expected)) {
            if (name.endsWith(".png")) {
                assertThat(results.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
            }
        }
    }

    @Test
    void subfoldersAreSegmentedAndEarlierResultsAreNot() throws IOException {
        Path deep = Files.createDirectory(images.resolve("plate"));
        Files.move(images.resolve("field 2.png"), deep.resolve("field 1.png"));

        assertThat(segmentFolder(images)).isTrue();
        assertThat(segmentFolder(images)).isTrue();

        assertThat(names(images))
                .containsExactly(
                        "field 1-labels.png",
                        "field 1-overlay.png",
                        "field 1-rois.zip",
                        "field 1-trimap.png",
                        "field 1.png",
                        "objects.csv",
                        "plate",
                        "report.html",
                        "segment-journal.jsonl",
                        "segment.csv");
        assertThat(Files.readAllLines(images.resolve("segment.csv")))
                .extracting(line -> line.split(",")[0])
                .containsExactly("image", "field 1.png", "plate/field 1.png");
        assertThat(printed())
                .contains("Left out 6 results of earlier runs: field 1-labels.png, field 1-overlay.png, field"
                        + " 1-trimap.png, plate/field 1-labels.png, plate/field 1-overlay.png and 1 more.");
    }

    @Test
    void pagesAreChosenAndSubfoldersLeftOut() throws IOException {
        Files.createDirectory(images.resolve("plate"));
        Files.move(images.resolve("field 1.png"), images.resolve("plate/field 1.png"));
        Files.delete(images.resolve("field 2.png"));
        ImagePlus stack = IJ.createHyperStack("", 40, 30, 2, 3, 1, 8);
        IJ.saveAsTiff(stack, images.resolve("stack.tif").toString());
        Path model = TestModels.trimap(Files.createDirectories(folder.resolve("my models")));
        Path results = folder.resolve("results");
        String argument =
                "input=[" + images + "] output=[" + results + "] model=[" + model + "] channel=2 slice=2-3 norecursive";

        assertThat(run("segment_folder.ijm", "nuclei-trimap", model, argument)).isTrue();

        assertThat(Files.readAllLines(results.resolve("segment.csv")))
                .extracting(line -> line.split(",")[0])
                .containsExactly("image", "stack.tif#c2-z2", "stack.tif#c2-z3");
        assertThat(names(results)).contains("stack-c2-z0002-labels.png", "stack-c2-z0003-labels.png");
    }

    @Test
    void anEarlierRunIsGoneOnWith() throws IOException {
        Path results = folder.resolve("results");
        assertThat(segmentFolder(results)).isTrue();
        Path kept = results.resolve("field 1-labels.png");
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(kept, before);
        Files.delete(results.resolve("field 2-labels.png"));

        String model = folder.resolve("my models/bright-trimap.onnx").toString();
        String argument = "input=[" + images + "] output=[" + results + "] model=[" + model + "] resume";
        assertThat(run("segment_folder.ijm", "nuclei-trimap", Path.of(model), argument))
                .isTrue();

        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
        assertThat(results.resolve("field 2-labels.png")).exists();
        assertThat(Files.readAllLines(results.resolve("segment.csv"))).hasSize(3);
    }

    @Test
    void aBadFileIsNamedAndTheOthersAreDone() throws IOException {
        Files.createFile(images.resolve("empty.png"));
        Path results = folder.resolve("results");

        assertThat(segmentFolder(results)).isFalse();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("1 of 3 files could not be segmented")
                .contains("empty.png");
        assertThat(names(results)).contains("field 1-labels.png", "field 2-labels.png", "segment.csv");
    }

    @Test
    void aFolderWithoutImagesIsAnError() throws IOException {
        images = Files.createDirectory(folder.resolve("nothing"));

        assertThat(segmentFolder(folder.resolve("results"))).isFalse();

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void theOpenImageIsSegmented() throws IOException {
        Path model = TestModels.trimap(Files.createDirectories(folder.resolve("my models")));

        assertThat(run(
                        "segment_open_image.ijm",
                        "nuclei-trimap",
                        model,
                        images.resolve("field 2.png").toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isTrue();

        assertThat(printed()).contains("field 2.png: 2 objects", "object 2: area 36 at 20.0, 8.0");
        assertThat(printed()).anyMatch(line -> line.startsWith("field 2.png: 2 objects in 0."));
    }

    @Test
    void theOpenImageIsClassified() throws IOException {
        Path model = TestModels.classifier(folder);

        assertThat(run(
                        "classify_open_image.ijm",
                        "digits",
                        model,
                        images.resolve("field 1.png").toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isTrue();

        assertThat(printed().get(0)).startsWith("field 1.png is dark with probability ");
        assertThat(ResultsTable.getResultsTable().size()).isEqualTo(3);
    }

    @Test
    void whatIsClickedOnIsExplained() throws IOException {
        Path model = TestModels.trimap(folder);
        Path results = folder.resolve("my results/of clicks");
        String argument = "image=[" + images.resolve("field 2.png") + "] at=20,8 output=[" + results + "] model=["
                + model + "] method=saliency";

        String log = PlainImageJ.printed(() -> assertThat(
                        ImageJLauncher.runMacro(MACROS.resolve("explain_click.ijm"), argument, Cancellation.NONE)
                                .error())
                .isEmpty());

        assertThat(log).contains("field 2.png: object 2, 100 % of what speaks for it lies inside");
        assertThat(names(results)).containsExactly("clicked.png");
    }

    @Test
    void aFolderIsExplained() throws IOException {
        Path model = TestModels.classifier(folder);
        Path results = folder.resolve("my results");
        String argument = "input=[" + images + "] output=[" + results + "] model=[" + model + "]";

        assertThat(ImageJLauncher.runMacro(MACROS.resolve("explain_folder.ijm"), argument, Cancellation.NONE)
                        .error())
                .isEmpty();

        assertThat(names(results))
                .containsExactly(
                        "field 1-grad-cam.png", "field 1-grad-cam.tif", "field 2-grad-cam.png", "field 2-grad-cam.tif");
    }

    @Test
    void subfoldersAreExplainedAndEarlierResultsAreNot() throws IOException {
        Path model = TestModels.classifier(folder);
        Path deep = Files.createDirectory(images.resolve("deep"));
        Files.copy(images.resolve("field 2.png"), deep.resolve("field 1.png"));
        IJ.saveAsTiff(
                new ImagePlus("", new ByteProcessor(40, 30)),
                images.resolve("field 1.tif").toString());
        String argument = "input=[" + images + "] output=[" + images + "] model=[" + model + "]";

        for (int i = 0; i < 2; i++) {
            assertThat(ImageJLauncher.runMacro(MACROS.resolve("explain_folder.ijm"), argument, Cancellation.NONE)
                            .error())
                    .isEmpty();
        }

        assertThat(names(images))
                .containsExactly(
                        "deep",
                        "field 1-grad-cam.png",
                        "field 1-grad-cam.tif",
                        "field 1.png",
                        "field 1.tif",
                        "field 1.tif-grad-cam.png",
                        "field 1.tif-grad-cam.tif",
                        "field 2-grad-cam.png",
                        "field 2-grad-cam.tif",
                        "field 2.png");
        assertThat(names(deep)).containsExactly("field 1-grad-cam.png", "field 1-grad-cam.tif", "field 1.png");

        Path below = images.resolve("new/results");
        for (int i = 0; i < 2; i++) {
            assertThat(ImageJLauncher.runMacro(
                                    MACROS.resolve("explain_folder.ijm"),
                                    "input=[" + images + "] output=[" + below + "] model=[" + model + "]",
                                    Cancellation.NONE)
                            .error())
                    .isEmpty();
        }
        assertThat(names(below)).hasSize(1 + 6).contains("deep");
        assertThat(names(below.resolve("deep"))).containsExactly("field 1-grad-cam.png", "field 1-grad-cam.tif");
    }
}
