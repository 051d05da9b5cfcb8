package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.FoveaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of Fiji and ImageJ, with jars that hold the names of what the real ones hold. */
class FijiFolderTest {
    private static final String DOOR = "io/fovea/imagej/Door.class";
    private static final String ORT = "ai/onnxruntime/OrtEnvironment.class";
    private static final String CORE = "org/opencv/core/Core.class";

    @TempDir
    private Path folder;

    private Path app;
    private Map<String, Path> jars;

    @BeforeEach
    void makeJars() throws IOException {
        app = Files.createDirectories(folder.resolve("my Fiji.app"));
        Files.createDirectories(app.resolve("plugins"));
        Path built = Files.createDirectories(folder.resolve("built"));
        jars = Map.of(
                "plugins/Fovea_-2.0.0.jar", jar(built.resolve("a.jar"), DOOR),
                "jars/onnxruntime-1.28.0.jar",
                        jar(
                                built.resolve("b.jar"),
                                ORT,
                                "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                                "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
                                "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib",
                                "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib.dSYM/Contents/Info.plist",
                                "ai/onnxruntime/native/win-x64/onnxruntime.dll"),
                "jars/opencv-4.9.0-0.jar",
                        jar(
                                built.resolve("c.jar"),
                                CORE,
                                "nu/pattern/opencv/linux/x86_64/libopencv_java490.so",
                                "nu/pattern/opencv/linux/ARMv7/libopencv_java490.so",
                                "nu/pattern/opencv/linux/ARMv8/libopencv_java490.so",
                                "nu/pattern/opencv/osx/ARMv8/libopencv_java490.dylib",
                                "nu/pattern/opencv/osx/x86_64/libopencv_java490.dylib",
                                "nu/pattern/opencv/windows/x86_32/opencv_java490.dll",
                                "nu/pattern/opencv/windows/x86_64/opencv_java490.dll"));
    }

    private static Path jar(Path file, String... entries) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private FijiFolder installed(String platform) {
        FijiFolder fiji = FijiFolder.at(app);
        fiji.install(new FijiLayout(jars, FijiPlatform.named(platform)), Path.of("here", "fovea"));
        return fiji;
    }

    private static List<String> entries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static List<String> wrong(FijiFolder fiji) {
        return FolderCheck.of(fiji, Optional.of("2.0.0")).stream()
                .filter(one -> !one.isFine())
                .map(Diagnosis::sentence)
                .toList();
    }

    @Test
    void everyJarLiesInPluginsOrJarsWithTheLibrariesOfOnePlatformAndNoDebugSymbols() throws IOException {
        FijiFolder fiji = installed("macos-arm64");

        assertThat(fiji.all()).extracting(fiji::place).containsExactlyInAnyOrderElementsOf(jars.keySet());
        assertThat(entries(app.resolve("jars/onnxruntime-1.28.0.jar")))
                .containsExactly(ORT, "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib");
        assertThat(entries(app.resolve("jars/opencv-4.9.0-0.jar")))
                .containsExactly(CORE, "nu/pattern/opencv/osx/ARMv8/libopencv_java490.dylib");
    }

    @Test
    void forAllPlatformsOnlyWhatNoneOfThemTakesIsLeftOut() throws IOException {
        installed("all");

        assertThat(entries(app.resolve("jars/onnxruntime-1.28.0.jar")))
                .hasSize(5)
                .noneMatch(entry -> entry.contains("dSYM"));
        assertThat(entries(app.resolve("jars/opencv-4.9.0-0.jar")))
                .hasSize(5)
                .noneMatch(entry -> entry.matches(".*(ARMv7|x86_32|osx/x86_64).*"));
    }

    @Test
    void aZipHoldsTheSame() throws IOException {
        Path zip = folder.resolve("fovea.zip");
        try (var out = Files.newOutputStream(zip)) {
            new FijiLayout(jars, FijiPlatform.named("linux64")).writeZip(out);
        }

        assertThat(entries(zip)).containsExactlyInAnyOrderElementsOf(jars.keySet());
        try (ZipFile read = new ZipFile(zip.toFile())) {
            Path inner = folder.resolve("inner.jar");
            Files.copy(read.getInputStream(read.getEntry("jars/opencv-4.9.0-0.jar")), inner);
            assertThat(entries(inner)).containsExactly(CORE, "nu/pattern/opencv/linux/x86_64/libopencv_java490.so");
        }
    }

