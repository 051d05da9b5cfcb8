package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.task.Findings;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Nets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTablesTest {

    /** As where a folder has a large image, of which no interval is known, and one was done on another device. */
    @Test
    void valuesStandInTheirColumnsWhereNotTheSameIsKnownOfAllImages() {
        FolderJob.Row small = row("small", List.of("objects", "low", "high"), List.of(7, 6, 9));
        FolderJob.Row large = row("large", List.of("objects", "device"), List.of(5000, "cuda"));

        String expected = "image,objects,low,high,device\n";
        assertThat(table(small, large)).isEqualTo(expected + "small,7,6,9,\nlarge,5000,,,cuda\n");
        assertThat(table(large, small)).isEqualTo(expected + "large,5000,,,cuda\nsmall,7,6,9,\n");
    }

    @Test
    void withoutImagesItHasTheColumnsOfTheModel() {
        assertThat(table())
                .isEqualTo("image,width,height,objects,foreground_fraction,background_fraction,contour_fraction\n");
    }

    private static FolderJob.Row row(String image, List<String> columns, List<Object> values) {
        return new FolderJob.Row(image, 8, 8, 0, new Findings(columns, List.of(values), List.of(), List.of()));
    }

    private static String table(FolderJob.Row... rows) {
        return new JobTables(Jobs.SEGMENT, Nets.thresholdTrimap().card(), JobSettings.USUAL)
                .table(List.of(rows))
                .toString();
    }
}
