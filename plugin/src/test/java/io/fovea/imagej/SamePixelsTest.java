package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.fovea.image.Image;
import io.fovea.image.PackedImage;
import io.fovea.image.TestPacking;
import io.fovea.image.TiffCase;
import io.fovea.image.TiffCase.Chunks;
import io.fovea.image.TiffCase.Kind;
import io.fovea.image.TiffCase.Layout;
import io.fovea.image.TiffCase.Order;
import io.fovea.image.TiffCases;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever ImageJ shows the same pixels, the plugin gives a model the same numbers as the command line does. */
class SamePixelsTest {
    @TempDir
    Path folder;

    @Test
    void ofTiffsOfEveryKindThatItOpens() {
        int compared = 0;
        for (TiffCase each : TiffCases.where(SamePixelsTest::isTheSameForImageJ)) {
            Path file = each.write(folder.resolve("case.tif"));
            ImagePlus opened = new Opener().openImage(file.toString());
            assertThat(opened).as(each.toString()).isNotNull();
            Image shown = Planes.of(opened, 0).image(0);
            Image read = Image.read(file);
            assertThat(equal(shown, read))
                    .as(each + ": shown " + shown + ", read " + read)
                    .isTrue();
            compared++;
        }
        assertThat(compared).isGreaterThan(300);
    }

    /** Labels of large images, of 8, 16 and 32 bits. */
    @ParameterizedTest
    @ValueSource(ints = {200, 60_000, 70_000})
    void ofLabelsThatAreWrittenInStrips(int largest) throws IOException {
        PackedImage labels = new PackedImage(300, 2000);
        for (int y = 0; y < 2000; y++) {
            int[] row = new int[300];
            for (int x = 0; x < row.length; x++) {
                row[x] = (int) ((long) (y + 1) * (x + 1) * largest / (2000 * 300));
            }
            labels.add(row);
        }
        Path file = folder.resolve("large-labels.tif");
        try (OutputStream out = Files.newOutputStream(file)) {
            labels.writeTo(out, 8, "large.tif");
        }

        ImagePlus opened = new Opener().openImage(file.toString());

        assertThat(equal(Planes.of(opened, 0).image(0), Image.read(file))).isTrue();
        assertThat(opened.getProcessor().getf(299, 1999)).isEqualTo(largest);
    }

    /** Leaves out what ImageJ refuses, and what it takes for other values than are stored. */
    private static boolean isTheSameForImageJ(TiffCase each) {
        boolean packed = each.packing() != TestPacking.NONE;
        boolean chunkyBytes = !each.planar() && each.kind() == Kind.UINT_8;
        boolean opened = each.chunks() != Chunks.TILES
                && (each.order() == Order.LITTLE || each.order() == Order.BIG)
                && each.packing() != TestPacking.ZSTD
                && each.packing() != TestPacking.JPEG
                && !each.extra().name().startsWith("TURN");
        boolean understood =
                switch (each.kind()) {
                    case BIT, UINT_12 -> !packed;
                    case PALETTE_8, UINT_8 -> true;
                    case UINT_16 -> !packed || !each.planar() && each.predictor() == 1 || isGrey(each);
                    case INT_16 -> isGrey(each);
                    case INT_32, FLOAT_32 -> isGrey(each) && each.predictor() == 1;
                    default -> false;
                };
        boolean channels =
                switch (each.layout()) {
                    case GREY, NO_PHOTOMETRIC -> true;
                    case RGB, NO_PHOTOMETRIC_RGB ->
                        each.kind().name().startsWith("UINT") && each.kind() != Kind.UINT_12;
                    case RGBA, RGBA_PREMULTIPLIED, CMYK -> chunkyBytes;
                    default -> false;
                };
        return opened && understood && channels;
    }

    private static boolean isGrey(TiffCase each) {
        return each.layout() == Layout.GREY || each.layout() == Layout.NO_PHOTOMETRIC;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp"})
    void ofPalettesWhetherTheyGrowBrighterOrNot(String kind) throws IOException {
        int[] colors = new int[256];
        for (int i = 0; i < 256; i++) {
            colors[i] = i << 8; // ImageJ's table "green", in a file that does not say that ImageJ wrote it
        }
        Path file = folder.resolve("a." + kind);
        ImagePlus green = new ImagePlus("green", new ByteProcessor(3, 1, new byte[] {1, 100, (byte) 200}));
        green.setLut(lut(colors));
        FileSaver saver = new FileSaver(green);
        assertThat(
                        switch (kind) {
                            case "png" -> saver.saveAsPng(file.toString());
                            case "gif" -> saver.saveAsGif(file.toString());
                            default -> saver.saveAsBmp(file.toString());
                        })
                .isTrue();

        Image shown = Planes.of(new Opener().openImage(file.toString()), 0).image(0);
        Image read = Image.read(file);

        assertThat(shown.toString()).isEqualTo(read.toString());
        assertThat(shown.bytes()).isEqualTo(read.bytes()).startsWith(0, 1, 0, 0, 100, 0);
    }

    @Test
    void ofWhatImageJItselfSaves() {
        int[] uneven = new int[256];
        for (int i = 0; i < 256; i++) {
            uneven[i] = i * 0x4f1234 & 0xffffff;
        }
        ImagePlus image = new ImagePlus("a", new ByteProcessor(3, 1, new byte[] {1, 100, (byte) 200}));
        image.setLut(lut(uneven));
        assertSaved(image, "3x1 grey 8-bit", 1, 100, 200);

        image.setLut(new LUT(LutLoader.getLut("grays"), 0, 255).createInvertedLut());
        assertSaved(image, "3x1 grey 8-bit", 254, 155, 55);

        ImagePlus deep = new ImagePlus("a", new ShortProcessor(2, 1, new short[] {1, (short) 60000}, null));
        deep.getProcessor().invertLut();
        assertSaved(deep, "2x1 grey 16-bit", 65534, 5535);

        ImagePlus real = new ImagePlus("a", new FloatProcessor(2, 1, new float[] {-1.5f, 7}));
        assertSaved(real, "2x1 grey 32-bit", -1.5f, 7);

        ImagePlus color = new ImagePlus("a", new ColorProcessor(1, 1, new int[] {0xff0a141e}));
        assertSaved(color, "1x1 RGB 8-bit", 10, 20, 30);
    }

    private void assertSaved(ImagePlus image, String kind, float... values) {
        Path file = folder.resolve("saved.tif");
        new FileSaver(image).saveAsTiff(file.toString());
        Image shown = Planes.of(new Opener().openImage(file.toString()), 0).image(0);
        Image read = Image.read(file);
        assertThat(read.toString()).isEqualTo(kind);
        assertThat(equal(shown, read)).isTrue();
        for (int i = 0; i < values.length; i++) {
            int x = i / read.channels();
            assertThat(read.value(x, 0, i % read.channels())).isEqualTo(values[i]);
        }
    }

    private static LUT lut(int[] colors) {
        byte[][] rgb = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            rgb[0][i] = (byte) (colors[i] >> 16);
            rgb[1][i] = (byte) (colors[i] >> 8);
            rgb[2][i] = (byte) colors[i];
        }
        return new LUT(rgb[0], rgb[1], rgb[2]);
    }

    private static boolean equal(Image a, Image b) {
        if (!a.toString().equals(b.toString())) {
            return false;
        }
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                for (int c = 0; c < a.channels(); c++) {
                    if (a.value(x, y, c) != b.value(x, y, c)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
