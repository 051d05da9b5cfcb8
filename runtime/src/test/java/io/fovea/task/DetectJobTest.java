package io.fovea.task;

import static io.fovea.task.DrawnDetector.detections;
import static io.fovea.task.DrawnDetector.drawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Model;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectJobTest {
    /** Corners 16, 24 and 48, 40 of an input of 64x64 pixels. */
    private static final float[] BOX = {16, 24, 48, 40, 0.75f, 1};

    /** Four kinds are told in the line, of more the first four; the table has them all. */
    @Test
    void theLineTellsTheSurestKinds() {
        float[] rows = new float[6 * 6];
        for (int i = 0; i < 6; i++) {
            System.arraycopy(new float[] {8 * i, 8, 8 * i + 8, 16, 0.9f - i / 10f, i == 5 ? 0 : i}, 0, rows, 6 * i, 6);
        }
        Image image = Image.gray8(64, 64, new byte[64 * 64]);

        Detections found = detections(drawn(DetectorHead.NMS, Fit.RESIZE, rows, 1, 6, 6), 64, 64);

        assertThat(Jobs.DETECT
                        .outcome(found, image, JobSettings.USUAL)
                        .findings()
                        .line())
                .startsWith(6, "2 a, b, class 2, class 3 ...");
        assertThat(Jobs.DETECT
                        .outcome(found, image, JobSettings.USUAL.with(DetectJob.SCORE, 0.55))
                        .findings()
                        .line())
                .startsWith(4, "a, b, class 2, class 3");
    }

    @Test
    void theJobWritesARowForEachObjectAndNoneForNothing() {
        Detections found = detections(drawn(DetectorHead.NMS, Fit.RESIZE, BOX), 64, 64);
        Image image = Image.gray8(64, 64, new byte[64 * 64]);
        Outcome some = Jobs.DETECT.outcome(found, image, JobSettings.USUAL);
        Outcome none = Jobs.DETECT.outcome(found, image, JobSettings.USUAL.with(DetectJob.SCORE, 0.9));

        assertThat(some.findings().columns()).containsExactly("label", "score", "x", "y", "width", "height", "class");
        assertThat(some.findings().rows()).containsExactly(List.of("b", 0.75f, 16.0, 24.0, 32.0, 16.0, 1));
        assertThat(some.findings().line()).startsWith(1, "b");
        assertThat(none.findings().rows()).isEmpty();
        assertThat(none.findings().line()).startsWith(0, "");
        Image overlay = some.pictures().get("-overlay.png");
        assertThat(overlay.width()).isEqualTo(64);
        // The lower right corner of the box is drawn, what lies beyond is not.
        assertThat(overlay.value(47, 39, 0) + overlay.value(47, 39, 1) + overlay.value(47, 39, 2))
                .isPositive();
        assertThat(overlay.value(50, 42, 0) + overlay.value(50, 42, 1) + overlay.value(50, 42, 2))
                .isZero();
    }

    @Test
    void scoresThatCanBeNoneAreWarnedOf() {
        assertThat(remarks(1)).isEmpty();
        assertThat(remarks(37.5f))
                .singleElement()
                .asString()
                .startsWith("Warning: There are scores of up to 37.50, and none can be more than 1")
                .contains("'head'");
    }

    private static List<String> remarks(float score) {
        Image image = Image.gray8(64, 64, new byte[64 * 64]);
        Detections found = detections(drawn(DetectorHead.NMS, Fit.RESIZE, 16, 24, 48, 40, score, 1), 64, 64);
        Findings findings = Jobs.DETECT.outcome(found, image, JobSettings.USUAL).findings();
        return Jobs.DETECT.remarks(List.of(new FolderFile.Entry("a.png", 64, 64, findings)), ScaleNote.Place.COMMAND);
    }

    @Test
    void cocosFileHasAllImagesAndTheNumbersOfClasses() {
        Model model = drawn(DetectorHead.NMS, Fit.RESIZE, BOX);
        Image image = Image.gray8(64, 64, new byte[64 * 64]);
        Findings findings = Jobs.DETECT
                .outcome(detections(model, 64, 64), image, JobSettings.USUAL)
                .findings();
        Findings nothing = new Findings(findings.columns(), List.of(), List.of(), List.of());
        Optional<FolderFile> file = Jobs.DETECT.folderFile(model.card(), JobSettings.USUAL);

        assertThat(file).hasValueSatisfying(coco -> {
            assertThat(coco.name()).isEqualTo("coco.json");
            assertThat(coco.beginning()).isEqualTo("{\"info\":{\"description\":\"Objects found by Fovea");
            String text = coco.text(List.of(
                    new FolderFile.Entry("empty.png", 10, 20, nothing),
                    new FolderFile.Entry("a.png", 64, 64, findings)));
            assertThat(text)
                    .startsWith(coco.beginning())
                    .isEqualTo("{\"info\":{\"description\":\"Objects found by Fovea with drawn\"},\"images\":["
                            + "{\"id\":1,\"file_name\":\"empty.png\",\"width\":10,\"height\":20},"
                            + "{\"id\":2,\"file_name\":\"a.png\",\"width\":64,\"height\":64}],\"annotations\":["
                            + "{\"id\":1,\"image_id\":2,\"category_id\":1,\"bbox\":[16.0,24.0,32.0,16.0],"
                            + "\"area\":512.0,\"iscrowd\":0,\"score\":0.75}],\"categories\":["
                            + "{\"id\":0,\"name\":\"a\"},{\"id\":1,\"name\":\"b\"}]}");
        });
    }
}
