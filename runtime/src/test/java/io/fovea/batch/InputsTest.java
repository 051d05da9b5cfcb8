package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    private static final Image PIXEL = Image.gray8(1, 1, new byte[] {7});

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of("b.png", "a.TIF", "c d.jpg", "notes.txt", ".hidden.png", "sub/e.png", "x[1].png")) {
            make(name);
        }
    }

    private Path make(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void aFolderGivesItsImagesAndThoseOfItsSubfolders() throws IOException {
        make("sub/deep/f.PNG");
        make(".cache/g.png");

        assertThat(names(folder))
                .containsExactly("a.TIF", "b.png", "c d.jpg", "sub/deep/f.PNG", "sub/e.png", "x[1].png");
        assertThat(flat(folder)).containsExactly("a.TIF", "b.png", "c d.jpg", "x[1].png");
        assertThat(names(folder.resolve(".cache"))).containsExactly("g.png");
    }

    @Test
    void aGlobGivesItsMatches() throws IOException {
        make("sub/notes.txt");

        assertThat(names(folder + "/*.png")).containsExactly("b.png", "x[1].png");
        assertThat(names(folder + "/**.png")).containsExactly("b.png", "sub/e.png", "x[1].png");
        assertThat(names(folder + "/**/*.png")).containsExactly("b.png", "sub/e.png", "x[1].png");
        assertThat(names(folder + "/**/s*/**/*.png")).containsExactly("sub/e.png");
        assertThat(names(folder + "/*/e.{png,tif}")).containsExactly("sub/e.png");
        assertThat(names(folder + "/?.*")).containsExactly("a.TIF", "b.png");
        assertThat(names(folder + "/*.txt")).containsExactly("notes.txt");
        assertThat(names(folder + "/**/*.t[x]t")).containsExactly("notes.txt", "sub/notes.txt");
    }

    @Test
    void aGlobThatLeavesTheSuffixOpenGivesImagesAndFolders() throws IOException {
        make("plates/one/1.png");
        make("plates/two/1.png");
        make("plates/two/deep/2.png");
        make("plates/list.csv");
        make("plates/three/none.txt");

        assertThat(names(folder + "/plates/*")).containsExactly("one/1.png", "two/1.png", "two/deep/2.png");
        assertThat(names(folder + "/plates/t*/")).containsExactly("two/1.png", "two/deep/2.png");
        assertThat(flat(folder + "/plates/*")).containsExactly("one/1.png", "two/1.png");
    }

    @Test
    void aFileIsTakenAsNamedEvenIfMissing() {
        assertThat(names(folder + "/x[1].png")).containsExactly("x[1].png");
        assertThat(names(folder + "/gone.png")).containsExactly("gone.png");
        assertThat(names(folder + "/notes.txt")).containsExactly("notes.txt");
    }

    @Test
    void eachFileComesOnceAndInOrder() throws IOException {
        assertThat(names(folder + "/c d.jpg", folder, folder + "/./b.png", folder + "/sub/../b.png"))
                .containsExactly("a.TIF", "b.png", "c d.jpg", "sub/e.png", "x[1].png");
        make("sub-2/1.png");
        make("sub/10.png");
        assertThat(names(folder + "/s*"))
                .as("folder by folder, not '-' before '/'")
                .containsExactly("sub/10.png", "sub/e.png", "sub-2/1.png");
    }

    @Test
    void ofSeveralFoldersNamesBeginBelowWhatHoldsThemAll() throws IOException {
        make("2024/plate/1.png");
        make("2025/plate/1.png");
        make("2025/plate/deep/2.png");

        assertThat(names(folder + "/2024/plate")).containsExactly("1.png");
        assertThat(names(folder + "/2024/plate", folder + "/2025/plate"))
                .containsExactly("2024/plate/1.png", "2025/plate/1.png", "2025/plate/deep/2.png");
        assertThat(names(folder + "/2025/plate/1.png", folder + "/2025/plate/deep/2.png"))
                .containsExactly("1.png", "deep/2.png");
        assertThat(names(folder + "/2025/plate", folder + "/2025/plate/deep")).containsExactly("1.png", "deep/2.png");
        assertThat(names(folder + "/2024/plate/1.png", folder + "/2025/plate/1.png"))
                .containsExactly("2024/plate/1.png", "2025/plate/1.png");
        assertThat(names(folder + "/2024/plate/1.png")).containsExactly("1.png");
    }

    @Test
    void theSameFileByTwoPathsIsOneAndTheRealPathCounts() throws IOException {
        Path real = make("real/1.png");
        link("real/0.png", real);
        link("also", folder.resolve("real"));

        assertThat(names(folder + "/real")).containsExactly("1.png");
        assertThat(names(folder)).contains("real/1.png").doesNotContain("real/0.png", "also/1.png");
        assertThat(names(folder + "/also")).as("a link as such is a folder").containsExactly("1.png");
        assertThat(names(folder + "/also/1.png", folder + "/real/1.png")).containsExactly("real/1.png");
    }

    @Test
    void aLinkToAFolderElsewhereIsFollowed(@TempDir Path elsewhere) throws IOException {
        Files.createDirectories(elsewhere.resolve("deep"));
        Files.createFile(elsewhere.resolve("deep/far.png"));
        link("sub/link", elsewhere);

        assertThat(names(folder + "/sub")).containsExactly("e.png", "link/deep/far.png");
        assertThat(names(folder + "/s*/l*/*/*.png")).containsExactly("sub/link/deep/far.png");
    }

    @Test
    void linksThatLeadInACircleEnd() throws IOException {
        link("sub/up", folder);
        link("sub/self", folder.resolve("sub"));
        make("sub/one/1.png");
        link("sub/one/two", folder.resolve("sub/two"));
        make("sub/two/2.png");
        link("sub/two/one", folder.resolve("sub/one"));

        assertThat(names(folder + "/sub")).containsExactly("e.png", "one/1.png", "two/2.png");
        assertThat(names(folder + "/**/*.png"))
                .containsExactly("b.png", "sub/e.png", "sub/one/1.png", "sub/two/2.png", "x[1].png");
    }

    @Test
    void whereALinkComesBeforeDotsThePathIsFollowedAsTheSystemDoes(@TempDir Path elsewhere) throws IOException {
        Files.createDirectory(elsewhere.resolve("in"));
        Path far = Files.createFile(elsewhere.resolve("far.png"));
        make("far.png");
        link("link", elsewhere.resolve("in"));

        Inputs found = Inputs.find(List.of(folder + "/link/../far.png"));

        assertThat(found.sources()).singleElement().satisfies(source -> {
            assertThat(source.file()).isEqualTo(folder.resolve("link/../far.png"));
            assertThat(source.file().toRealPath()).isEqualTo(far.toRealPath());
            assertThat(source.name()).isEqualTo("far.png");
        });
    }

    @Test
    void anImageThatIsALinkToNothingIsNamed() throws IOException {
        link("sub/gone.png", folder.resolve("nowhere.png"));
        link("sub/gone.txt", folder.resolve("nowhere.txt"));

        Inputs found = Inputs.find(List.of(folder + "/sub"));

        assertThat(found.sources()).extracting(Source::name).containsExactly("e.png");
        assertThat(found.failures()).singleElement().satisfies(failure -> assertThat(failure.sentence())
                .contains("gone.png", "a link to a file that is not there"));
    }

    @Test
    void aSubfolderThatCannotBeReadIsNamedAndTheOthersAreDone() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("sub/closed"));
        assumeThat(Files.getFileStore(closed).supportsFileAttributeView("posix"))
                .isTrue();
        Files.setPosixFilePermissions(closed, Set.of());
        try {
            assumeThat(Files.isReadable(closed))
                    .as("whether this user may read everything")
                    .isFalse();

            Inputs found = Inputs.find(List.of(folder.toString()));

            refused("check that you may read it", closed);
            assertThat(found.sources()).hasSize(5);
            assertThat(found.failures()).singleElement().satisfies(failure -> assertThat(failure.sentence())
                    .contains("closed' cannot be read"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void resultsOfEarlierRunsAreNoInput() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        PIXEL.write(in.resolve("cell.png"));
        PIXEL.write(in.resolve("cell-mask.png"));
        PIXEL.write(in.resolve("cell-labels.png"), "cell.png");
        Files.createDirectories(in.resolve("out/deep"));
        PIXEL.write(in.resolve("out/cell-grad-cam.tif"), "cell.png");
        PIXEL.write(in.resolve("out/deep/ö-labels.png"), "deep/ö.tif");
        Files.createDirectory(in.resolve("deep"));
        PIXEL.write(in.resolve("deep/ö.tif"));

        Inputs found = Inputs.find(List.of(in.toString()));

        assertThat(found.sources()).extracting(Source::name).containsExactly("cell-mask.png", "cell.png", "deep/ö.tif");
        assertThat(found.earlier())
                .containsExactly("cell-labels.png", "out/cell-grad-cam.tif", "out/deep/ö-labels.png");
        assertThat(found.note())
                .contains("Left out 3 results of earlier runs: cell-labels.png, out/cell-grad-cam.tif,"
                        + " out/deep/ö-labels.png.");
    }

    @Test
    void resultsWithoutWhatTheyWereMadeFromAreInput() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        PIXEL.write(out.resolve("cell-clean.png"), "cell.png");
        PIXEL.write(out.resolve("cell-clean-labels.png"), "cell-clean.png");

        Inputs found = Inputs.find(List.of(out.toString()));

        assertThat(found.sources()).extracting(Source::name).containsExactly("cell-clean.png");
        assertThat(found.earlier()).containsExactly("cell-clean-labels.png");
    }

    @Test
    void tablesAmongImagesAreNoInputButOneAloneIs() throws IOException {
        Path table = Files.writeString(folder.resolve("segment.csv"), "image,width,height,objects\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n");

        assertThat(names(folder + "/b.png", table, other)).containsExactly("b.png", "other.csv");
        assertThat(names(table)).containsExactly("segment.csv");
    }

    @Test
    void nothingFoundIsAnError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.createDirectory(empty.resolve("er"));
        refused("has no images (", empty);
        refused("No file matches", folder + "/*.webp");
        refused("No file matches", "nowhere/*.gif");
        refused("no pattern either", folder + "/[a.png");
        refused("One of the inputs is empty", " ");
        assertThatThrownBy(() -> Inputs.find(List.of(empty.toString()), false))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("beside its subfolders, which are not searched");
    }

    private void refused(String sentence, Object input) {
        assertThatThrownBy(() -> names(folder.toString(), input))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(sentence);
    }

    private void link(String name, Path target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        try {
            Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException | IOException e) {
            assumeThat(false).as("whether links can be made here").isTrue();
        }
    }

    private static List<String> names(Object... inputs) {
        return names(inputs, true);
    }

    private static List<String> flat(Object... inputs) {
        return names(inputs, false);
    }

    private static List<String> names(Object[] inputs, boolean subfolders) {
        List<String> words = Arrays.stream(inputs).map(Object::toString).toList();
        return Inputs.find(words, subfolders).sources().stream()
                .map(Source::name)
                .toList();
    }
}
