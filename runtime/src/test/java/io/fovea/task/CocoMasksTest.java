package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What {@code segment --coco} writes, in numbers that were counted by hand. */
class CocoMasksTest {
    private static final JobSettings COCO =
            JobSettings.USUAL.with(SegmentJob.COCO, 1).with(SegmentJob.MIN_SIZE, 0);

    private static Card card(Task task, String... labels) {
        return Card.of("net", task, List.of(labels), Input.tiled(Color.GRAY, 0, 1), OutputValues.PROBABILITIES);
    }

    /** Of pixels that are each as sure of their class as 0.75. */
    private static Segmentation segmentation(Card card, String... rows) {
        int width = rows[0].length();
        int classes = card.labels().size();
        float[][] planes = new float[classes][rows.length * width];
        for (int i = 0; i < rows.length * width; i++) {
            for (int c = 0; c < classes; c++) {
                boolean isIt = Character.digit(rows[i / width].charAt(i % width), 10) == c;
                planes[c][i] = isIt ? 0.75f : 0.25f / (classes - 1);
            }
        }
        return Segmentation.of(card, width, rows.length, planes, 0);
    }

    private static String written(Card card, Segmentation result) {
        Image image = Image.gray8(result.width(), result.height(), new byte[result.width() * result.height()]);
        Findings findings = Jobs.SEGMENT.outcome(result, image, COCO).findings();
        FolderFile file = Jobs.SEGMENT.folderFile(card, COCO).orElseThrow();
        return file.text(List.of(new FolderFile.Entry("a.png", result.width(), result.height(), findings)));
    }

    @Test
    void areasOfClassesAreObjectsOfTheirCategory() {
        Card card = card(Task.SEGMENTATION, "sky", "sea", "land");

        String text = written(card, segmentation(card, "011", "221"));

        assertThat(text)
                .contains("\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":3,\"height\":2}]")
                .contains("\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
                        + "\"segmentation\":{\"size\":[2,3],\"counts\":\"2111\"},"
                        + "\"bbox\":[1.0,0.0,2.0,2.0],\"area\":3.0,\"iscrowd\":0,\"score\":0.75},"
                        + "{\"id\":2,\"image_id\":1,\"category_id\":2,"
                        + "\"segmentation\":{\"size\":[2,3],\"counts\":\"11101\"},"
                        + "\"bbox\":[0.0,1.0,2.0,1.0],\"area\":2.0,\"iscrowd\":0,\"score\":0.75}]")
                .endsWith("\"categories\":[{\"id\":1,\"name\":\"sea\"},{\"id\":2,\"name\":\"land\"}]}");
    }

    @Test
    void objectsOfATrimapAreOfOneCategory() {
        Card card = card(Task.TRIMAP, "foreground", "background", "contour");

        String text = written(card, segmentation(card, "0011", "0011", "1111", "1100"));

        assertThat(text)
                .contains("\"category_id\":1,\"segmentation\":{\"size\":[4,4],\"counts\":\"022")
                .contains("\"bbox\":[0.0,0.0,2.0,2.0],\"area\":4.0,\"iscrowd\":0,\"score\":0.875}")
                .contains("\"bbox\":[2.0,3.0,2.0,1.0],\"area\":2.0")
                .endsWith("\"categories\":[{\"id\":1,\"name\":\"object\"}]}");
    }

    @Test
    void nothingFoundIsAnImageWithoutObjects() {
        Card card = card(Task.SEGMENTATION, "sky", "sea");

        String text = written(card, segmentation(card, "00", "00"));

        assertThat(text).contains("\"annotations\":[],").contains("\"name\":\"sea\"");
    }

    @Test
    void onlyWhoAsksGetsTheFile() {
        Card card = card(Task.SEGMENTATION, "sky", "sea");
        Image image = Image.gray8(2, 1, new byte[2]);

        assertThat(Jobs.SEGMENT.folderFile(card, JobSettings.USUAL))
                .hasValueSatisfying(file -> assertThat(file.isWanted()).isFalse());
        assertThat(Jobs.SEGMENT
                        .outcome(segmentation(card, "01"), image, JobSettings.USUAL)
                        .findings()
                        .masks())
                .isEmpty();
        assertThat(SegmentJob.COCO.name()).isEqualTo("coco").isLowerCase();
        assertThat(String.format(Locale.ROOT, "%s", SegmentJob.COCO.description()))
                .contains("coco.json");
    }
}
