package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.measure.ResultsTable;
import io.fovea.explain.method.Method;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PlainImageJ.class)
class ExplainImageCommandTest {
    @TempDir
    static Path folder;

    private static String classifier;
    private static String segmenter;

    @BeforeAll
    static void writeModels() {
        classifier = "model=[" + escape(TestModels.classifier(folder)) + "] ";
        segmenter = "model=[" + escape(TestModels.trimap(folder)) + "] ";
    }

    @Test
    void theHeatOfTheTopClassIsAnImageOfItsOwnInColourFromNoughtToOne() {
        assertThat(macro(
                        "newImage('my field.tif', '8-bit black', 32, 24, 1);",
                        "makeRectangle(0, 0, 24, 24); setColor(255); fill(); run('Select None');",
                        "run('Explain...', '" + classifier + "layers=scores table device=cpu');",
                        "if (getTitle() != 'my field-grad-cam') exit('title ' + getTitle());",
                        "if (bitDepth() != 32 || getWidth() != 32) exit('type');",
                        "getMinAndMax(low, high); if (low != 0 || high != 1) exit('range');",
                        "if (getValue(2, 12) < 0.9) exit('left ' + getValue(2, 12));",
                        "if (getValue(30, 12) != 0) exit('right ' + getValue(30, 12));",
                        "getLut(r, g, b); if (b[0] != 127 || r[255] != 127) exit('colours');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(1);
        assertThat(results.getLabel(0)).isEqualTo("my field.tif");
        assertThat(results.getStringValue("Class", 0)).isEqualTo("bright");
        assertThat(results.getStringValue("Layer", 0)).isEqualTo("scores");
    }

    @Test
    void everyPlaneOfAStackIsExplainedAndSeveralClassesAreChannels() {
        assertThat(macro(
                        "setBatchMode(true);",
                        "newImage('stack', '8-bit black', 16, 16, 3);",
                        "setSlice(2); run('Invert', 'slice');",
                        "run('Explain...', '" + classifier + "classes=[bright; dark] colors=viridis');",
                        "getDimensions(w, h, c, z, t);",
                        "if (c != 2 || z != 3 || t != 1) exit('' + c + ' ' + z + ' ' + t);",
                        "Stack.setPosition(1, 2, 1); if (getValue(3, 3) != 1) exit('bright where bright');",
                        "Stack.setPosition(2, 2, 1); if (getValue(3, 3) != 0) exit('dark where bright');",
                        "Stack.setPosition(2, 3, 1); if (getValue(3, 3) != 1) exit('dark where dark');"))
                .isEmpty();
    }

    @Test
    void classesAreListedInAnyWayAndCase() {
        for (String classes : List.of("bright,dark", "[BRIGHT, Dark]", "[0;1]", "0,dark")) {
            assertThat(macro(
                            "newImage('a', '8-bit ramp', 16, 16, 1);",
                            "run('Explain...', '" + classifier + "layers=[scores, scores] classes=" + classes + "');",
                            "if (nSlices != 2) exit('slices: ' + nSlices);"))
                    .isEmpty();
        }
    }

    @Test
    void aPictureHasTheClassesBesideEachOtherAndABar() {
        assertThat(macro(
                        "newImage('a', '8-bit ramp', 40, 30, 1);",
                        "run('Explain...', '" + classifier + "output=picture');",
                        "if (bitDepth() != 24 || getWidth() != 40) exit('one');",
                        "close();",
                        "run('Explain...', '" + classifier + "classes=[0;1] output=picture bar');",
                        "if (getWidth() <= 88 || getHeight() != 30) exit('two');"))
                .isEmpty();
    }

    @Test
    void theOverlayLiesOnTheImageItself() {
        assertThat(macro(
                        "newImage('stack', '8-bit ramp', 16, 16, 2);",
                        "id = getImageID();",
                        "run('Explain...', '" + classifier + "overlay');",
                        "selectImage(id); if (Overlay.size != 2) exit('overlay ' + Overlay.size);"))
                .isEmpty();
    }

    @Test
    void ofASegmentationTheSelectionCounts() {
        assertThat(macro(
                        "newImage('a', '8-bit black', 32, 32, 1);",
                        "setColor(255); fillRect(2, 2, 6, 6); fillRect(20, 20, 6, 6);",
                        "makeRectangle(0, 0, 12, 12);",
                        "run('Explain...', '" + segmenter + "method=hirescam selection');",
                        "if (getValue(4, 4) != 1 || getValue(22, 22) != 0) exit(getValue(4, 4) + getValue(22, 22));"))
                .isEmpty();
        assertThat(macro(
                        "newImage('a', '8-bit black', 32, 32, 1);", "run('Explain...', '" + segmenter + "selection');"))
                .hasValueSatisfying(error -> assertThat(error).contains("has no selection"));
    }

    @Test
    void anObjectAPointAndAContrastAreExplained() {
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 1);",
                        "setColor(255); fillRect(2, 2, 6, 6); fillRect(40, 40, 6, 6);",
                        "run('Explain...', '" + segmenter + "object=2 method=saliency table');",
                        "if (getTitle() != 'field-object2-saliency') exit('title ' + getTitle());",
                        "if (getValue(42, 42) != 1 || getValue(4, 4) != 0) exit('heat');",
                        "if (getResult('Object', 0) != 2 || getResult('Inside', 0) < 0.99) exit('table');",
                        "selectImage('field'); makePoint(4, 5);",
                        "run('Explain...', '" + segmenter + "point against=background method=saliency');",
                        "if (getValue(4, 5) != 1 || getValue(5, 5) != 0) exit('point');",
                        "selectImage('field'); makePoint(4, 5);",
                        "run('Explain...', '" + segmenter + "object=1 method=saliency output=picture');",
                        "if (bitDepth() != 24) exit('picture');"))
                .isEmpty();
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 1);",
                        "run('Explain...', '" + segmenter + "object=1');"))
                .hasValueSatisfying(error -> assertThat(error).contains("finds 0 objects"));
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 1);", "run('Explain...', '" + segmenter + "point');"))
                .hasValueSatisfying(error -> assertThat(error).contains("has no point selected"));
    }

    @Test
    void aClickOrAnOutlineExplainsTheObjectThere() {
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 1);",
                        "setColor(255); fillRect(2, 2, 6, 6); fillRect(40, 40, 6, 6);",
                        "makePoint(43, 41);",
                        "run('Explain...', '" + segmenter + "clicked method=saliency table');",
                        "if (getTitle() != 'field-object2-saliency') exit('title ' + getTitle());",
                        "if (getValue(42, 42) != 1 || getValue(4, 4) != 0) exit('heat');",
                        "selectImage('field'); makeOval(0, 0, 12, 12);",
                        "run('Explain...', '" + segmenter + "clicked method=saliency');",
                        "if (getTitle() != 'field-object1-saliency') exit('title ' + getTitle());"))
                .isEmpty();
        assertThat(ResultsTable.getResultsTable().getValue("Inside", 0)).isGreaterThan(0.99);
    }

    @Test
    void aClickSeesTheImageAsItIsNow() {
        String click = "run('Explain...', '" + segmenter + "clicked method=saliency');";
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 1);",
                        "setColor(255); fillRect(40, 40, 6, 6); makePoint(43, 41);",
                        click,
                        "if (getTitle() != 'field-object1-saliency') exit('before ' + getTitle());",
                        "close(); selectImage('field'); run('Select None'); fillRect(2, 2, 6, 6); makePoint(43, 41);",
                        click,
                        "if (getTitle() != 'field-object2-saliency') exit('drawn ' + getTitle());",
                        "close(); selectImage('field'); makeRectangle(38, 38, 12, 12); run('Clear', 'slice');",
                        "makePoint(4, 4);",
                        click,
                        "if (getTitle() != 'field-object1-saliency') exit('cleared ' + getTitle());"))
                .isEmpty();
    }

    @Test
    void howUnsureTheModelIsIsExplainedOfAnObjectOrOfEachPlane() {
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 1);",
                        "setColor(255); fillRect(2, 2, 6, 6); fillRect(40, 40, 6, 6);",
                        "run('Explain...', '" + segmenter + "object=2 uncertainty method=saliency table');",
                        "if (getTitle() != 'field-object2-uncertainty-saliency') exit('title ' + getTitle());",
                        "if (getResultString('Class', 0) != 'uncertainty') exit(getResultString('Class', 0));",
                        "close(); selectImage('field'); makePoint(43, 41);",
                        "run('Explain...', '" + segmenter + "clicked uncertainty method=saliency');",
                        "if (getTitle() != 'field-object2-uncertainty-saliency') exit('clicked ' + getTitle());"))
                .isEmpty();
        assertThat(macro(
                        "run('Clear Results'); newImage('stack', '8-bit ramp', 16, 16, 3);",
                        "setSlice(2); run('Invert', 'slice');",
                        "run('Explain...', '" + classifier + "uncertainty layers=scores overlay table');",
                        "if (nSlices != 3 || bitDepth() != 32) exit('slices ' + nSlices);",
                        "if (getResult('Score', 0) < 0 || getResult('Slice', 2) != 3) exit('table');",
                        "selectImage('stack'); if (Overlay.size != 3) exit('overlay ' + Overlay.size);"))
                .isEmpty();
        assertThat(ResultsTable.getResultsTable().size()).isEqualTo(3);
    }

    @Test
    void theValleyBetweenTwoObjectsIsExplained() {
        String field = "newImage('field', '8-bit black', 64, 64, 1);"
                + "setColor(255); fillRect(2, 2, 6, 6); fillRect(12, 2, 6, 6);";
        assertThat(macro(
                        field,
                        "run('Explain...', '" + segmenter + "valley=1,2 method=saliency table');",
                        "if (getTitle() != 'field-valley-1-2-saliency') exit('title ' + getTitle());",
                        "if (getResultString('Object', 0) != '1,2') exit(getResultString('Object', 0));",
                        "if (getResult('Score', 0) <= 0) exit('depth ' + getResult('Score', 0));"))
                .isEmpty();
        for (List<String> wrong : List.of(
                List.of("valley=1", "'1' says not which two objects the valley is between"),
                List.of("valley=1,2 object=1", "'valley' says which objects it is between"),
                List.of("valley=1,2 uncertainty", "'uncertainty' and 'valley' are given"),
                List.of("valley=1,7", "finds 2 objects in the image, and no object 7"))) {
            assertThat(macro(field, "run('Explain...', '" + segmenter + wrong.get(0) + " method=saliency');"))
                    .hasValueSatisfying(error -> assertThat(error).contains(wrong.get(1)));
        }
    }

    @Test
    void theLikenessToAnOpenImageOrAFileIsExplained() {
        Path file = folder.resolve("another one.png");
        assertThat(macro(
                        "newImage('other', '8-bit ramp', 16, 16, 1); saveAs('PNG', '" + escape(file) + "');",
                        "rename('the other');",
                        "newImage('field', '8-bit black', 16, 16, 1); setColor(255); fillRect(2, 2, 6, 6);",
                        "run('Explain...', '" + classifier
                                + "similar=[the other] layers=scores method=occlusion table');",
                        "if (getTitle() != 'field-similarity-occlusion') exit('title ' + getTitle());",
                        "selectImage('field');",
                        "run('Explain...', '" + classifier + "similar=[" + escape(file)
                                + "] layers=scores method=occlusion table');",
                        "if (getResult('Score', 0) != getResult('Score', 1)) exit('file and image');",
                        "if (!endsWith(getResultString('Class', 1), 'another one.png')) exit('name');"))
                .isEmpty();
        assertThat(macro(
                        "newImage('field', '8-bit black', 16, 16, 1);",
                        "run('Explain...', '" + classifier + "similar=nothing');"))
                .hasValueSatisfying(error ->
                        assertThat(error).contains("No open image is called 'nothing', nor is there such a file"));
    }

    @Test
    void aClickOnADetectionExplainsItsBox() {
        String cells = "model=[" + escape(TestModels.cells(folder)) + "] ";
        assertThat(macro(
                        "newImage('field', '8-bit black', 16, 16, 1);",
                        "setColor(255); fillRect(8, 8, 8, 8);",
                        "makePoint(13, 11);",
                        "run('Explain...', '" + cells + "clicked method=saliency table');",
                        "if (getValue(12, 12) != 1 || getValue(4, 4) != 0) exit('heat');",
                        "if (getResultString('Class', 0) != 'a') exit(getResultString('Class', 0));",
                        "selectImage('field'); makeRectangle(8, 8, 8, 8);",
                        "run('Explain...', '" + cells + "clicked method=saliency');",
                        "if (getValue(12, 12) != 1 || getValue(4, 4) != 0) exit('box');"))
                .isEmpty();
    }

    @Test
    void ofAStackThePlaneOnShowIsWhatIsClickedOn() {
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 3);",
                        "setSlice(2); setColor(255); fillRect(2, 2, 6, 6); makePoint(4, 4);",
                        "run('Explain...', '" + segmenter + "clicked method=saliency overlay');",
                        "selectImage('field'); Overlay.activateSelection(0);",
                        "Roi.getPosition(channel, slice, frame);",
                        "if (slice != 2) exit('slice ' + slice);"))
                .isEmpty();
    }

    @Test
    void aClickBesideEveryObjectIsSaid() {
        String field = "newImage('field', '8-bit black', 64, 64, 1); setColor(255); fillRect(2, 2, 6, 6);";
        assertThat(macro(field, "makePoint(43, 41);", "run('Explain...', '" + segmenter + "clicked');"))
                .hasValueSatisfying(error -> assertThat(error).contains("finds no object at 43,41 of 'field'"));
        assertThat(macro(field, "makePoint(4, 4);", "run('Explain...', '" + segmenter + "clicked object=1');"))
                .hasValueSatisfying(error -> assertThat(error).contains("leave the keys 'object' and 'point' out"));
        assertThat(macro(field, "run('Explain...', '" + segmenter + "clicked');"))
                .hasValueSatisfying(error -> assertThat(error).contains("has no point or area selected"));
    }

    @Test
    void theHeatOfAnObjectLiesOnItsSliceAlone() {
        assertThat(macro(
                        "newImage('field', '8-bit black', 64, 64, 3);",
                        "setSlice(2); setColor(255); fillRect(2, 2, 6, 6);",
                        "run('Explain...', '" + segmenter + "object=1 slice=2 method=saliency overlay');",
                        "selectImage('field'); Overlay.activateSelection(0);",
                        "Roi.getPosition(channel, slice, frame);",
                        "if (slice != 2) exit('slice ' + slice);"))
                .isEmpty();
    }

    @Test
    void notesReachTheLogOfAMacro() {
        // The classes of a black image depend on its pixels, whose gradient times black is nothing.
        assertThat(printed(
                        "newImage('field', '8-bit black', 64, 64, 1); makePoint(4, 5);",
                        "run('Explain...', '" + segmenter + "point method=input-x-gradient');"))
                .containsPattern("(?m)^Note: field: .*, so its map is blank");
        assertThat(printed(
                        "newImage('stack', '8-bit black', 16, 16, 3); setSlice(2); run('Invert', 'slice');",
                        "run('Explain...', '" + classifier + "classes=bright method=input-x-gradient');"))
                .containsPattern("(?m)^Note: stack: .*, so its map is blank.* In 2 of 3 planes\\.$");
    }

    private static String printed(String... lines) {
        return PlainImageJ.printed(() -> assertThat(macro(lines)).isEmpty());
    }

    @Test
    void keysThatContradictEachOtherAreRefused() {
        String begin =
                "newImage('field', '8-bit black', 64, 64, 1); setColor(255); fillRect(2, 2, 6, 6); makePoint(4, 5);";
        assertThat(macro(begin, "run('Explain...', '" + segmenter + "object=1 point method=saliency');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'object' and 'point' are both given"));
        assertThat(macro(
                        begin,
                        "makeRectangle(0, 0, 12, 12);",
                        "run('Explain...', '" + segmenter + "object=1 selection method=saliency');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'selection'", "'object'"));
    }

    @Test
    void whatIsNotThereIsRefused() {
        for (List<String> wrong : List.of(
                List.of("classes=cow", "no class 'cow'"),
                List.of("layers=conv9", "Those that can be explained are: scores"),
                List.of("method=magic", "There is no method 'magic'"),
                List.of("method=occlusion options=[size=3]", "Those of occlusion are: patches=8 (1 to 1000)"),
                List.of("method=occlusion options=[patches=0]", "from 1 to 1000"),
                List.of("output=movie", "heat, picture"),
                List.of("colors=hot", "jet, viridis"))) {
            assertThat(macro(
                            "newImage('a', '8-bit', 8, 8, 1);",
                            "run('Explain...', '" + classifier + wrong.get(0) + "');"))
                    .hasValueSatisfying(error -> assertThat(error).contains(wrong.get(1)));
        }
    }

    @Test
    void theDialogOffersEveryMethod() {
        assertThat(PlainImageJ.choices(ExplainImageCommand.class, "method"))
                .containsExactlyElementsOf(Method.all().stream().map(Method::id).toList());
    }
}
