package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.PlaneQuestions;
import io.fovea.imagej.TestModels;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.module.Module;

class SegmentCommandTest extends SegmentTests {
    @BeforeAll
    static void writeClassifier() {
        TestModels.classifier(folder);
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
        List<ImagePlus> made = new ArrayList<>();

        String log = PlainImageJ.printed(() -> {
            made.add(image(segment(new ImagePlus("a", field()), "scale", "2")));
            image(segment(calibrated, "set", "pixel-size=0.125"));
            image(segment(new ImagePlus("d", field()), "diameter", "6", "set", "object-diameters=10 12 30"));
            image(segment(new ImagePlus("e", field()), "set", "object-diameters=100 120 300"));
        });

        ImagePlus doubled = made.get(0);
        assertThat(doubled.getWidth()).isEqualTo(40);
        assertThat(doubled.getStatistics().max).isEqualTo(3);
        assertThat(log.lines().filter(line -> line.matches("(Note|Warning).*")))
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
    void deepImagesAreStretchedAsTheModelsCardSays() {
        ImageProcessor pixels = field().convertToShort(false);
        pixels.multiply(20);

        assertThat(image(segment(new ImagePlus("a", pixels))).getStatistics().max)
                .isEqualTo(3);
        assertThat(image(segment(new ImagePlus("a", pixels.convertToFloat()))).getStatistics().max)
                .isEqualTo(3);
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
    void aScaleThatMakesImagesFarLargerIsSaidFirst() throws IOException {
        Path images = Files.createDirectory(folder.resolve("small"));
        String file = escape(images.resolve("small.png"));
        String keys = "model=[" + escape(trimap) + "] scale=9";

        assertThat(PlainImageJ.printed(() -> segment(new ImagePlus("a", new ByteProcessor(8, 8)), "scale", "9")))
                .contains("Warning: Images are made 9 times as wide and high before they go in");
        assertThat(PlainImageJ.printed(() -> assertThat(macro(
                                "newImage('a', '8-bit black', 8, 8, 1); saveAs('PNG', '" + file + "');",
                                "run('Segment Folder...', 'input=[" + escape(images) + "] output=["
                                        + escape(folder.resolve("small results")) + "] " + keys + "');"))
                        .isEmpty()))
                .contains("Warning: Images are made 9 times as wide and high before they go in");
        assertThat(PlainImageJ.printed(() -> segment(new ImagePlus("a", field()), "scale", "2")))
                .doesNotContain("Warning");
    }
}
