package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.SharedData;
import io.fovea.image.Image;
import io.fovea.image.Pages;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks of microscopes through networks that take all of their channels. */
@Tag("shared-data")
class MicroscopeStacksTest {
    @TempDir
    Path folder;

    /** What the network answers is counted again from the pages, each a channel. */
    @ParameterizedTest
    @CsvSource({
        "zstack-13x2ch-16bit.tif, 2, 13, -z0001",
        "bbbc022-3ch-16bit.tif, 3, 1, ''",
        "tzcyx-5d.tif, 2, 4, -z0001-t0001",
    })
    void areAnsweredByAllChannelsTogether(String name, int channels, int images, String suffix) {
        Path file = SharedData.path("microscopy/" + name);
        float[] weights = {1, -0.5f, 0.25f};
        Image[] pages = new Image[channels];
        try (Pages opened = Pages.open(file)) {
            for (int c = 0; c < channels; c++) {
                pages[c] = opened.read(c);
            }
        }
        int width = pages[0].width();
        float threshold = answer(pages, weights, width / 2, pages[0].height() / 2);
        int bright = 0;
        for (int y = 0; y < pages[0].height(); y++) {
            for (int x = 0; x < width; x++) {
                bright += answer(pages, weights, x, y) > threshold ? 1 : 0;
            }
        }
        float[] used = Arrays.copyOf(weights, channels);

        try (Segmenter segmenter = Segmenter.open(Nets.thresholdChannels(threshold, List.of(), used), Device.CPU)) {
            Report<FolderJob.Row> report = new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL)
                    .run(Inputs.of(file), folder, Monitor.NONE);

            assertThat(report.failures()).isEmpty();
            assertThat(report.rows()).hasSize(images);
            assertThat(report.rows().get(0).findings().number("bright_fraction").orElseThrow())
                    .isCloseTo((double) bright / width / pages[0].height(), within(1e-3));
        }
        String stem = name.replace(".tif", "") + suffix;
        assertThat(Image.read(folder.resolve(stem + "-overlay.png")).isColor()).isTrue();
        assertThat(folder.resolve(stem + "-labels.png")).exists();
    }

    private static float answer(Image[] pages, float[] weights, int x, int y) {
        float sum = 0;
        for (int c = 0; c < pages.length; c++) {
            sum += weights[c] * pages[c].value(x, y, 0);
        }
        return sum;
    }
}
