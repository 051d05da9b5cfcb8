package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network sees, from macros as the recorder writes them. */
@ExtendWith(PlainImageJ.class)
class ExploreCommandsTest {
    @TempDir
    static Path folder;

    private static String classifier;
    private static String model;

    @BeforeAll
    static void writeModel() {
        Path file = TestModels.classifier(folder);
        classifier = file.toString();
        model = "model=[" + escape(file) + "] ";
    }

    private ImagePlus saved(String name) {
        return IJ.openImage(folder.resolve(name).toString());
    }

    private String save(String name) {
        return "saveAs('Tiff', '" + escape(folder.resolve(name)) + "');";
    }

    @Test
    void theMapsOfALayerAreAStackOfItsChannels() {
        assertThat(macro(
                        "newImage('white', '8-bit white', 8, 8, 1);",
                        "run('Activations...', '" + model + "layer=scores all device=cpu');",
                        save("maps.tif")))
                .isEmpty();

        ImagePlus maps = saved("maps.tif");
        assertThat(maps.getStackSize()).isEqualTo(3);
        assertThat(maps.getBitDepth()).isEqualTo(32);
        // The weights are 1, -1 and 0, the biases -170, 64 and 0.
        assertThat(maps.getStack().getVoxel(3, 3, 0)).isEqualTo(255 - 170);
        assertThat(maps.getStack().getVoxel(3, 3, 1)).isEqualTo(64 - 255);
        assertThat(maps.getStack().getVoxel(3, 3, 2)).isZero();
    }

    @Test
    void everyPlaneOfAStackHasMapsOfItsOwn() {
        assertThat(macro(
                        "newImage('stack', '8-bit black', 8, 8, 2);",
                        "setSlice(2); run('Invert', 'slice');",
                        "run('Activations...', '" + model + "layer=scores');",
                        "getDimensions(width, height, channels, slices, frames);",
                        "if (channels != 3 || slices != 2) exit('' + channels + ' ' + slices);",
                        save("planes.tif")))
                .isEmpty();

        assertThat(saved("planes.tif").getStack().getVoxel(0, 0, 0)).isEqualTo(-170);
        assertThat(saved("planes.tif").getStack().getVoxel(0, 0, 3)).isEqualTo(85);
    }

    @Test
    void montagesAreNamedForTheirPlanes() {
        assertThat(macro(
                        "newImage('a', '8-bit ramp', 16, 8, 4);",
                        "run('Activations...', '" + model + "layer=scores output=montage slice=2,4');",
                        "setSlice(2); label = getInfo('slice.label');",
                        "if (label != 'slice 4 of 4') exit(label);"))
                .isEmpty();
    }

    @Test
    void aLayerThatIsNotThereIsRefusedWithTheLayersThatAre() {
        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Activations...', '" + model + "layer=conv');"))
                .hasValueSatisfying(error -> assertThat(error).contains("no layer 'conv'", "scores"));
    }

    @Test
    void oneLayerIsShownAtATimeAndClassesAreListedInAnyWay() {
        for (String command : List.of("Activations", "Filter Patterns")) {
            assertThat(macro(
                            "newImage('a', '8-bit', 8, 8, 1);",
                            "run('" + command + "...', '" + model + "layer=scores,image');"))
                    .hasValueSatisfying(error -> assertThat(error).contains("One layer is taken at a time"));
        }
        for (String classes : List.of("Bright,between", "[bright; BETWEEN]", "0,2")) {
            assertThat(macro(
                            "run('Filter Patterns...', '" + model + "output=stack steps=2 classes=" + classes + "');",
                            "if (nSlices != 2) exit('slices: ' + nSlices);"))
                    .isEmpty();
        }
    }

    @Test
    void patternsAreAGridOrAStack() {
        assertThat(macro(
                        "run('Filter Patterns...', '" + model
                                + "layer=scores filters=2 steps=2 size=16 output=stack');",
                        "if (nSlices != 2) exit('slices: ' + nSlices);",
                        "run('Filter Patterns...', '" + model + "classes=all steps=2');",
                        "if (getWidth() != 3 * 116 - 4) exit('width: ' + getWidth());"))
                .isEmpty();
    }

