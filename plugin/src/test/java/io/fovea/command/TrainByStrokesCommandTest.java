package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;

@ExtendWith(PlainImageJ.class)
class TrainByStrokesCommandTest {
    @TempDir
    static Path folder;

    private static Path base;

    @BeforeAll
    static void writeModels() throws Exception {
        base = TestModels.trimap(Files.createDirectory(folder.resolve("my models")));
    }

    /** Two rectangles of 36 and 40 pixels, brighter than the ground by 40. */
    private static ImageProcessor field() {
        ImageProcessor pixels = new ByteProcessor(40, 30);
        pixels.setColor(100);
        pixels.fill();
        pixels.setColor(140);
        pixels.fill(new Roi(5, 5, 6, 6));
        pixels.fill(new Roi(20, 10, 8, 5));
        return pixels;
    }

    private static Roi grouped(Roi roi, int group) {
        roi.setGroup(group);
        return roi;
    }

    private static Roi named(Roi roi, String name) {
        roi.setName(name);
        return roi;
    }

    private static ImagePlus painted(ImagePlus image, Roi... strokes) {
        Overlay overlay = new Overlay();
        for (Roi stroke : strokes) {
            overlay.add(stroke);
        }
        image.setOverlay(overlay);
        return image;
    }

    private static Module train(ImagePlus image, Object... keys) {
        return PlainImageJ.run(TrainByStrokesCommand.class, image, base, keys);
    }

