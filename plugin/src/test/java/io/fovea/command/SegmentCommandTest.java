package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.fovea.FoveaException;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.PlaneQuestions;
import io.fovea.imagej.TestModels;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.module.Module;

@ExtendWith(PlainImageJ.class)
class SegmentCommandTest {
    @TempDir
    static Path folder;

    private static Path trimap;

    @BeforeAll
    static void writeModels() throws Exception {
        trimap = TestModels.trimap(Files.createDirectory(folder.resolve("my models")));
        TestModels.redTrimap(folder);
        TestModels.classes(folder);
        TestModels.classifier(folder);
    }

    /** Two bright rectangles of 36 and 40 pixels and a speck of 24 on dark. */
    private static ImageProcessor field() {
        ImageProcessor pixels = new ByteProcessor(40, 30);
        pixels.setColor(200);
        pixels.fill(new Roi(5, 5, 6, 6));
        pixels.fill(new Roi(20, 10, 8, 5));
        pixels.fill(new Roi(34, 25, 6, 4));
        return pixels;
    }

    private static Module segment(ImagePlus image, Object... keys) {
        Object[] inputs = new Object[keys.length + 4];
        inputs[0] = "image";
        inputs[1] = image;
        inputs[2] = "model";
        inputs[3] = trimap.toString();
        System.arraycopy(keys, 0, inputs, 4, keys.length);
        try {
            return PlainImageJ.commands()
                    .run(SegmentCommand.class, false, inputs)
                    .get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause().getCause() instanceof FoveaException sentence
                    ? sentence
                    : new IllegalStateException(e.getCause());
        }
    }

    private static ImagePlus image(Module module) {
        return (ImagePlus) module.getOutput("segmented");
    }

    @Test
    void objectsGetLabelsColoursAndTheScaleOfTheImage() {
        ImagePlus source = new ImagePlus("my field.tif", field());
        Calibration scale = new Calibration();
        scale.pixelWidth = 0.5;
        scale.pixelHeight = 0.5;
        scale.setUnit("mm");
        source.setCalibration(scale);

        ImagePlus labels = image(segment(source));

        assertThat(labels.getTitle()).isEqualTo("my field-labels");
        assertThat(labels.getBitDepth()).isEqualTo(16);
        ImageProcessor pixels = labels.getProcessor();
        assertThat(new int[] {pixels.get(0, 0), pixels.get(7, 7), pixels.get(21, 12), pixels.get(35, 26)})
                .containsExactly(0, 1, 2, 3);
        assertThat(labels.getDisplayRangeMin()).isZero();
        assertThat(labels.getDisplayRangeMax()).isEqualTo(3);
        assertThat(labels.getCalibration().getUnit()).isEqualTo("mm");
        assertThat(labels.getCalibration().pixelWidth).isEqualTo(0.5);
        int[] shown = (int[]) labels.getProcessor().convertToRGB().getPixels();
        assertThat(shown[0] & 0xffffff).isZero();
        assertThat(shown[7 * 40 + 7] & 0xffffff)
                .isNotZero()
                .isNotEqualTo(shown[12 * 40 + 21] & 0xffffff)
                .isNotEqualTo(shown[26 * 40 + 35] & 0xffffff);
    }

