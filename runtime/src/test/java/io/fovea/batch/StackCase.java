package io.fovea.batch;

import io.fovea.image.TestTiff;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stack of three slices, two frames and two channels, whose labels are written as one. */
abstract class StackCase {
    static final int CHANNELS = 2;
    static final int SLICES = 3;
    static final int FRAMES = 2;
    static final int WIDTH = 10;
    static final int HEIGHT = 6;
    static final String XML = "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image"
            + " ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"uint8\" SizeX=\"10\" SizeY=\"6\""
            + " SizeC=\"2\" SizeZ=\"3\" SizeT=\"2\" PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\" PhysicalSizeZ=\"2000\""
            + " PhysicalSizeZUnit=\"nm\" TimeIncrement=\"0.5\" TimeIncrementUnit=\"min\"><Channel ID=\"Channel:0:0\"/>"
            + "<Channel ID=\"Channel:0:1\"/><TiffData/></Pixels></Image></OME>";

    static final BatchPlan PLAN = BatchPlan.USUAL.withoutReport();

    @TempDir
    Path folder;

    Path in;
    Path whole;
    Path out;
    final ResumeTest.Counting segmenter = new ResumeTest.Counting(Segmenter.open(Nets.thresholdTrimap(), Device.CPU));

    @BeforeEach
    void prepare() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        whole = folder.resolve("whole");
        out = folder.resolve("out");
        stack("s.tif");
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    void stack(String name) {
        List<TestTiff.Values> pages = new ArrayList<>();
        for (int page = 0; page < CHANNELS * SLICES * FRAMES; page++) {
            int at = page;
            pages.add((x, y, sample) -> label(at, x, y) > 0 ? 255 : 0);
        }
        new TestTiff(WIDTH, HEIGHT).description(XML).write(in.resolve(name), pages);
    }

    /** A square of two pixels a side that goes to the right with the slice and down with the frame; another in the second channel. */
    static int label(int page, int x, int y) {
        int slice = page / CHANNELS % SLICES;
        int frame = page / CHANNELS / SLICES;
        boolean isFirst = x / 2 == slice && y / 2 == frame;
        boolean isSecond = page % CHANNELS == 1 && x >= 8 && y >= 4;
        return isFirst ? 1 : isSecond ? 2 : 0;
    }

    static int[] labels(int channel, int plane) {
        return IntStream.range(0, WIDTH * HEIGHT)
                .map(i -> label(plane * CHANNELS + channel, i % WIDTH, i / WIDTH))
                .toArray();
    }

    static JobSettings settings() {
        return JobSettings.USUAL
                .with(SegmentJob.MIN_SIZE, 0)
                .with(SegmentJob.NO_ROIS, 1)
                .with(SegmentJob.STACK, 1)
                .with(SegmentJob.OME_TIFF, 1)
                .with(SegmentJob.ZARR, 0.4);
    }

    Report<FolderJob.Row> run(BatchPlan plan, Path output) {
        return run(settings(), plan, output, Monitor.NONE);
    }

    Report<FolderJob.Row> run(JobSettings settings, BatchPlan plan, Path output, Monitor monitor) {
        return new FolderJob<>(Jobs.SEGMENT, segmenter, settings)
                .run(Inputs.find(List.of(in.toString())), plan, output, monitor);
    }

    static List<String> names(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("labels"))
                    .sorted()
                    .toList();
        }
    }
}
