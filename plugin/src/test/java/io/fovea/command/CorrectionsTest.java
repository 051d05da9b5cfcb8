package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Objects are corrected, and what is right then is kept for a training, by macros without a display. */
@ExtendWith(PlainImageJ.class)
class CorrectionsTest {
    @TempDir
    private Path folder;

    /** Two bright rectangles of 36 and 24 pixels on black, told apart by a model of brightness. */
    private String[] segmented(Path model, String... then) {
        String[] first = {
            "setBatchMode(true);",
            "newImage('my field.tif', '8-bit black', 40, 30, 1);",
            "setColor(255); makeRectangle(5, 5, 6, 6); fill(); makeRectangle(20, 10, 8, 3); fill();",
            "run('Select None');",
            "run('Segment...', 'model=[" + escape(model) + "] output=labels');"
        };
        String[] all = new String[first.length + then.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }

    @Test
    void whatIsCorrectedIsSavedWithItsPictureAndTheModelThatMadeIt() throws Exception {
        Path model = TestModels.trimap(folder);
        Path pairs = folder.resolve("my pairs");
        String save = "run('Save as Training Pair...', 'picture=[] folder=[" + escape(pairs) + "] name=[] base=[]');";
        assertThat(macro(segmented(
                        model,
                        "makeLine(24, 5, 24, 20); run('Correct Labels...', 'action=split');",
                        "makePoint(7, 7); run('Correct Labels...', 'action=delete');",
                        "makeRectangle(2, 20, 4, 4); run('Correct Labels...', 'action=draw');",
                        "if (selectionType() != -1) x = selectionStays;",
                        save,
                        save)))
                .isEmpty();

        ImageProcessor labels =
                IJ.openImage(pairs.resolve("labels/my field.tif").toString()).getProcessor();
        ImageProcessor picture =
                IJ.openImage(pairs.resolve("images/my field.tif").toString()).getProcessor();
        assertThat(labels.get(7, 7)).isZero();
        assertThat(labels.get(21, 11)).isIn(2, 3);
        assertThat(labels.get(26, 11)).isIn(2, 3).isNotEqualTo(labels.get(21, 11));
        assertThat(labels.get(3, 21)).isEqualTo(4);
        assertThat(picture.get(7, 7)).isEqualTo(255);
        assertThat(picture.get(3, 21)).isZero();
        assertThat(pairs.resolve(".fovea-base")).hasContent(model.toString());
        assertThat(Files.list(pairs.resolve("images"))).hasSize(1);
    }

    @Test
    void ofStacksThePlaneOnShowIsSaved() {
        Path model = TestModels.trimap(folder);
        Path pairs = folder.resolve("pairs");
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('stack', '16-bit composite-mode', 20, 20, 2, 4, 1);",
                        "Stack.setPosition(2, 3, 1); setColor(200); makeRectangle(2, 2, 5, 5); fill();",
                        "run('Select None');",
                        "run('Segment...', 'model=[" + escape(model) + "] channel=2 slice=3-4 output=labels');",
                        "run('Save as Training Pair...', 'folder=[" + escape(pairs) + "]');"))
                .isEmpty();