    @Test
    void aMacroTrainsByTheGroupsOfSelectionsAndSegmentsByWhatIsSaved() {
        Path model = folder.resolve("my own.onnx");
        Path labels = folder.resolve("labels.tif");
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('field', '8-bit black', 40, 30, 1);",
                        "setColor(100); makeRectangle(0, 0, 40, 30); fill();",
                        "setColor(140); makeRectangle(5, 5, 6, 6); fill(); makeRectangle(20, 10, 8, 5); fill();",
                        "makeRectangle(6, 6, 3, 3); Roi.setGroup(2); Overlay.addSelection;",
                        "makeLine(2, 25, 35, 25); Roi.setGroup(1); Overlay.addSelection;",
                        "run('Select None');",
                        "run('Train by Strokes...', 'model=[" + escape(base)
                                + "] classes=[ground, thing] brush=3 output=[" + escape(model) + "]');",
                        "run('Segment...', 'model=[" + escape(model) + "] output=labels minsize=5');",
                        "saveAs('Tiff', '" + escape(labels) + "');"))
                .isEmpty();
        ImageProcessor found = IJ.openImage(labels.toString()).getProcessor();
        assertThat(found.getStats().max).isEqualTo(2);
        assertThat(found.get(7, 7)).isEqualTo(1);
        assertThat(found.get(25, 12)).isEqualTo(2);
        Card card = Model.read(model).card();
        assertThat(card.name()).isEqualTo("my own");
        assertThat(card.task()).isEqualTo(Task.TRIMAP);
        assertThat(card.labels()).containsExactly("thing", "ground", "contour");
        assertThat(card.provenance().trainingData().orElseThrow()).startsWith("strokes of");
    }

    @Test
    void selectionsAreOfTheClassWithWhoseNameTheirsBegins() {
        ImagePlus image = painted(
                new ImagePlus("field", field()),
                named(new PointRoi(8, 8), "Thing 1"),
                named(new Line(2, 25, 35, 25), "ground-2"));
        Module done = train(image, "classes", "ground,thing", "brush", 3.0);
        assertThat(done.getOutput("report").toString())
                .contains("ground, thing of 1", "painted pixels", "least sure around x=")
                .doesNotContain("saved");
        Overlay prediction = (Overlay) done.getOutput("prediction");
        assertThat(prediction.get("prediction").getBounds()).isEqualTo(new Rectangle(0, 0, 40, 30));
        assertThat(prediction.get("least sure")).isNotNull();
    }

    @Test
    void anImageOfStrokesTrainsAsWell() {
        ImageProcessor strokes = new ByteProcessor(40, 30);
        strokes.set(7, 7, 2);
        strokes.set(1, 1, 1);
        ImagePlus picture = new ImagePlus("my strokes.tif", strokes);
        Path file = folder.resolve("my strokes.tif");
        IJ.saveAsTiff(picture, file.toString());
        Module done = train(new ImagePlus("field", field()), "strokes", file.toString());
        assertThat(done.getOutput("report").toString()).contains("of 2 painted pixels");
    }

    @Test
    void selectionsOnSlicesOfAStackAreLearntWhereTheyAre() {
        ImageStack stack = new ImageStack(40, 30);
        stack.addSlice(field());
        ImageProcessor dim = field();
        dim.multiply(0.5);
        stack.addSlice(dim);
        ImagePlus image = new ImagePlus("stack", stack);
        Roi bright = grouped(new Roi(6, 6, 3, 3), 2);
        bright.setPosition(1);
        Roi dark = grouped(new Roi(0, 0, 39, 3), 1);
        dark.setPosition(1);
        Roi alsoBright = grouped(new Roi(6, 6, 3, 3), 1);
        alsoBright.setPosition(2);
        painted(image, bright, dark, alsoBright);
        image.setSlice(2);
        assertThat(train(image).getOutput("report").toString())
                .startsWith("stack: background, foreground of " + (9 + 117 + 9) + " painted")
                .containsPattern("least sure around x=\\d+, y=\\d+ on slice 2 of 2$");
        assertThat(train(image, "slice", "1").getOutput("report").toString())
                .startsWith("stack (slice 1 of 2): background, foreground of " + (9 + 117) + " painted")
                .containsPattern("y=\\d+$");
    }

    @Test
    void theChannelOfACompositeIsNamed() {
        ImageStack stack = new ImageStack(40, 30);
        stack.addSlice("actin", new ByteProcessor(40, 30));
        stack.addSlice("DAPI", field());
        ImagePlus image = new ImagePlus("stains", stack);
        image.setDimensions(2, 1, 1);
        painted(image, grouped(new Roi(6, 6, 3, 3), 2), grouped(new Roi(0, 0, 39, 3), 1));
        assertThat(train(image, "channel", "2").getOutput("report").toString())
                .startsWith("stains (channel 2 (DAPI)): background, foreground of ");
    }

    @Test
    void aTildeIsTheHomeFolder() {
        ImagePlus image = painted(
                new ImagePlus("field", field()), grouped(new PointRoi(8, 8), 2), grouped(new Line(2, 25, 35, 25), 1));
        ImageProcessor strokes = new ByteProcessor(40, 30);
        strokes.set(7, 7, 2);
        strokes.set(1, 1, 1);
        IJ.saveAsTiff(
                new ImagePlus("", strokes),
                folder.resolve("strokes at home.tif").toString());
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            train(image, "output", "~/at home.onnx");
            train(image, "output", "~/at home.onnx"); // in the place of the first
            assertThat(train(image, "strokes", "~/strokes at home.tif")
                            .getOutput("report")
                            .toString())
                    .contains("of 2 painted pixels");
        } finally {
            System.setProperty("user.home", home);
        }
        assertThat(folder.resolve("at home.onnx")).isRegularFile();
    }

    @Test
    void strokesThatMissTheImageAreCounted() {
        Roi[] strokes = {
            grouped(new Roi(6, 6, 3, 3), 2),
            grouped(new Line(2, 25, 35, 25), 1),
            grouped(new Roi(40, 0, 5, 5), 1),
            grouped(new PointRoi(-9, 8), 2),
            grouped(new Line(20, 12, 20, 12), 2),
            grouped(new PolygonRoi(new int[] {20}, new int[] {12}, 1, Roi.FREELINE), 2),
            grouped(new PolygonRoi(new int[] {20, 20}, new int[] {12, 12}, 2, Roi.POLYLINE), 2)
        };
        ImagePlus image = painted(new ImagePlus("field", field()), strokes);
        assertThat(train(image, "brush", 1.0).getOutput("report").toString())
                .contains("; 5 strokes left out: outside the image, or a line of no length");
        assertThat(train(painted(image, strokes[0], strokes[1]))
                        .getOutput("report")
                        .toString())
                .doesNotContain("left out");
    }

    @Test
    void otherFilesAreNotOverwritten() throws Exception {
        ImagePlus image = painted(
                new ImagePlus("field", field()), grouped(new PointRoi(8, 8), 2), grouped(new Line(2, 25, 35, 25), 1));
        Path text = Files.writeString(folder.resolve("text.onnx"), "mine");
        byte[] before = Files.readAllBytes(base);

        for (Path other : new Path[] {text, base}) {
            assertThatThrownBy(() -> train(image, "output", other.toString()))
                    .hasMessage("output '" + other + "' would be overwritten, but is no model learnt from strokes;"
                            + " move it away, or give another file.");
        }
        assertThat(text).hasContent("mine");
        assertThat(base).hasBinaryContent(before);
    }

    @Test
    void aModelThatCannotBeSavedIsNotLearnt() throws Exception {
        ImagePlus image =
                painted(new ImagePlus("field", field()), grouped(new Roi(6, 6, 3, 3), 2)); // has no background
        Path taken = Files.createDirectories(folder.resolve("taken.onnx"));
        Path file = Files.writeString(folder.resolve("a file"), "");

        assertThatThrownBy(() -> train(image, "output", taken.toString()))
                .hasMessage("output is the file of a model, and '" + taken + "' is a folder; give a file in it.");
        assertThatThrownBy(
                        () -> train(image, "output", file.resolve("nuclei.onnx").toString()))
                .hasMessageContaining("to the folder '" + file + "'; choose another.");
        for (String nameless : new String[] {".onnx", "~/.onnx", "nuclei.zip", "nuclei"}) {
            assertThatThrownBy(() -> train(image, "output", nameless))
                    .hasMessage("output is the file of a model, a name that ends in .onnx such as nuclei.onnx, not '"
                            + nameless + "'.");
        }
    }

    @Test
    void whatIsMissingOrWrongIsSaid() {
        ImagePlus image = new ImagePlus("field", field());
        assertThatThrownBy(() -> train(image)).hasMessageContaining("no strokes on 'field'");
        painted(image, grouped(new Roi(6, 6, 3, 3), 2));
        assertThatThrownBy(() -> train(image)).hasMessageContaining("no stroke of background");
        assertThatThrownBy(() -> train(image, "classes", "nuclei")).hasMessageContaining("2 to 255 classes");
        assertThatThrownBy(() -> train(image, "output", "nuclei.zip")).hasMessageContaining(".onnx");
        assertThatThrownBy(() -> train(image, "brush", 0.0)).hasMessageContaining("brush");
        assertThatThrownBy(() -> train(image, "strokes", "nowhere.tif")).hasMessageContaining("'nowhere.tif'");
        painted(image, named(new Roi(6, 6, 3, 3), "nucleus"));
        assertThatThrownBy(() -> train(image))
                .hasMessageContaining("'nucleus'")
                .hasMessageContaining("background, foreground");
    }
}
