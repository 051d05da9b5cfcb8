package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.charset.StandardCharsets;
import java.io.PrintStream;
import java.io.ByteArrayOutputStream;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void nothingButTheImageIsGivenUnasked() {
        Module module = segment(new ImagePlus("a", field()));

        assertThat(module.getOutput("outlines")).isNull();
        assertThat(module.getOutput("managed")).isNull();
        assertThat(module.getOutput("objects")).isNull();
        assertThat(module.getOutput("planes")).isNull();
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
    void theWholeImageIsSegmentedWhateverIsSelected() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(0, 0, 12, 12);

        assertThat(image(segment(source)).getStatistics().max).isEqualTo(3);
        assertThat(source.getRoi()).isNotNull();
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
