package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scijava.module.Module;

/** Which channels, slices and frames <em>Segment...</em> takes, and how it links objects through them. */
class SegmentPlanesTest extends SegmentTests {
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
    void thatChannelsInRedGreenAndBlueAreNotTakenForColoursIsSaidWhereNobodyChoseOne() {
        // As Fiji opens a colour photograph through SCIFIO and Bio-Formats.
        String photo = "newImage('photo', '8-bit composite-mode', 40, 30, 3, 1, 1);";
        String run = "run('Segment...', 'model=[" + escape(trimap) + "]%s');";

        assertThat(PlainImageJ.printed(
                        () -> assertThat(macro(photo, run.formatted(""))).isEmpty()))
                .containsOnlyOnce(
                        "'photo' has three channels, shown in red, green and blue, that are no colour picture:"
                                + " the model is given channel 1");
        assertThat(PlainImageJ.printed(() ->
                        assertThat(macro(photo, run.formatted(" channel=2"))).isEmpty()))
                .doesNotContain("three channels");
        assertThat(PlainImageJ.printed(() -> segment(stains(), "slice", "2")))
                .containsOnlyOnce("'stains.tif' has three channels, shown in red");
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
    void planesOfObjectsOfOtherSizesAreNamedAsTheyAreInTheStack() {
        assertThat(PlainImageJ.printed(
                        () -> segment(stains(), "channel", "2", "slice", "2,4", "set", "object-diameters=100 120 300")))
                .contains("Warning: The objects in slice 2 of 5, slice 4 of 5 are not of the sizes");
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
}
