package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.fovea.SharedData;
import io.fovea.batch.FileImages;
import io.fovea.batch.PageChoice;
import io.fovea.image.Color;
import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.image.Pages;
import io.fovea.image.Plane;
import io.fovea.model.Input;
import java.nio.file.Path;
import java.util.List;
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

    @ParameterizedTest
    @CsvSource({"2,8", "3,16", "5,32", "7,16"})
    void channelsThatFoveaWritesImageJOpensAsAComposite(int channels, int bits) {
        Image image =
                switch (bits) {
                    case 8 -> Image.channels8(2, 1, channels, bytes(2 * channels));
                    case 16 -> Image.channels16(2, 1, channels, shorts(2 * channels));
                    default -> Image.channels32(2, 1, channels, floats(2 * channels));
                };
        Path file = folder.resolve("channels.tif");
        image.write(file);

        ImagePlus shown = IJ.openImage(file.toString());
        assertThat(shown.getNChannels()).isEqualTo(channels);
        assertThat(shown.isComposite()).isTrue();
        for (int c = 0; c < channels; c++) {
            for (int x = 0; x < 2; x++) {
                assertThat(shown.getStack().getProcessor(c + 1).getf(x, 0)).isEqualTo(image.value(x, 0, c));
            }
        }
        Input together = Input.tiled(Color.GRAY, 0, 1).withChannels(channels, List.of());
        assertThat(Planes.of(shown, "0").image(0, together)).isEqualTo(image);
        assertJoined(file, together);
    }

    /** That of each channel ImageJ shows what Fovea shows, but for rounding. */
    @ParameterizedTest
    @CsvSource({"2", "3", "4", "7"})
    void theEyeSeesWhatImageJsCompositesShow(int channels) {
        Image image = Image.channels16(16, 1, channels, shorts(16 * channels));
        Path file = folder.resolve("channels.tif");
        image.write(file);
        ImagePlus composite = IJ.openImage(file.toString());
        for (int c = channels; c >= 1; c--) {
            composite.setC(c);
            ImageStatistics plane = composite.getStack().getProcessor(c).getStats();
            composite.setDisplayRange(plane.min, plane.max); // of 16 values the percentiles are the ends
        }
        ImageProcessor shown = composite.flatten().getProcessor();

        byte[] seen = Overlays.shown(image);
        for (int i = 0; i < seen.length; i++) {
            int expected = shown.get(i / 3) >> 16 - 8 * (i % 3) & 0xff;
            assertThat(seen[i] & 0xff).as("value %d", i).isCloseTo(expected, within(channels));
        }
    }

    @ParameterizedTest
    @CsvSource({"2,3,4,8,false", "3,1,1,16,true", "2,1,3,32,false", "5,2,1,16,true"})
    void aModelOfItsChannelsSeesThemAsImageJDoes(int channels, int slices, int frames, int bits, boolean littleEndian) {
        ImagePlus stack = IJ.createHyperStack("", 3, 2, channels, slices, frames, bits);
        for (int i = 1; i <= stack.getStackSize(); i++) {
            stack.getStack().getProcessor(i).set(1, 1, i);
            stack.getStack().setSliceLabel("stain " + "ABCDE".charAt((i - 1) % channels), i);
        }
        Path file = folder.resolve("stack.tif");
        boolean before = Prefs.intelByteOrder;
        Prefs.intelByteOrder = littleEndian;
        try {
            IJ.saveAsTiff(stack, file.toString());
        } finally {
            Prefs.intelByteOrder = before;
        }

        assertJoined(file, Input.tiled(Color.GRAY, 0, 1).withChannels(channels, List.of()));
        assertJoined(file, Input.tiled(Color.GRAY, 0, 1).withChannels(2, List.of("Stain B", "stain a")));
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({"zstack-13x2ch-16bit.tif,2", "tzcyx-5d.tif,2", "bbbc022-3ch-16bit.tif,3"})
    void soDoModelsOfTheStacksOfMicroscopes(String file, int channels) {
        assertJoined(
                SharedData.path("microscopy/" + file),
                Input.tiled(Color.GRAY, 0, 1).withChannels(channels, List.of()));
    }

    private static void assertJoined(Path file, Input input) {
        ImagePlus shown = IJ.openImage(file.toString());
        Planes planes = Planes.of(shown, "0");
        try (FileImages images = FileImages.open(file, PageChoice.ALL.feeding(input))) {
            assertThat(images.size()).isEqualTo(planes.count());
            for (int i = 0; i < images.size(); i++) {
                Image read = images.read(i);
                assertThat(read.channels()).isEqualTo(input.channels());
                assertThat(read.isColor()).isFalse();
                assertThat(read.equals(planes.image(i, input)))
                        .as("image %d", i)
                        .isTrue();
            }
        }
    }

    private static byte[] bytes(int count) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) (37 * i);
        }
        return values;
    }

    private static short[] shorts(int count) {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) (2711 * i);
        }
        return values;
    }

    private static float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i / 3f - 2;
        }
        return values;
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
