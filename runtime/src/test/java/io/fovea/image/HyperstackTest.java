package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperstackTest {
    @TempDir
    Path folder;

    @Test
    void inImageJsFilesChannelsMoveFastestThenSlices() {
        Hyperstack stack = imageJ(12, "channels=2", "slices=3", "frames=2", "hyperstack=true");

        assertThat(words(stack))
                .containsExactly(
                        "c1-z1-t1",
                        "c2-z1-t1",
                        "c1-z2-t1",
                        "c2-z2-t1",
                        "c1-z3-t1",
                        "c2-z3-t1",
                        "c1-z1-t2",
                        "c2-z1-t2",
                        "c1-z2-t2",
                        "c2-z2-t2",
                        "c1-z3-t2",
                        "c2-z3-t2");
        assertThat(stack.suffix(11)).isEqualTo("-c2-z0003-t0002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels=3|3|c3|-c3",
                "frames=3|3|t3|-t0003",
                "channels=3.9;frames=1|3|c3|-c3",
                "channels=1;slices=1;frames=3|3|t3|-t0003",
                "slices=3|3|3|-0003",
                "slices=3;frames=0|3|3|-0003",
                "slices=three;channels=3|3|c3|-c3",
                "channels=2|3|3|-0003",
                "channels=2;slices=2|3|3|-0003",
                "channels=65536;slices=65536;frames=1|3|3|-0003",
                "channels=three|3|3|-0003",
                "unit=\\u00zz;channels=3|3|3|-0003",
                "unit=\\u00B5m;channels=3|3|c3|-c3",
            })
    void onlyWhatAgreesWithTheNumberOfPagesCounts(String lines, int pages, String label, String suffix) {
        Hyperstack stack = imageJ(pages, lines.split(";"));

        assertThat(stack.label(pages - 1)).isEqualTo(label);
        assertThat(stack.suffix(pages - 1)).isEqualTo(suffix);
    }

    @Test
    void otherFilesAreStacksOfSlices() {
        Hyperstack stack = Hyperstack.of(Optional.of("{\"shape\": [2, 5, 5]}"), 2, 1);

        assertThat(stack.planes()).containsExactly(new Plane(1, 1, 1, 1), new Plane(1, 1, 2, 1));
        assertThat(stack.named()).isFalse();
        Hyperstack single = Hyperstack.of(Optional.of("ImageJ=1.54p\nchannels=2\n"), 1, 1);
        assertThat(single.planes()).containsExactly(new Plane(1, 1, 1, 1));
        assertThat(single.label(0) + single.suffix(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "XYZCT, c1-z1-t1 c1-z2-t1 c2-z1-t1 c2-z2-t1 c1-z1-t2 c1-z2-t2 c2-z1-t2 c2-z2-t2",
        "XYCZT, c1-z1-t1 c2-z1-t1 c1-z2-t1 c2-z2-t1 c1-z1-t2 c2-z1-t2 c1-z2-t2 c2-z2-t2",
        "XYTZC, c1-z1-t1 c1-z1-t2 c1-z2-t1 c1-z2-t2 c2-z1-t1 c2-z1-t2 c2-z2-t1 c2-z2-t2",
        "XYCTZ, c1-z1-t1 c2-z1-t1 c1-z1-t2 c2-z1-t2 c1-z2-t1 c2-z2-t1 c1-z2-t2 c2-z2-t2",
    })
    void omeXmlSaysTheOrder(String order, String planes) {
        for (String data : List.of("", "<TiffData/>", "<TiffData IFD='0' PlaneCount='8'/>")) {
            assertThat(words(ome(8, 1, pixels(order, 2, 2, 2, data)))).containsExactly(planes.split(" "));
        }
    }

    @Test
    void omeXmlSaysWhereEachPlaneIs() {
        String data =
                """
                <TiffData IFD='2' FirstC='0' FirstZ='1' PlaneCount='1'/>
                <TiffData IFD='0' FirstC='1' FirstZ='0' PlaneCount='1'/>
                <TiffData IFD='3' FirstC='1' FirstZ='1'/>
                <TiffData IFD='1'/>
                """;

        assertThat(words(ome(4, 1, pixels("XYZCT", 2, 2, 1, data))))
                .containsExactly("c2-z1", "c1-z1", "c1-z2", "c2-z2");
    }

    @Test
    void omeXmlMayCountFromOne() {
        String data =
                """
                <TiffData IFD='1' FirstC='2' PlaneCount='1'/>
                <TiffData IFD='0' FirstC='1' PlaneCount='1'/>
                """;

        assertThat(words(ome(2, 1, pixels("XYZCT", 2, 1, 1, data)))).containsExactly("c1", "c2");
    }

    @Test
    void severalSamplesOfAPageAreOneChannel() {
        String rgb = "<Channel ID='Channel:0' SamplesPerPixel='3'/><TiffData/>";

        assertThat(words(ome(2, 3, pixels("XYCZT", 3, 2, 1, rgb)))).containsExactly("z1", "z2");
        assertThat(words(ome(2, 3, pixels("XYCZT", 3, 1, 2, "")))).containsExactly("t1", "t2");
    }

    @Test
    void ofASetOfFilesOnlyTheOwnPagesCount() {
        String data =
                """
                <TiffData IFD='0' FirstC='0' PlaneCount='2'><UUID FileName='a.ome.tif'>urn:uuid:a</UUID></TiffData>
                <TiffData IFD='0' FirstC='1' PlaneCount='2'><UUID FileName='b.ome.tif'>urn:uuid:b</UUID></TiffData>
                """;
        Hyperstack stack = ome(2, 1, "UUID='urn:uuid:b'", pixels("XYZCT", 2, 2, 1, data));

        assertThat(stack.planes()).containsExactly(new Plane(1, 2, 1, 1), new Plane(1, 2, 2, 1));
        assertThat(words(stack)).containsExactly("z1", "z2");
    }

    @Test
    void imagesOfOneFileAreSeries() {
        Hyperstack stack = ome(
                4,
                1,
                pixels("XYCZT", 2, 1, 1, "<TiffData IFD='0' PlaneCount='2'/>")
                        + pixels("XYCZT", 2, 1, 1, "<TiffData IFD='2' PlaneCount='2'/>"));

        assertThat(words(stack)).containsExactly("s1-c1", "s1-c2", "s2-c1", "s2-c2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<TiffData IFD='0' PlaneCount='1'/>",
                "<TiffData IFD='0' PlaneCount='9'/>",
                "<TiffData IFD='-1'/>",
                "<TiffData IFD='x'/>",
                "<TiffData FirstC='7'/>",
                "<TiffData IFD='0' FirstC='0' PlaneCount='1'/><TiffData IFD='0' FirstC='1' PlaneCount='1'/>",
                "<TiffData",
            })
    void whatContradictsItselfIsNotBelieved(String data) {
        assertThat(ome(2, 1, pixels("XYCZT", 2, 1, 1, data)).named()).isFalse();
    }

    @Test
    void hugeNumbersAndForeignEntitiesDoNoHarm() {
        assertThat(ome(2, 1, pixels("XYCZT", 2_000_000_000, 2_000_000_000, 2_000_000_000, ""))
                        .named())
                .isFalse();
        assertThat(ome(2, 1, pixels("XYCZT", 2_000_000_000, 1, 1, "<TiffData/>"))
                        .named())
                .isTrue();
        String bomb = "<!DOCTYPE OME [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><OME>&a;</OME>";
        assertThat(Hyperstack.of(Optional.of(bomb), 2, 1).named()).isFalse();
    }

    private static Hyperstack imageJ(int pages, String... lines) {
        return Hyperstack.of(
                Optional.of("ImageJ=1.54p\nimages=" + pages + "\n" + String.join("\n", lines) + "\n"), pages, 1);
    }

    private static Hyperstack ome(int pages, int samples, String images) {
        return ome(pages, samples, "", images);
    }

    private static Hyperstack ome(int pages, int samples, String attributes, String images) {
        String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OME xmlns=\"http://www.openmicroscopy.org/Schemas/"
                + "OME/2016-06\" " + attributes + ">" + images + "</OME>";
        return Hyperstack.of(Optional.of(text), pages, samples);
    }

    private static String pixels(String order, int c, int z, int t, String content) {
        return "<Image ID='Image:0'><Pixels DimensionOrder='%s' SizeC='%d' SizeZ='%d' SizeT='%d' Type='uint8'>%s</Pixels></Image>"
                .formatted(order, c, z, t, content);
    }

    private static List<String> words(Hyperstack stack) {
        return IntStream.range(0, stack.planes().size()).mapToObj(stack::label).toList();
    }

    /** Two frames of red, green and blue in one page each. */
    @Test
    void coloursOfAPageAreChannelsWhereTheyAreTakenApart() {
        Path file = new TestTiff(1, 1)
                .photometric(2)
                .samples(3)
                .description("ImageJ=1.54p\nimages=2\nframes=2\n")
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> s, (x, y, s) -> 10 + s));

        try (Pages pages = Pages.open(file)) {
            Hyperstack apart = Hyperstack.of(pages, true);
            assertThat(words(apart)).containsExactly("c1-t1", "c2-t1", "c3-t1", "c1-t2", "c2-t2", "c3-t2");
            assertThat(apart.channelNames()).containsExactly("Red", "Green", "Blue");
            assertThat(apart.perPage()).isEqualTo(3);
            assertThat(apart.labelOfChannels(4)).isEqualTo("t2");
            assertThat(apart.suffixOfChannels(4)).isEqualTo("-t0002");
            Hyperstack together = Hyperstack.of(pages);
            assertThat(words(together)).containsExactly("t1", "t2");
            assertThat(together.channelNames()).isEmpty();
            assertThat(together.perPage()).isEqualTo(1);
        }
    }

    @Test
    void channelsWithoutAnythingElseHaveNothingTogether() {
        Path file = new TestTiff(1, 1).samples(2).write(folder.resolve("a.tif"), (x, y, s) -> s);

        try (Pages pages = Pages.open(file)) {
            Hyperstack stains = Hyperstack.of(pages);
            assertThat(words(stains)).containsExactly("c1", "c2");
            assertThat(stains.named()).isTrue();
            assertThat(stains.labelOfChannels(1)).isEmpty();
            assertThat(stains.suffixOfChannels(1)).isEmpty();
        }
    }

    /** Names count where there is one for each channel. */
    @ParameterizedTest
    @CsvSource({
        "DAPI, GFP, DAPI GFP",
        "DAPI, '', ''",
    })
    void omeXmlNamesTheChannels(String first, String second, String names) {
        String data = "<Channel Name='" + first + "'/><Channel Name='" + second + "'/><TiffData/>";
        Path file = new TestTiff(1, 1)
                .description("<?xml version='1.0'?><OME><Image>" + pixels("XYCZT", 2, 1, 1, data) + "</Image></OME>")
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> 1, (x, y, s) -> 2));

        try (Pages pages = Pages.open(file)) {
            Hyperstack stack = Hyperstack.of(pages);
            assertThat(words(stack)).containsExactly("c1", "c2");
            assertThat(String.join(" ", stack.channelNames())).isEqualTo(names);
        }
    }

    @Test
    void channelsOfAPageFollowThoseOfThePageBefore() {
        Path file = new TestTiff(1, 1)
                .samples(2)
                .description("ImageJ=1.54p\nimages=2\nchannels=2\n")
                .write(folder.resolve("a.tif"), List.of((x, y, s) -> s, (x, y, s) -> 10 + s));
        Path plain = new TestTiff(1, 1).write(folder.resolve("b.tif"), List.of((x, y, s) -> 1, (x, y, s) -> 2));

        try (Pages pages = Pages.open(file);
                Pages slices = Pages.open(plain)) {
            assertThat(words(Hyperstack.of(pages))).containsExactly("c1", "c2", "c3", "c4");
            assertThat(Hyperstack.of(slices).named()).isFalse();
            assertThat(words(Hyperstack.of(slices))).containsExactly("1", "2");
        }
    }
}
