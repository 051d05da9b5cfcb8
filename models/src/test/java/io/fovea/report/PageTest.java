package io.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import io.fovea.page.Html;
import io.fovea.page.InlinePicture;
import io.fovea.page.Page;
import io.fovea.page.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path folder;

    @Test
    void aPageNeedsNothingButItself() throws IOException {
        Path file = folder.resolve("new/report.html");

        new Page("a <b> & c", "Report")
                .add(
                        "Scores",
                        Table.ofNumbers("", List.of("class", "x"))
                                .row("<i>", "1")
                                .toHtml())
                .add("Nothing", "")
                .write(file);

        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>a &lt;b&gt; &amp; c</h1>", "&lt;i&gt;", "default-src 'none'", "prefers-color-scheme")
                .doesNotContain("<script", "http://", "https://", "<link", "Nothing");
    }

    @Test
    void textIsEscapedForElementsAndAttributes() {
        assertThat(Html.escaped("<a href=\"x\">'&'\u0001</a>\n"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;\ufffd&lt;/a&gt;\n");
    }

    @Test
    void aConfusionMatrixShowsCountsAndSharesOfTheRow() {
        String html = new HeatTable(List.of("cat", "dog"), new long[][] {{30, 10}, {0, 5}}, "images").toHtml();

        assertThat(html).contains(">30<small>75.0%</small>", ">10<small>25.0%</small>", ">5<small>100.0%</small>");
        assertThat(html).contains("class=\"none\"");
    }

    @Test
    void ofManyClassesTheMostFrequentMistakesAreListed() {
        List<String> labels = IntStream.range(0, 40).mapToObj(i -> "class" + i).toList();
        long[][] counts = new long[40][40];
        IntStream.range(0, 40).forEach(i -> counts[i][i] = 9);
        counts[3][7] = 1;

        assertThat(new HeatTable(labels, counts, "images").toHtml())
                .contains("class3", "class7", "10.0%", "40 classes")
                .doesNotContain("class8");
    }

    @Test
    void picturesKeepTheirPixelsAndAreShrunkToFit() throws IOException {
        Image red = Image.rgb8(2, 1, new byte[] {(byte) 255, 0, 0, 0, 0, (byte) 255});
        String html = InlinePicture.of(red, 10, "red & blue");
        byte[] png = Base64.getDecoder().decode(html.replaceAll("(?s).*base64,([^\"]*)\".*", "$1"));

        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(html).contains("alt=\"red &amp; blue\"", "width=\"2\"");
        assertThat(InlinePicture.of(Image.gray8(400, 100, new byte[40_000]), 100, ""))
                .contains("width=\"100\" height=\"25\"");
    }

    @Test
    void aFingerprintIsThatOfNamesSizesAndContents() throws Exception {
        Files.createDirectories(folder.resolve("b/c"));
        Files.writeString(folder.resolve("b/c/two.txt"), "xy");
        Files.writeString(folder.resolve("b/one.txt"), "abc");
        Files.writeString(folder.resolve("other.txt"), "not named");

        Fingerprint fingerprint = Fingerprint.of(
                folder,
                Stream.of("b/one.txt", "b/c/two.txt", "b/c/../one.txt", "absent")
                        .map(folder::resolve)
                        .toList());

        // As sha256sum says of the same bytes.
        assertThat(fingerprint)
                .isEqualTo(new Fingerprint(2, 5, "b7d1066cf81871f38e14cdedeefdbc8ae8018650b19980b3a05691b36db0e710"));
    }

    @Test
    void theMachineHasANameAndCores() {
        Machine machine = Machine.current();

        assertThat(machine.processor()).isNotBlank();
        assertThat(machine.cores()).isPositive();
        assertThat(machine.system()).contains(System.getProperty("os.arch"));
    }
}