    @Test
    void aZipIsTheSameWheneverItsJarsWereCopied() throws IOException {
        FijiLayout layout = new FijiLayout(jars, FijiPlatform.named("linux64"));
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        layout.writeZip(first);
        for (Path jar : jars.values()) {
            Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        }
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        layout.writeZip(second);

        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    void anOlderFoveaMakesRoom() throws IOException {
        jar(app.resolve("plugins/Fovea_-1.0.0.jar"), DOOR);
        jar(app.resolve("plugins/Other_.jar"), "Other.class");

        FijiFolder fiji = installed("this");

        assertThat(fiji.ours()).extracting(fiji::place).containsExactly("plugins/Fovea_-2.0.0.jar");
        assertThat(app.resolve("plugins/Other_.jar")).exists();
        assertThat(wrong(fiji)).isEmpty();
    }

    @Test
    void tellsFijiFromPlainImageJ() throws IOException {
        FijiFolder fiji = FijiFolder.at(app);
        assertThat(FolderCheck.of(fiji, Optional.empty()).get(0).sentence()).endsWith("is plain ImageJ.");

        jar(app.resolve("jars/scijava-common-2.100.1.jar"), "org/scijava/Context.class");
        assertThat(FolderCheck.of(fiji, Optional.empty()).get(0).sentence()).endsWith("is Fiji.");
        assertThatThrownBy(() -> FijiFolder.at(folder.resolve("built")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("is no folder of Fiji or ImageJ: there is no folder 'plugins' in it");
    }

    @Test
    void theFolderIsTheOneWithPluginsInIt() throws IOException {
        Path newer = Files.createDirectories(folder.resolve("newer/Fiji"));
        Files.createDirectories(newer.resolve("plugins"));
        Files.createDirectories(newer.resolve("Fiji.app/Contents/MacOS"));
        Path older = Files.createDirectories(folder.resolve("older/Fiji.app/plugins"));

        assertThat(FijiFolder.at(newer).root()).isEqualTo(newer);
        assertThat(FijiFolder.at(newer.getParent()).root()).isEqualTo(newer);
        assertThat(FijiFolder.at(older.getParent().getParent()).root()).isEqualTo(older.getParent());
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() throws IOException {
        FijiFolder fiji = FijiFolder.at(app);
        assertThat(wrong(fiji))
                .hasSize(3)
                .first()
                .asString()
                .contains("Fovea is not in '", "run 'fovea install --fiji " + app + "'");

        installed("this");
        jar(app.resolve("jars/bio/big-plugin-all.jar"), "Big.class", CORE);
        assertThat(wrong(fiji))
                .singleElement()
                .asString()
                .contains("opencv is there 2 times (jars/bio/big-plugin-all.jar, jars/opencv-4.9.0-0.jar)", "keep one");

        Files.delete(app.resolve("jars/bio/big-plugin-all.jar"));
        jar(app.resolve("jars/onnxruntime-1.28.0.jar"), ORT, "ai/onnxruntime/native/of-another/libonnxruntime.so");
        Files.move(app.resolve("plugins/Fovea_-2.0.0.jar"), app.resolve("plugins/Fovea_-1.9.0.jar"));
        Files.move(app.resolve("jars/opencv-4.9.0-0.jar"), app.resolve("jars/bio/opencv-4.9.0-0.jar"));
        assertThat(wrong(fiji))
                .hasSize(3)
                .anyMatch(one ->
                        one.contains("'plugins/Fovea_-1.9.0.jar' is of another Fovea than this one, which is 2.0.0"))
                .anyMatch(one -> one.contains("'jars/onnxruntime-1.28.0.jar' has no library for"))
                .anyMatch(one -> one.contains("move 'jars/bio/opencv-4.9.0-0.jar' into jars itself"));
    }

    @Test
    void noClassOfWhatFoveaBringsForItselfCanMeetOneOfFiji() throws IOException {
        Path built = Path.of(System.getProperty("fovea.root"), "plugin", "target");
        List<Path> jars = Files.isDirectory(built)
                ? FijiFolder.jarsIn(built).stream()
                        .filter(jar -> jar.toString().endsWith("-fiji.jar"))
                        .toList()
                : List.of();
        assumeThat(jars).as("the plugin's jar for Fiji, which mvn verify makes").isNotEmpty();

        assertThat(entries(jars.get(0)))
                .contains(DOOR)
                // Bio-Formats has an older one, and lies in every Fiji.
                .anyMatch(entry -> entry.endsWith("/zstd/ZstdDecompressor.class"))
                .filteredOn(entry -> entry.endsWith(".class"))
                .allMatch(entry -> entry.startsWith("io/fovea/"));
    }

    @Test
    void anUnknownPlatformIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> FijiPlatform.named("amiga"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("There is no platform 'amiga'. Give this, all, or one of linux64, linux-arm64, macos-arm64,"
                        + " win64.");
    }

    @Test
    void aZipReplacesNothingButAnOlderOne() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.zip"), "mine");
        Path older = jar(folder.resolve("older.zip"), "plugins/Fovea_-1.0.0.jar");

        assertThat(Cli.run("install", "--zip", mine).err())
                .contains("mine.zip' would be overwritten, but is no zip for Fiji that Fovea wrote; move it away");
        assertThat(mine).hasContent("mine");
        assertThat(Cli.run("install", "--zip", app).err()).contains("it is a folder; give a file.");
        assertThat(Cli.run("install", "--zip", older).err()).contains("There is nothing to install beside");
    }

    @Test
    void theDoctorLooksAtTheMachineAndTheFolder() {
        Cli.Result machine = Cli.run("doctor");
        assertThat(machine.out())
                .contains("Java", "memory", "temporary files", "ONNX Runtime", "OpenCV", "fonts", "GPU");

        Cli.Result both = Cli.run("doctor", "--fiji", app);
        assertThat(both.out()).contains("!   onnxruntime", "onnxruntime is not in '" + app + "'");
        assertThat(both.code()).isEqualTo(1);
        assertThat(Cli.run("doctor", "--fiji", folder.resolve("gone")).code()).isEqualTo(2);
    }
}