    /**
     * The mean brightness of 64 pixels less 170 is the score, on 0..255: a step of the length 0.08 makes each brighter by
     * 0.01. Grey begins at 128..148; noise at 102..153, whose mean over as many is near 127.5.
     */
    @ParameterizedTest
    @CsvSource({
        "grey, 0.08, constant, 10.2, 128",
        "grey, 0.04, constant, 5.1, 128",
        "noise, 0.08, constant, 10.2, 117.5",
        "grey, 0.08, falling, 6.375, 128",
        "grey, 0.08, cosine, 6.375, 128",
    })
    void patternsBeginAndStepAsTheKeysSay(String start, double step, String schedule, double rise, double darkest)
            throws Exception {
        ResultsTable table = (ResultsTable) PlainImageJ.commands()
                .run(
                        FilterPatternsCommand.class,
                        false,
                        "model",
                        classifier,
                        "classes",
                        "bright",
                        "steps",
                        4d,
                        "start",
                        start,
                        "step",
                        step,
                        "schedule",
                        schedule)
                .get()
                .getOutput("table");

        double before = table.getValue("Noise", 0);
        assertThat(table.getValue("Pattern", 0) - before).isCloseTo(rise, offset(0.01));
        assertThat(before).isBetween(darkest - 170, darkest + 20 - 170);
    }

    @ParameterizedTest
    @CsvSource({"start=black, 'black'", "step=-1, step", "schedule=rising, 'rising'"})
    void aStartOrAStepThatIsNoneIsRefused(String keys, String named) {
        assertThat(macro("run('Filter Patterns...', '" + model + "classes=bright steps=1 " + keys + "');"))
                .hasValueSatisfying(error -> assertThat(error).contains(named));
    }

    @ParameterizedTest
    @CsvSource({
        "Filter Patterns..., classes=bright steps=2.5, steps",
        "Filter Patterns..., classes=bright steps=2 size=16.5, size",
        "Filter Patterns..., layer=scores steps=2 filters=0, filters",
        "Filter-Detect-Condense..., stride=1.5, stride",
        "Filter-Detect-Condense..., window=2.5, window",
        "Filter-Detect-Condense..., window=2 step=0.5, step",
        "Filter-Detect-Condense..., channel=1.5, channel",
        "Filter-Detect-Condense..., output=bank directions=3.5, directions",
    })
    void whatIsCountedIsWhole(String command, String keys, String key) {
        String begin = command.startsWith("Filter Patterns") ? model : "";
        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('" + command + "', '" + begin + keys + "');"))
                .hasValueSatisfying(
                        error -> assertThat(error).contains("The key '" + key + "' is a whole number from "));
    }

    @Test
    void anImageIsFilteredDetectedAndCondensed() {
        assertThat(macro(
                        "newImage('edge', '16-bit black', 8, 8, 1);",
                        "setColor(60000); fillRect(0, 4, 8, 4);",
                        "run('Filter-Detect-Condense...', 'kernel=[-1 -2 -1; 0 0 0; 1 2 1] padding=mirror window=2');",
                        "if (getTitle() != 'edge-kernel-condensed') exit(getTitle());",
                        save("condensed.tif")))
                .isEmpty();

        ImagePlus condensed = saved("condensed.tif");
        assertThat(condensed.getWidth()).isEqualTo(4);
        assertThat(condensed.getProcessor().getf(1, 1)).isEqualTo(240000);
        assertThat(condensed.getProcessor().getf(1, 0)).isZero();
    }

    @Test
    void aBankAnswersInAStackPerPlane() {
        assertThat(macro(
                        "newImage('ramp', '32-bit ramp', 32, 32, 2);",
                        "run('Filter-Detect-Condense...', 'output=bank frequency=0.25,0.125 directions=4');",
                        "getDimensions(width, height, channels, slices, frames);",
                        "if (channels != 8 || slices != 2) exit('' + channels + ' ' + slices);"))
                .isEmpty();
    }

    @Test
    void whatIsNoKernelIsRefused() {
        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Filter-Detect-Condense...', 'kernel=sobel');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'sobel'", "sobel-bottom"));
    }
}