    @Test
    void imagesAreBroughtToTheModelsScale() {
        ImagePlus calibrated = new ImagePlus("c", field());
        calibrated.getCalibration().pixelWidth = 0.5;
        calibrated.getCalibration().pixelHeight = 0.5;
        calibrated.getCalibration().setUnit("micron");
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8)); // where ImageJ logs without a display

        ImagePlus doubled;
        try {
            doubled = image(segment(new ImagePlus("a", field()), "scale", "2"));
            image(segment(calibrated, "set", "pixel-size=0.125"));
            image(segment(new ImagePlus("d", field()), "diameter", "6", "set", "object-diameters=10 12 30"));
            image(segment(new ImagePlus("e", field()), "set", "object-diameters=100 120 300"));
        } finally {
            System.setOut(out);
        }

        assertThat(doubled.getWidth()).isEqualTo(40);
        assertThat(doubled.getStatistics().max).isEqualTo(3);
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.matches("(Note|Warning).*")))
                .hasSize(4)
                .startsWith(
                        "Note: The image was scaled by 2 for the model; results have the images' own size.",
                        "Note: The image was scaled by 4 for the model; results have the images' own size.",
                        "Note: The image was scaled by 2 for the model; results have the images' own size.")
                .last()
                .asString()
                .startsWith("Warning: The objects in e are not")
                .contains("Try scale=17.72, or diameter=auto.");
    }

    @Test
    void smallObjectsAreLeftOut() {
        ImagePlus labels = image(segment(new ImagePlus("a", field()), "minsize", 25));

        assertThat(labels.getProcessor().get(35, 26)).isZero();
        assertThat(labels.getStatistics().max).isEqualTo(2);
    }

    @Test
    void outlinesRunAlongTheEdgesOfPixelsInTheColoursOfTheLabels() {
        Module module = segment(new ImagePlus("a", field()), "overlay", true, "rois", true);

        Overlay overlay = (Overlay) module.getOutput("outlines");
        assertThat(overlay.size()).isEqualTo(3);
        assertThat(overlay.get(1).getBounds()).isEqualTo(new Rectangle(20, 10, 8, 5));
        assertThat(overlay.get(1).getName()).isEqualTo("0002");
        int shown = ((int[]) image(module).getProcessor().convertToRGB().getPixels())[12 * 40 + 21];
        assertThat(overlay.get(1).getStrokeColor().getRGB()).isEqualTo(shown);
        assertThat((Roi[]) module.getOutput("managed")).hasSize(3);
    }

    @Test
    void nothingButTheImageAndItsCountIsGivenUnasked() {
        Module module = segment(new ImagePlus("a", field()));

        assertThat(module.getOutput("outlines")).isNull();
        assertThat(module.getOutput("managed")).isNull();
        assertThat(module.getOutput("objects")).isNull();
        ResultsTable counts = (ResultsTable) module.getOutput("planes");
        assertThat(counts.size()).isEqualTo(1);
        assertThat(counts.getLabel(0)).isEqualTo("a");
        assertThat(counts.getValue("Objects", 0)).isEqualTo(3);
        assertThat((String) module.getOutput("report"))
                .startsWith("a: 3 objects in ")
                .endsWith(" on cpu");
    }

    @Test
    void objectsAreMeasuredInTheImagesUnit() {
        ImagePlus source = new ImagePlus("my field.tif", field());
        source.getCalibration().pixelWidth = 0.5;
        source.getCalibration().pixelHeight = 0.5;

        Module module = segment(source, "table", true, "summary", true);

        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.size()).isEqualTo(3);
        assertThat(objects.getLabel(1)).isEqualTo("my field.tif");
        assertThat(objects.getValue("Object", 1)).isEqualTo(2);
        assertThat(objects.getValue("Area", 1)).isEqualTo(10);
        assertThat(objects.getValue("X", 1)).isEqualTo(12);
        assertThat(objects.getValue("Y", 1)).isEqualTo(6.25);
        assertThat(objects.getValue("Probability", 1)).isBetween(0.9, 1.0);
        ResultsTable summary = (ResultsTable) module.getOutput("planes");
        assertThat(summary.size()).isEqualTo(1);
        assertThat(summary.getValue("Objects", 0)).isEqualTo(3);
        assertThat(summary.getValue("foreground_fraction", 0)).isEqualTo(100 / 1200.0);
    }

    @Test
    void classesTrimapAndProbabilitiesAreGivenOnRequest() {
        ImageProcessor pixels = field();
        pixels.setColor(100);
        pixels.fill(new Roi(0, 0, 3, 3));
        ImagePlus source = new ImagePlus("a.b.png", pixels);

        ImagePlus classes = image(segment(source, "output", "classes"));
        assertThat(classes.getTitle()).isEqualTo("a.b-classes");
        assertThat(classes.getProcessor().get(1, 1)).isEqualTo(2);
        assertThat(classes.getProcessor().get(7, 7)).isZero();
        ImagePlus trimap = image(segment(source, "output", "trimap"));
        assertThat(trimap.getProcessor().get(1, 1)).isEqualTo(254);
        assertThat(trimap.getProcessor().get(30, 1)).isEqualTo(127);
        ImagePlus probabilities = image(segment(source, "output", "probabilities"));
        assertThat(probabilities.getNChannels()).isEqualTo(3);
        assertThat(probabilities.getBitDepth()).isEqualTo(32);
        assertThat(probabilities.getStack().getSliceLabel(3)).isEqualTo("contour");
        assertThat(probabilities.getStack().getVoxel(7, 7, 0)).isGreaterThan(0.99);
        assertThat(probabilities.getDisplayRangeMax()).isEqualTo(1);
    }

    @Test
    void aModelWithoutContourGivesItsClassesAsLabels() {
        Module module = segment(
                new ImagePlus("a", field()),
                "model",
                folder.resolve("brightness.onnx").toString(),
                "overlay",
                true,
                "table",
                true);

        assertThat(image(module).getTitle()).isEqualTo("a-labels");
        assertThat(image(module).getProcessor().get(0, 0)).isEqualTo(1);
        assertThat(((Overlay) module.getOutput("outlines")).get(0).getName()).isEqualTo("dark");
        assertThat(((ResultsTable) module.getOutput("objects")).size()).isZero();
    }

    @Test
    void everyPlaneOfAStackIsSegmentedIntoAStackOfTheSameShape() {
        ImagePlus source = IJ.createHyperStack("series.tif", 40, 30, 1, 2, 3, 8);
        for (int i = 1; i <= 6; i++) {
            ImageProcessor pixels = i % 2 == 0 ? field() : new ByteProcessor(40, 30);
            source.getStack().setProcessor(pixels, i);
        }

        Module module = segment(source, "overlay", true, "table", true, "summary", true);

        ImagePlus labels = image(module);
        assertThat(labels.getDimensions()).containsExactly(40, 30, 1, 2, 3);
        assertThat(labels.isHyperStack()).isTrue();
        assertThat(labels.getStack().getProcessor(3).get(7, 7)).isZero();
        assertThat(labels.getStack().getProcessor(4).get(21, 12)).isEqualTo(2);
        assertThat(labels.getDisplayRangeMax()).isEqualTo(3);
        Overlay overlay = (Overlay) module.getOutput("outlines");
        assertThat(overlay.size()).isEqualTo(9);
        assertThat(overlay.get(3).getZPosition()).isEqualTo(2);
        assertThat(overlay.get(3).getTPosition()).isEqualTo(2);
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getValue("Slice", 3)).isEqualTo(2);
        assertThat(objects.getValue("Frame", 3)).isEqualTo(2);
        assertThat(((ResultsTable) module.getOutput("planes")).size()).isEqualTo(6);
    }

    @Test
    void deepImagesAreStretchedAsTheModelsCardSays() {
        ImageProcessor pixels = field().convertToShort(false);
        pixels.multiply(20);

        assertThat(image(segment(new ImagePlus("a", pixels))).getStatistics().max)
                .isEqualTo(3);
        assertThat(image(segment(new ImagePlus("a", pixels.convertToFloat()))).getStatistics().max)
                .isEqualTo(3);
    }

    @Test
    void aModelOfTwoStainsIsGivenBoth() {
        String model = escape(TestModels.stains(folder));
        String[] lines = {
            "newImage('a', '8-bit composite-mode', 40, 30, 2, 1, 1);",
            "setColor(255);",
            "Stack.setChannel(1); fillRect(2, 2, 10, 10); fillRect(20, 2, 10, 10);",
            "Stack.setChannel(2); fillRect(20, 2, 10, 10);",
            "",
            "getStatistics(area, mean, min, max); if (max != %d) exit('' + max);",
        };

        for (String[] each :
                new String[][] {{"", "1"}, {" channel=0", "1"}, {" channel=2,1", "1"}, {" channel=[1, 1]", "2"}}) {
            lines[4] = "run('Segment...', 'model=[" + model + "]" + each[0] + "');";
            String[] macro = lines.clone();
            macro[5] = lines[5].formatted(Integer.parseInt(each[1]));
            assertThat(macro(macro)).as(each[0]).isEmpty();
        }
        lines[4] = "run('Segment...', 'model=[" + model + "] channel=2');";
        assertThat(macro(lines)).hasValueSatisfying(error -> assertThat(error)
                .contains("1 channel is chosen of 'a', and the model takes 2 channels."));
    }

    @Test
    void aSelectionIsAllThatIsLookedAt() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(0, 0, 12, 12);

        Module module = segment(source, "table", true);

        assertThat(image(module).getWidth()).isEqualTo(40);
        assertThat(image(module).getStatistics().max).isEqualTo(1);
        assertThat((String) module.getOutput("report")).startsWith("a: 1 object in 1 area in ");
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getValue("BX", 0)).isEqualTo(5);
        assertThat(objects.getValue("Area", 0)).isEqualTo(36);
        ResultsTable counts = (ResultsTable) module.getOutput("planes");
        assertThat(counts.getValue("foreground_fraction", 0)).isEqualTo(36 / 144.0);
        assertThat(source.getRoi()).isNotNull();
        assertThat(image(segment(source, "whole", true)).getStatistics().max).isEqualTo(3);
    }

    @Test
    void ofSeveralAreasEachIsLookedAtAndObjectsEndAtTheirBorders() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(new ShapeRoi(new Roi(0, 0, 12, 12)).or(new ShapeRoi(new OvalRoi(20, 8, 8, 6))));

        Module module = segment(source, "table", true, "minsize", 5);

        assertThat(image(module).getStatistics().max).isEqualTo(2);
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getValue("Area", 0)).isEqualTo(36);
        // The rows 10 to 14 of the rectangle lie in the oval's rows 8 to 13, whose corners are cut.
        OvalRoi oval = new OvalRoi(20, 8, 8, 6);
        int expected = 0;
        for (int y = 10; y < 15; y++) {
            for (int x = 20; x < 28; x++) {
                expected += oval.contains(x, y) ? 1 : 0;
            }
        }
        assertThat(objects.getValue("Area", 1)).isEqualTo(expected).isLessThan(32);
        ImagePlus classes = image(segment(source, "output", "classes"));
        assertThat(classes.getProcessor().get(35, 26)).as("background").isEqualTo(1);
        assertThat((String) module.getOutput("report")).startsWith("a: 2 objects in 2 areas in ");
    }

    @Test
    void anAreaOutsideTheImageIsRefused() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(new Roi(-50, -50, 10, 10));
        assertThatThrownBy(() -> segment(source)).hasStackTraceContaining("The selection lies outside 'a'");
        assertThat(image(segment(source, "whole", true)).getStatistics().max).isEqualTo(3);
    }

    @Test
    void aLineOrPointsSelectNoArea() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(new Line(0, 0, 12, 12));
        assertThat(image(segment(source)).getStatistics().max).isEqualTo(3);
        source.setRoi(new Roi(0, 0, 40, 30));
        assertThat((String) segment(source).getOutput("report")).startsWith("a: 3 objects in 0.");
    }

    /** Three stains of which the second has nuclei, named; through five slices. */
    private static ImagePlus stains() {
        ImagePlus stack = IJ.createHyperStack("stains.tif", 40, 30, 3, 5, 1, 16);
        for (int c = 1; c <= 3; c++) {
            for (int z = 1; z <= 5; z++) {
                int index = stack.getStackIndex(c, z, 1);
                ImageProcessor pixels = c == 2 ? field().convertToShort(false) : new ShortProcessor(40, 30);
                pixels.multiply(100);
                if (c == 3) {
                    pixels.setColor(9000);
                    pixels.fill(new Roi(z, 2, 30, 20));
                }
                stack.getStack().setProcessor(pixels, index);
                stack.getStack()
                        .setSliceLabel(List.of("actin", "DAPI", "tubulin").get(c - 1), index);
            }
        }
        return new CompositeImage(stack, CompositeImage.COMPOSITE);
    }

    @Test
    void theChannelOnShowIsTakenAndNamed() {
        ImagePlus source = stains();
        source.setPosition(2, 1, 1);

        Module module = segment(source, "slice", "2,4", "table", true, "rois", true);

        assertThat((String) module.getOutput("report"))
                .startsWith("stains.tif (channel 2 (DAPI)): 6 objects in 2 planes in ");
        assertThat(image(module).getDimensions()).containsExactly(40, 30, 1, 2, 1);
        assertThat(image(module).getStack().getSliceLabel(2)).isEqualTo("3 objects");
        ResultsTable counts = (ResultsTable) module.getOutput("planes");
        assertThat(counts.getColumn("Channel")).containsExactly(2, 2);
        assertThat(counts.getColumn("Slice")).containsExactly(2, 4);
        assertThat(counts.getColumn("Objects")).containsExactly(3, 3);
        Roi[] rois = (Roi[]) module.getOutput("managed");
        assertThat(rois[3].getZPosition()).isEqualTo(4);
        assertThat(rois[3].getName()).isEqualTo("z0004-0001");
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getStringValue("ROI", 3)).isEqualTo("z0004-0001");
        assertThat((String) segment(source, "channel", "tubulin", "slice", "3").getOutput("report"))
                .startsWith("stains.tif (channel 3 (tubulin), slice 3 of 5): 1 object in ");
        source.setRoi(0, 0, 12, 12);
        assertThat((String) segment(source, "slice", "3").getOutput("report"))
                .startsWith("stains.tif (channel 2 (DAPI), slice 3 of 5): 1 object in 1 area in ");
    }

    @Test
    void anOpenImageAndItsFileInAFolderGiveTheSameNumbers() throws Exception {
        ImagePlus source = stains();
        Path images = Files.createDirectories(folder.resolve("folder of stains"));
        IJ.saveAsTiff(source, images.resolve("stains.tif").toString());
        Path results = folder.resolve("results of stains");

        String options = "model=[" + escape(trimap) + "] channel=2 slice=2-4 minsize=30";
        assertThat(macro("run('Segment Folder...', 'input=[" + escape(images) + "] output=[" + escape(results) + "] "
                        + options + "');"))
                .isEmpty();
        Module module = segment(
                IJ.openImage(images.resolve("stains.tif").toString()), "channel", 2, "slice", "2-4", "minsize", 30);

        ResultsTable counts = (ResultsTable) module.getOutput("planes");
        assertThat(Files.readAllLines(results.resolve("segment.csv")))
                .filteredOn(line -> line.startsWith("stains"))
                .extracting(line -> Double.parseDouble(line.split(",")[3]))
                .containsExactly(
                        counts.getValue("Objects", 0), counts.getValue("Objects", 1), counts.getValue("Objects", 2))
                .containsOnly(2.);
        for (int z = 2; z <= 4; z++) {
            ImagePlus file = IJ.openImage(
                    results.resolve("stains-c2-z000" + z + "-labels.png").toString());
            assertThat((short[]) file.getProcessor().convertToShort(false).getPixels())
                    .isEqualTo((short[]) image(module).getStack().getPixels(z - 1));
        }
        assertThat(macro("run('Segment Folder...', 'input=[" + escape(images) + "] output=[" + escape(results)
                        + "] channel=0');"))
                .hasValueSatisfying(error -> assertThat(error)
                        .contains("No channel is on show in a folder: give channel=1 and so on, or leave the key out"));
    }

    @Test
    void objectsAreLinkedThroughSlicesAndFrames() {
        ImagePlus source = IJ.createHyperStack("film.tif", 40, 30, 1, 2, 3, 8);
        for (int t = 1; t <= 3; t++) {
            for (int z = 1; z <= 2; z++) {
                ImageProcessor pixels = new ByteProcessor(40, 30);
                pixels.setColor(200);
                pixels.fill(new Roi(2 + 8 * t, 3, 6, 6)); // moves by more than its size
                if (z == 2) {
                    pixels.fill(new Roi(2, 20, 6, 6));
                }
                source.getStack().setProcessor(pixels, source.getStackIndex(1, z, t));
            }
        }

        assertThat(linked(source, "none", 10)).isEqualTo("9 objects in 6 planes");
        assertThat(linked(source, "slices", 10)).isEqualTo("6 objects through 2 slices");
        assertThat(linked(source, "frames", 10)).isEqualTo("3 objects through 3 frames");
        assertThat(linked(source, "frames", 5)).isEqualTo("7 objects through 3 frames");
        assertThat(linked(source, "both", 10)).isEqualTo("2 objects through 2 slices and 3 frames");

        Module module = segment(source, "link", "both", "reach", 10, "table", true, "rois", true);
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getColumn("Object")).containsExactly(1, 1, 2, 1, 1, 2, 1, 1, 2);
        assertThat(((Roi[]) module.getOutput("managed"))[8].getName()).isEqualTo("z0002-t0003-0002");
        assertThat(image(module).getStack().getProcessor(6).get(28, 5)).isEqualTo(1);
        assertThat(image(module).getStack().getProcessor(6).get(4, 22)).isEqualTo(2);
        assertThat(image(module).getDisplayRangeMax()).isEqualTo(2);
    }

    private static String linked(ImagePlus source, String link, double reach) {
        String report = (String) segment(source, "link", link, "reach", reach).getOutput("report");
        return report.replaceFirst("film.tif: (.*) in \\d.*", "$1");
    }

    @Test
    void segmentingLabelsAgainIsSaidInAMacro() {
        assertThat(macro(
                        "newImage('a', '8-bit black', 40, 30, 1);",
                        "run('Segment...', 'model=[" + escape(trimap) + "]');",
                        "run('Segment...', 'model=[" + escape(trimap) + "]');",
                        "if (getTitle() != 'a-labels-labels') exit(getTitle());"))
                .isEmpty();
        assertThat(new PlaneQuestions(image(segment(new ImagePlus("a", field())))).doubt())
                .contains("'a-labels' holds the labels of objects and is no picture.");
        String saved = folder.resolve("saved labels.tif").toString();
        IJ.saveAsTiff(image(segment(new ImagePlus("a", field()))), saved);
        assertThat(new PlaneQuestions(IJ.openImage(saved)).doubt()).isPresent();
        assertThat(new PlaneQuestions(new ImagePlus("a", field())).doubt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model=nothing | Unknown model 'nothing'.",
                "output=outlines | There is no output 'outlines'. Take one of: labels, classes, trimap, probabilities.",
                "minsize=-1 | minsize is a number of pixels, at least 0, not -1.0.",
                "channel=2 | 'a' has 1 channel, so channel must be 1..1",
                "device=tpu | Unknown device 'tpu'.",
                "colour=red | Segment... has no key 'colour'.",
                "device=cuda:7 | cuda:7"
            })
    void aWrongValueStopsTheMacroWithASentence(String options, String sentence) {
        String model = options.startsWith("model") ? "" : "model=[" + escape(trimap) + "] ";

        assertThat(macro("newImage('a', '8-bit black', 40, 30, 1);", "run('Segment...', '" + model + options + "');"))
                .hasValueSatisfying(
                        error -> assertThat(error).startsWith("Line 2: ").contains(sentence));
    }

    @Test
    void aClassifierIsRefused() {
        String classifier = folder.resolve("classifier.onnx").toString();

        assertThatThrownBy(() -> segment(new ImagePlus("a", field()), "model", classifier))
                .hasMessageContaining("it classifies whole images");
    }

    @Test
    void aCorruptModelIsRefused() throws Exception {
        Path corrupt = Files.writeString(folder.resolve("corrupt.onnx"), "no model at all");

        assertThat(macro(
                        "newImage('a', '8-bit black', 40, 30, 1);",
                        "run('Segment...', 'model=[" + escape(corrupt) + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("corrupt.onnx"));
    }

    @Test
    void aMacroInBatchModeGoesOnWithTheLabels() {
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('field', '8-bit black', 40, 30, 1);",
                        "setColor(200); fillRect(5, 5, 6, 6); fillRect(20, 10, 8, 5);",
                        "newImage('other', '8-bit black', 40, 30, 1);",
                        "selectImage('field');",
                        "run('Segment...', 'model=[" + escape(trimap)
                                + "] output=labels overlay table minsize=20 device=cpu');",
                        "if (getTitle() != 'field-labels') exit('active is ' + getTitle());",
                        "getStatistics(area, mean, min, max);",
                        "if (max != 2) x = wrongMaximum;",
                        "if (nResults != 2) x = wrongRows;",
                        "if (getResult('Area', 1) != 40) x = wrongArea;",
                        "selectImage('field');",
                        "if (Overlay.size != 2) x = wrongOverlay;",
                        "run('Segment...', 'model=[" + escape(trimap) + "] overlay');",
                        "selectImage('field');",
                        "if (Overlay.size != 2) x = overlayWasNotReplaced;"))
                .isEmpty();
    }

    @Test
    void anImageGivenToRunIsSegmented() {
        ImagePlus hidden = new ImagePlus("hidden", field());

        IJ.run(hidden, "Segment...", "model=[" + trimap + "] overlay table");

        assertThat(hidden.getOverlay().size()).isEqualTo(3);
        assertThat(ResultsTable.getResultsTable().size()).isEqualTo(3);
    }

    @Test
    void escapeCancels() {
        ImagePlus image = new ImagePlus("a", field());
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);

        IJ.run(image, "Segment...", "model=[" + trimap + "] overlay");

        assertThat(image.getOverlay()).isNull();
        assertThat(IJ.getErrorMessage()).isNull();
        IJ.resetEscape();
    }

    @Test
    void theRoiManagerNeedsADisplay() {
        assertThat(macro(
                        "newImage('a', '8-bit black', 40, 30, 1);",
                        "run('Segment...', 'model=[" + escape(trimap) + "] rois');"))
                .hasValueSatisfying(error -> assertThat(error).contains("There is no ROI Manager without a display."));
    }

    @Test
    void objectsOfOtherHeadsAreLabelsOutlinesAndRowsToo() {
        String stars = escape(TestModels.stars(folder));
        String model = "'model=[" + stars + "] ";

        assertThat(macro(
                        "newImage('a', '8-bit black', 60, 40, 1);",
                        "setPixel(15, 20, 255); setPixel(40, 20, 255);",
                        "run('Segment...', " + model + "output=labels overlay table');",
                        "if (getPixel(15, 20) == 0 || getPixel(15, 20) == getPixel(40, 20)) exit('one object');",
                        "if (getPixel(28, 20) != 0) exit('background');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(2);
        // An octagon of radius 6: 8 triangles of 6 * 6 * sin(45 degrees) / 2.
        assertThat(results.getValue("Area", 0)).isBetween(95., 110.);
        assertThat(macro("newImage('a', '8-bit black', 60, 40, 1);", "run('Segment...', " + model + "output=trimap');"))
                .hasValueSatisfying(error -> assertThat(error).contains("output=trimap needs a trimap model"));
    }
}
