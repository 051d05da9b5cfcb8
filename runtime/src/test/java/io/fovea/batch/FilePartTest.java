package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A machine that knows one file alone names its results as one that knows all. */
class FilePartTest {
    private static final List<List<String>> SUFFIXES = List.of(
            List.of(""),
            List.of("-0001", "-0002"),
            List.of("-c1-z0001", "-c1-z0002", "-c2-z0001"),
            List.of("-z0001", "-z0001"));

    @Test
    void namesAreThoseOfTheWholeBatch() {
        List<Source> sources = Stream.of(
                        "a.png",
                        "a.tif",
                        "A.bmp",
                        "a-0001.png",
                        "a-0002-2.png",
                        "s.tif",
                        "s-c1.tif",
                        "s-c1-z0001.tif",
                        "deep/s.tif",
                        "Ärger.png",
                        "ärger-0001.png",
                        "x-y.tif",
                        "x.tif",
                        "x-y-0001.tif")
                .map(name -> new Source(Path.of("/images", name), name))
                .toList();
        Stems all = new Stems(sources);

        for (Source source : sources) {
            FilePart part = all.part(source);
            Stems one = Stems.ofParts(Map.of(source, part));
            assertThat(one.beginning(source)).as(source.name()).isEqualTo(all.beginning(source));
            for (List<String> suffixes : SUFFIXES) {
                assertThat(one.of(source, suffixes)).as(source.name()).isEqualTo(all.of(source, suffixes));
            }
        }
    }

    @Test
    void onlyWhatCouldBeTakenForAnotherGoesAlong() {
        List<Source> sources = Stream.of("1.tif", "10.tif", "100.tif", "1-0001.tif")
                .map(name -> new Source(Path.of("/images", name), name))
                .toList();

        assertThat(new Stems(sources).part(sources.get(0)))
                .isEqualTo(new FilePart(
                        Path.of("/images/1.tif").toAbsolutePath().toString(), "1.tif", "1", 0, List.of("1-0001")));
    }
}
