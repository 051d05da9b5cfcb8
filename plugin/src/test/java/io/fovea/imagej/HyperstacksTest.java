package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.fovea.SharedData;
import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.Pages;
import io.fovea.image.Plane;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of a stack are to Fovea the channels, slices and frames that ImageJ shows. */
class HyperstacksTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2,3,4,8", "3,1,1,16", "1,1,5,16", "2,1,3,32", "1,4,2,8", "1,3,1,16", "1,2,2,24"})
    void asImageJShowsThem(int channels, int slices, int frames, int bits) {
        ImagePlus stack = IJ.createHyperStack("", 3, 2, channels, slices, frames, bits);
        for (int i = 1; i <= stack.getStackSize(); i++) {
            ImageProcessor pixels = stack.getStack().getProcessor(i);
            pixels.set(1, 1, bits == 24 ? 0x010101 * i : i);
            pixels.setf(2, 1, bits == 32 ? i / 2f : pixels.getf(2, 1));
        }
        Path file = folder.resolve("stack.tif");
        IJ.saveAsTiff(stack, file.toString());

        assertSame(file, slices * channels * frames);
    }

    @Test
    void aStackOfPagesIsOneOfSlices() {
        ImagePlus stack = IJ.createImage("", "16-bit ramp", 4, 3, 5);
        Path file = folder.resolve("stack.tif");
        IJ.saveAsTiff(stack, file.toString());

        assertSame(file, 5);
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({"zstack-13x2ch-16bit.tif,26", "tzcyx-5d.tif,8", "bbbc022-3ch-16bit.tif,3", "bbbc034-16bit-1024.tif,1"})
    void soAreTheStacksOfMicroscopes(String file, int count) {
        assertSame(SharedData.path("microscopy/" + file), count);
    }

    private static void assertSame(Path file, int count) {
        ImagePlus shown = IJ.openImage(file.toString());
        try (Pages pages = Pages.open(file)) {
            Hyperstack stack = Hyperstack.of(
                    pages.description(), pages.count(), pages.header(0).channels());
            assertThat(stack.planes()).hasSize(count).hasSize(shown.getStackSize());
            for (int page = 0; page < count; page++) {
                Plane plane = stack.planes().get(page);
                int index = shown.getStackIndex(plane.channel(), plane.slice(), plane.frame());
                assertThat(index).as(stack.label(page)).isEqualTo(page + 1);
                assertThat(shown.convertIndexToPosition(page + 1))
                        .containsExactly(plane.channel(), plane.slice(), plane.frame());
                assertPixels(pages.read(page), shown.getStack().getProcessor(index));
            }
        }
    }

    private static void assertPixels(Image page, ImageProcessor shown) {
        for (int y = 0; y < page.height(); y++) {
            for (int x = 0; x < page.width(); x++) {
                float expected = page.channels() == 3 ? shown.get(x, y) >> 16 & 0xff : shown.getf(x, y);
                assertThat(page.value(x, y, 0)).isEqualTo(expected);
            }
        }
    }
}
