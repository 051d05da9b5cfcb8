package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    private static final List<String> LABELS = List.of("cat", "Löwe 2");

    @TempDir
    Path folder;

    private byte[] picture;

    @BeforeEach
    void makePicture() throws IOException {
        Path file = folder.resolve("picture.png");
        Image.gray8(2, 1, new byte[] {5, 6}).write(file);
        picture = Files.readAllBytes(file);
    }

    @Test
    void aZipStandsInTheFoldersPlaceWhateverHoldsItsEntries() throws IOException {
        Path flat = zip("flat.zip", StandardCharsets.UTF_8, "cat/a.png", "Löwe 2/b.png");
        Path nested = zip(
                "nested.ZIP",
                StandardCharsets.UTF_8,
                "animals/cat/a.png",
                "animals/Löwe 2/b.png",
                "animals/.DS_Store",
                "__MACOSX/animals/cat/._a.png");
        for (Path place :
                List.of(Archives.find(flat, ""), Archives.find(nested, ""), Archives.find(folder, "nested.ZIP"))) {
            ImageFolder examples = ImageFolder.of(place, LABELS);
            assertThat(examples.size()).isEqualTo(2);
            assertThat(examples.get(1).name()).isEqualTo("b.png");
            assertThat(examples.get(1).image().bytes()).containsExactly(5, 6);
        }
    }

    @Test
    void foldersWithinAZipAreFoundInItsTopFolderToo() throws IOException {
        Path nested = zip("pets.zip", StandardCharsets.UTF_8, "pets/images/a.png", "pets/masks/a.png");
        Dataset examples =
                MaskFolder.of(Archives.find(nested, "images"), Archives.find(nested, "masks"), List.of(5, 6));
        assertThat(((Target.ClassMap) examples.get(0).target()).classes()).containsExactly(0, 1);
    }

    @Test
    void namesInTheAlphabetOfDosAreRead() throws IOException {
        Path old = zip("old.zip", Charset.forName("Cp437"), "cat/a.png", "Löwe 2/b.png");
        assertThat(ImageFolder.of(Archives.find(old, ""), LABELS).size()).isEqualTo(2);
    }

    @Test
    void entriesThatLeadOutOfAZipAndDamagedZipsAreRefused() throws IOException {
        Path slip = zip("slip.zip", StandardCharsets.UTF_8, "cat/a.png", "../../evil.png");
        assertThatThrownBy(() -> Archives.find(slip, ""))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("slip.zip");
        Path broken = Files.write(folder.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 0});
        assertThatThrownBy(() -> Archives.find(broken, ""))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("broken.zip");
    }

    @Test
    void aFileInAZipLiesInThatZipOnDisk() throws IOException {
        Path source = zip("all.zip", StandardCharsets.UTF_8, "all/cat/a.png", "all/Löwe 2/b.png");
        assertThat(ImageFolder.of(Archives.find(source, ""), LABELS).files())
                .hasSize(2)
                .allSatisfy(file -> assertThat(Archives.onDisk(file)).isEqualTo(source.toAbsolutePath()));
        assertThat(Archives.onDisk(source)).isEqualTo(source);
    }

    @Test
    void aZipThatIsReplacedIsReadAnew() throws IOException {
        Path file = zip("all.zip", StandardCharsets.UTF_8, "cat/a.png", "Löwe 2/b.png");
        assertThat(ImageFolder.of(Archives.find(file, ""), LABELS).size()).isEqualTo(2);
        assertThat(Archives.find(file, "").getFileSystem())
                .isSameAs(Archives.find(file, "cat").getFileSystem());

        Path other = zip("other.zip", StandardCharsets.UTF_8, "cat/a.png", "cat/b.png", "Löwe 2/b.png");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        ImageFolder examples = ImageFolder.of(Archives.find(file, ""), LABELS);
        assertThat(examples.size()).isEqualTo(3);
        assertThat(Archives.onDisk(examples.files().get(0))).isEqualTo(file.toAbsolutePath());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux lists what a program has open as files")
    void aZipThatNobodyReadsAnyMoreIsClosed() throws Exception {
        Path file = zip("all.zip", StandardCharsets.UTF_8, "cat/a.png", "Löwe 2/b.png")
                .toRealPath();
        ImageFolder examples = ImageFolder.of(Archives.find(file, ""), LABELS);
        System.gc();
        assertThat(isOpen(file)).isTrue();
        assertThat(examples.get(1).image().bytes()).containsExactly(5, 6);

        examples = null;
        for (int i = 0; i < 100 && isOpen(file); i++) {
            System.gc();
            Thread.sleep(50);
        }

        assertThat(isOpen(file)).isFalse();
        assertThat(ImageFolder.of(Archives.find(file, ""), LABELS).size()).isEqualTo(2);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux lists what a program has open as files")
    void aZipInAZipIsClosedWithTheOuterOne() throws Exception {
        picture = Files.readAllBytes(zip("inner.zip", StandardCharsets.UTF_8, "cat/a.png", "Löwe 2/b.png"));
        Path outer = zip("outer.zip", StandardCharsets.UTF_8, "data/inner.zip").toRealPath();
        ImageFolder examples = ImageFolder.of(Archives.find(outer, "data/inner.zip"), LABELS);
        assertThat(isOpen(outer)).isTrue();
        assertThat(Archives.onDisk(examples.files().get(0))).isEqualTo(outer);

        examples = null;
        for (int i = 0; i < 100 && isOpen(outer); i++) {
            System.gc();
            Thread.sleep(50);
        }

        assertThat(isOpen(outer)).isFalse();
    }

    private static boolean isOpen(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(link -> leadsTo(link, file));
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            return false; // closed in the meantime
        }
    }

    @Test
    void aZipMayLieInAZip() throws IOException {
        picture = Files.readAllBytes(zip("inner.zip", StandardCharsets.UTF_8, "cat/a.png", "Löwe 2/b.png"));
        Path outer = zip("outer.zip", StandardCharsets.UTF_8, "data/inner.zip");

        assertThat(ImageFolder.of(Archives.find(outer, "data/inner.zip"), LABELS)
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aSubsetIsCopiedOutOfAZip() throws IOException {
        Path source = zip(
                "all.zip",
                StandardCharsets.UTF_8,
                "all/cat/a.png",
                "all/cat/b.png",
                "all/Löwe 2/a.png",
                "all/Löwe 2/b.png");
        Subset.make(source, folder.resolve("small"), 1, 0, 1, 1);
        assertThat(ImageFolder.of(folder.resolve("small/test"), LABELS)
                        .get(1)
                        .image()
                        .bytes())
                .containsExactly(5, 6);
    }

    private Path zip(String name, Charset names, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file), names)) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(picture);
            }
        }
        return file;
    }
}