        ImageProcessor picture =
                IJ.openImage(pairs.resolve("images/stack-z3.tif").toString()).getProcessor();
        assertThat(picture.getBitDepth()).isEqualTo(16);
        assertThat(picture.get(3, 3)).isEqualTo(200);
        assertThat(picture.get(12, 12)).isZero();
    }

    @Test
    void ofSeveralChannelsThoseAreSavedThatTheModelWasGivenInItsOrder() {
        Path model = TestModels.stains(folder);
        Path pairs = folder.resolve("pairs");
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('stains', '16-bit composite-mode', 20, 20, 3, 2, 1);",
                        "for (c = 1; c <= 3; c++) { Stack.setPosition(c, 2, 1); setPixel(3, 3, c * 100); }",
                        "run('Segment...', 'model=[" + escape(model) + "] channel=3,1 output=labels');",
                        "setSlice(2);",
                        "run('Save as Training Pair...', 'folder=[" + escape(pairs) + "]');",
                        "newImage('colours', 'RGB black', 20, 20, 1); setPixel(3, 3, 0x0a141e);",
                        "run('Segment...', 'model=[" + escape(model) + "] channel=3,1 output=labels');",
                        "run('Save as Training Pair...', 'folder=[" + escape(pairs) + "]');",
                        "newImage('two', '16-bit composite-mode', 20, 20, 2, 2, 1);",
                        "selectImage('stains-labels');",
                        "run('Save as Training Pair...', 'picture=two folder=[" + escape(pairs) + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("are of channel 3, and 'two' has 2 of them"));

        ImagePlus picture = IJ.openImage(pairs.resolve("images/stains-z2.tif").toString());
        assertThat(picture.getNChannels()).isEqualTo(2);
        assertThat(picture.getStack().getProcessor(1).get(3, 3)).isEqualTo(300);
        assertThat(picture.getStack().getProcessor(2).get(3, 3)).isEqualTo(100);
        ImagePlus colours = IJ.openImage(pairs.resolve("images/colours.tif").toString());
        assertThat(colours.getNChannels()).isEqualTo(2);
        assertThat(colours.getStack().getProcessor(1).get(3, 3)).isEqualTo(0x1e);
        assertThat(colours.getStack().getProcessor(2).get(3, 3)).isEqualTo(0x0a);
        assertThat(pairs.resolve("images/two.tif")).doesNotExist();
    }

    @Test
    void labelsOfAPlaneThatThePictureHasNotAreRefused() {
        Path pairs = folder.resolve("pairs");
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('one', '8-bit black', 20, 20, 1);",
                        "newImage('many', '16-bit black', 20, 20, 3);",
                        "setSlice(2);",
                        "run('Save as Training Pair...', 'picture=one folder=[" + escape(pairs) + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("are of slice 2, and 'one' has one"));
        assertThat(pairs).doesNotExist();
    }

    @Test
    void thePictureIsSavedAsTheModelSeesIt() {
        Path pairs = folder.resolve("pairs");
        Path file = folder.resolve("signed.tif");
        ImagePlus signed = IJ.createImage("signed", "16-bit black", 20, 20, 1);
        signed.getCalibration().setSigned16BitCalibration();
        signed.getProcessor().set(3, 3, 32768 + 7);
        IJ.saveAsTiff(signed, file.toString());
        String save = "newImage('labels', '16-bit black', 20, 20, 1);"
                + "run('Save as Training Pair...', 'picture=PICTURE folder=[" + escape(pairs) + "]'); close();";
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('inverted', '8-bit black', 20, 20, 1); setPixel(3, 3, 55); run('Invert LUT');",
                        save.replace("PICTURE", "inverted"),
                        "r = newArray(256); g = newArray(256); b = newArray(256); r[1] = 255; b[2] = 255;",
                        "newImage('painted', '8-bit black', 20, 20, 1); setPixel(4, 4, 1); setLut(r, g, b);",
                        save.replace("PICTURE", "painted"),
                        "open('" + escape(file) + "');",
                        save.replace("PICTURE", "signed.tif")))
                .isEmpty();

        ImageProcessor inverted = saved(pairs, "inverted");
        assertThat(inverted.get(3, 3)).isEqualTo(200);
        assertThat(inverted.isInvertedLut()).isFalse();
        assertThat(saved(pairs, "painted")).isInstanceOf(ColorProcessor.class);
        assertThat(saved(pairs, "painted").get(4, 4) & 0xffffff).isEqualTo(0xff0000);
        assertThat(saved(pairs, "signed").getf(3, 3)).isEqualTo(7f);
    }

    private static ImageProcessor saved(Path pairs, String name) {
        return IJ.openImage(pairs.resolve("images/" + name + ".tif").toString()).getProcessor();
    }

    @Test
    void anotherPictureOfTheSameNameIsNotReplaced() {
        Path model = TestModels.trimap(folder);
        Path pairs = folder.resolve("pairs");
        String save = "run('Save as Training Pair...', 'folder=[" + escape(pairs) + "]');";
        assertThat(macro(segmented(model, save))).isEmpty();
        assertThat(macro(segmented(
                        model,
                        "selectImage('my field.tif'); setPixel(0, 0, 77);",
                        "selectImage('my field-labels');",
                        save)))
                .hasValueSatisfying(error -> assertThat(error)
                        .contains("Another picture is saved as")
                        .contains("my field.tif"));
    }

    @Test
    void whatIsWrongIsSaid() {
        Path model = TestModels.trimap(folder);
        assertThat(macro(segmented(model, "run('Correct Labels...', 'action=merge');")))
                .hasValueSatisfying(error -> assertThat(error).contains("Select something on 'my field-labels'"));
        assertThat(macro(segmented(model, "makePoint(1, 1); run('Correct Labels...', 'action=paint');")))
                .hasValueSatisfying(error ->
                        assertThat(error).contains("There is no action 'paint'", "merge, split, delete, draw, redraw"));
        assertThat(macro(
                        "newImage('a', 'RGB', 20, 20, 1);",
                        "makePoint(1, 1); run('Correct Labels...', 'action=delete');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'a' is no image of labels"));
        assertThat(macro("newImage('a', '8-bit', 20, 20, 1);", "run('Save as Training Pair...', 'picture=nothing');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'nothing'", "is not open"));
    }
}
