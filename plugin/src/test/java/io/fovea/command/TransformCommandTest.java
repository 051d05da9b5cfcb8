package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlainImageJ.class)
class TransformCommandTest {
    @TempDir
    static Path folder;

    private static Path file;
    private static String model;

    @BeforeAll
    static void writeModel() {
        file = TestModels.twofold(folder);
        model = "model=[" + escape(file) + "]";
    }

    private static ImagePlus transformed(ImagePlus image) {
        return transformed(image, file);
    }

    private static ImagePlus transformed(ImagePlus image, Path network) {
        return (ImagePlus)
                PlainImageJ.run(TransformCommand.class, image, network).getOutput("transformed");
    }

    @Test
    void theImageIsLargerAndItsPixelsAreSmaller() {
        assertThat(macro(
                        "newImage('a.png', '8-bit ramp', 40, 30, 1);",
                        "setVoxelSize(0.5, 0.5, 1, 'um');",
                        "value = getPixel(10, 3);",
                        "run('Transform...', '" + model + "');",
                        "if (getTitle() != 'a-twofold' || bitDepth() != 8) exit('it is ' + getTitle());",
                        "if (getWidth() != 80 || getHeight() != 60) exit('it has another size');",
                        "getVoxelSize(width, height, depth, unit);",
                        "if (width != 0.25) exit(width + ' ' + unit);",
                        "if (getPixel(21, 7) != value) exit('it is ' + getPixel(21, 7));"))
                .isEmpty();
    }

    @Test
    void colourStaysColour() throws Exception {
        ImagePlus made = transformed(IJ.createImage("a", "RGB ramp", 8, 8, 1));

        assertThat(made.getBitDepth()).isEqualTo(24);
        assertThat(made.getWidth()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void channelsThatAreNoColoursStayChannels(int channels) throws Exception {
        ImagePlus image = IJ.createHyperStack("stains", 8, 8, channels, 1, 1, 8);
        for (int c = 1; c <= channels; c++) {
            image.getStack().getProcessor(c).set(2, 1, 10 * c);
        }

        ImagePlus made = transformed(image, TestModels.turned(folder, channels));

        assertThat(made.getBitDepth()).isEqualTo(8);
        assertThat(made.getNChannels()).isEqualTo(channels);
        for (int c = 1; c <= channels; c++) {
            assertThat(made.getStack().getProcessor(c).get(2, 1)).isEqualTo(10 * (channels + 1 - c));
            assertThat(made.getStack().getProcessor(c).get(3, 1)).isZero();
        }
    }

    @Test
    void everyPlaneOfADeepStackIsTransformedInItsUnits() throws Exception {
        ImagePlus stack = IJ.createImage("stack", "16-bit black", 8, 8, 3);
        stack.getStack().getProcessor(2).set(2, 1, 5000);

        ImagePlus made = transformed(stack);

        assertThat(made.getNSlices()).isEqualTo(3);
        assertThat(made.getBitDepth()).isEqualTo(32);
        assertThat(made.getStack().getProcessor(2).getf(5, 2)).isEqualTo(5000);
        assertThat(made.getStack().getProcessor(2).getf(12, 3)).isZero();
        assertThat(made.getStack().getProcessor(3).getf(5, 2)).isZero();
    }

    @Test
    void aSegmenterIsRefused() {
        String segmenter = escape(TestModels.trimap(folder));

        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Transform...', 'model=[" + segmenter + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("cannot transform: it segments images"));
    }
}
