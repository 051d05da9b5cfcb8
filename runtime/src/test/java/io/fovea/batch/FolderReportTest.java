package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Details;
import io.fovea.task.Findings;
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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReportTest {
    private static final Pattern PICTURE = Pattern.compile("<img alt=\"[^\"]*\" src=\"data:image/jpeg;base64,");
    private static final Pattern NAMED = Pattern.compile("<th scope=row>([^<]*)</th>");
    private static final long TWENTY_MEGABYTES = 20 << 20;

    @TempDir
    private Path folder;

    private Path in;
    private Path out;
    private final Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU);

    @BeforeEach
    void prepare() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
        for (int i = 1; i <= 9; i++) {
            squares(i == 9 ? 30 : 2 + i % 2).write(in.resolve(i + ".png"));
        }
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    @Test
    void aPageHasPicturesNumbersHistogramsTheModelAndTheCommand() throws IOException {
        run(BatchPlan.USUAL.calledBy("fovea segment 'my plates' --model <m>"));

        String page = page("report.html");

        assertThat(page)
                .contains("<p class=\"kind\">Report on segment.csv</p>", "<h1>segment with ")
                .contains("fovea segment &#39;my plates&#39; --model &lt;m&gt;")
                .contains("Histogram of objects", "Histogram of area", "Histogram of median area")
                .contains("<b>9</b><span>images done</span>", "<b>50</b><span>objects</span>")
                .contains("href=\"3-overlay.png\"", "fingerprint", "min-size")
                .contains("script-src 'sha256-")
                .doesNotContain("http://", "https://", "What failed");
        assertThat(PICTURE.matcher(page).results()).hasSize(9);
        // The one with thirty objects among those with two or three.
        assertThat(names(page))
                .containsExactly("9.png", "1.png", "2.png", "3.png", "4.png", "5.png", "6.png", "7.png", "8.png");
        assertThat(page).contains("<tr data-odd=1>", "<b>1</b><span>unlike the others</span>");
    }

    @Test
    void namesAreEscapedAndFailuresTold() throws IOException {
        Path strange = in.resolve("a & <i> 'ü' #1%.png");
        squares(2).write(strange);
        Files.writeString(in.resolve("bad <b>.png"), "no image");

        run(BatchPlan.USUAL);

        assertThat(page("report.html"))
                .contains("<th scope=row>a &amp; &lt;i&gt; &#39;ü&#39; #1%.png</th>")
                .contains("href=\"a%20%26%20%3Ci%3E%20%27%C3%BC%27%20%231%25-overlay.png\"")
                .contains("<h2>What failed</h2>", "bad &lt;b&gt;.png")
                .contains("<b>1</b><span>failed</span>")
                .doesNotContain("<i>", "<b>.png");
    }

    @Test
    void twoThousandImagesAreBelowTwentyMegabytes() throws IOException {
        Random random = new Random(5);
        Path file = folder.resolve("segment-journal.jsonl");
        JournalIndex index = new JournalIndex();
        List<FolderJob.Row> rows = new ArrayList<>();
        byte[] pixels = new byte[3 * 400 * 400];
        random.nextBytes(pixels);
        // Noise is as large as a JPEG can be.
        byte[] picture = ReportPictures.of(Image.rgb8(400, 400, pixels), Map.of(), ReportPictures.side(2000));
        try (Journal journal = Journal.begin(file, head(), false)) {
            for (int i = 0; i < 2000; i++) {
                String name = "a folder of an experiment/" + "plate ".repeat(20) + i + ".tif";
                FolderJob.Row row = new FolderJob.Row(
                        name,
                        400,
                        400,
                        1,
                        new Findings(
                                List.of("objects"), List.of(List.of(i % 50)), List.of("objects"), List.of(i % 50)));
                rows.add(row);
                index.put(name, journal.append(line(name, row, picture)));
            }
        }

        new FolderReport(head(), rows, List.of(), List.of("objects"), index)
                .write(folder.resolve("report.html"), Cancellation.NONE);

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(Files.size(folder.resolve("report.html"))).isLessThan(TWENTY_MEGABYTES);
        assertThat(PICTURE.matcher(page).results()).hasSize(2000);
    }

    @Test
    void whatAnEarlierRunDidIsInTheReportOfTheOneThatGoesOn() throws IOException {
        run(BatchPlan.USUAL);
        Files.delete(in.resolve("1.png"));
        squares(4).write(in.resolve("10.png"));

        run(BatchPlan.USUAL.resuming());

        String page = page("report.html");
        assertThat(names(page)).hasSize(9).contains("10.png", "2.png").doesNotContain("1.png");
        assertThat(PICTURE.matcher(page).results()).hasSize(9);
    }

    @Test
    void joinedSharesHaveOneReport() throws IOException {
        run(BatchPlan.USUAL.of(Shard.parse("1/2")));
        run(BatchPlan.USUAL.of(Shard.parse("2/2")));
        assertThat(out.resolve("report-2-of-2.html")).exists();

        ShareMerge.run(List.of(out), out);

        assertThat(names(page("report.html"))).hasSize(9);
        assertThat(PICTURE.matcher(page("report.html")).results()).hasSize(9);
        assertThat(out.resolve("report-1-of-2.html")).doesNotExist();
        assertThat(out.resolve("report-2-of-2.html")).doesNotExist();
    }

    @Test
    void joinedSharesWithoutReportsHaveNone() {
        run(BatchPlan.USUAL);
        run(BatchPlan.USUAL.of(Shard.parse("1/2")).withoutReport());
        run(BatchPlan.USUAL.of(Shard.parse("2/2")).withoutReport());

        ShareMerge.run(List.of(out), out);

        assertThat(out.resolve("segment.csv")).exists();
        assertThat(out.resolve("report.html")).doesNotExist();
    }

    @Test
    void noOtherPageIsOverwritten() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("report.html"), "mine");

        run(BatchPlan.USUAL);

        assertThat(out.resolve("report.html")).hasContent("mine");
        assertThat(names(page("segment-report.html"))).hasSize(9);
        Files.writeString(out.resolve("segment-report.html"), "mine, too");
        assertThatThrownBy(() -> run(BatchPlan.USUAL))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("segment-report.html' would overwrite a page that is no such report");
        run(BatchPlan.USUAL.withoutReport());
        assertThat(out.resolve("segment-report.html")).hasContent("mine, too");
    }

    @Test
    void withoutAReportThereIsNone() throws IOException {
        run(BatchPlan.USUAL.withoutReport());

        assertThat(out.resolve("report.html")).doesNotExist();
        assertThat(Files.readString(out.resolve("segment-journal.jsonl"))).contains("\"picture\":\"\"");

        run(BatchPlan.USUAL.resuming());
        assertThat(PICTURE.matcher(page("report.html")).results()).hasSize(9);
    }

    @Test
    void whatTheModelsFileDoesNotSayStandsOnThePage() throws IOException {
        run(BatchPlan.USUAL);
        assertThat(page("report.html")).doesNotContain("What was assumed");

        Path other = folder.resolve("foreign");
        Model foreign = Nets.thresholdTrimap();
        try (Segmenter of = Segmenter.open(
                foreign.withCard(foreign.card().withAssumptions(List.of("0..255 & rgb are assumed."))), Device.CPU)) {
            new FolderJob<>(Jobs.SEGMENT, of, JobSettings.USUAL)
                    .run(Inputs.find(List.of(in.toString())), BatchPlan.USUAL, other, Monitor.NONE);
        }
        assertThat(Files.readString(other.resolve("report.html")))
                .contains(
                        "<h2>What was assumed</h2>",
                        "0..255 &amp; rgb are assumed.",
                        "Where that is wrong, so are the answers.");
    }

    private void run(BatchPlan plan) {
        new FolderJob<>(Jobs.SEGMENT, segmenter, JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 1))
                .run(Inputs.find(List.of(in.toString())), plan, out, Monitor.NONE);
    }

    private String page(String name) throws IOException {
        return Files.readString(out.resolve(name));
    }

    private static List<String> names(String page) {
        return NAMED.matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(name -> name.endsWith(".png"))
                .toList();
    }

    /** Bright squares of two pixels, apart. */
    private static Image squares(int count) {
        byte[] pixels = new byte[40 * 40];
        for (int i = 0; i < count; i++) {
            int at = i / 6 * 5 * 40 + i % 6 * 6;
            pixels[at] = (byte) 255;
            pixels[at + 1] = (byte) 255;
        }
        return Image.gray8(40, 40, pixels);
    }

    private static JournalHead head() {
        return new JournalHead(
                "r",
                "segment.csv",
                "segment",
                "f",
                Map.of("name", "m"),
                Map.of(),
                "",
                "cpu",
                "1/1",
                2000,
                Map.of(),
                "2024-02-03T10:00:00Z",
                "",
                false,
                List.of());
    }

    private static JournalLine line(String name, FolderJob.Row row, byte[] picture) {
        return new JournalLine(
                "r",
                name,
                name,
                0,
                1,
                "s",
                new InputState(0, ""),
                "2024-02-03T10:00:00Z",
                1,
                "",
                Map.of("s-overlay.png", 1L),
                List.of(row),
                JournalExtras.of(Details.NONE, Optional.of(picture)),
                JournalPlace.NOWHERE);
    }
}
