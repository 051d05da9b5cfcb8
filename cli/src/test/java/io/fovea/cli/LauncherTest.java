package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.cli.benchmark.MallocSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code fovea}, in a clone made for it, with stand-ins for Java and Maven or with this Java. */
@Timeout(120)
class LauncherTest {
    private static final String STAND_IN_JAVA =
            """
            #!/bin/sh
            [ "$1" = --enable-native-access=ALL-UNNAMED ] && exit ${OLD_JAVA:-0}
            printf '<%s>\\n' "$@"
            [ -e /dev/fd/3 ] && tr '\\0' '\\n' </dev/fd/3
            echo "locale ${LC_ALL:-}"
            env | sort | grep ^MALLOC_ || true
            """;
    private static final String STAND_IN_MAVEN =
            """
            #!/bin/sh
            echo '[INFO] Scanning for projects ...'
            [ -z "${BROKEN:-}" ] || { echo '[ERROR] There is no such symbol.'; exit 1; }
            mkdir -p cli/target
            case "$*" in *-Pcuda*) echo cuda ;; *) echo cpu ;; esac >cli/target/fovea-built
            case "$*" in *'-pl spark'*) mkdir -p spark/target; : >spark/target/fovea-spark.args ;; esac
            case "$*" in *assembly*) mkdir -p spark/assembly/target; : >spark/assembly/target/fovea-spark-assembly.jar ;; esac
            """;

    @TempDir
    private Path folder;

    private Path clone;
    private Path bin;
    private final Map<String, String> environment = new TreeMap<>();

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void makeClone() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a script for sh, which is not here");
        clone = Files.createDirectories(folder.resolve("Jörg's clone"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Cli.root("fovea"), clone.resolve("fovea"));
        Files.createFile(clone.resolve("pom.xml"));
        Files.createDirectories(clone.resolve("runtime/src/main"));
        script(bin.resolve("java"), STAND_IN_JAVA);
        script(bin.resolve("mvn"), STAND_IN_MAVEN);
        environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
        stamp(Instant.now().plusSeconds(60));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path stamp(Instant time) throws IOException {
        Path stamp = Files.createDirectories(clone.resolve("cli/target")).resolve("fovea-built");
        Files.writeString(stamp, "cpu\n");
        return Files.setLastModifiedTime(stamp, FileTime.from(time));
    }

    @Test
    void startsTheJarWithTheArgumentsAsTheyAre() throws Exception {
        Ended ended = fovea("classify", "a b.png", "say \"x\" \\ # $HOME *", "two\nlines", "");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("<-jar>\n<" + clone.toRealPath() + "/cli/target/fovea-cli.jar>\n<classify>\n<a b.png>\n"
                        + "<say \"x\" \\ # $HOME *>\n<two\nlines>\n<>\n");
    }

    @Test
    void startsTheJarBesideItInARelease() throws Exception {
        Path release = Files.createDirectories(folder.resolve("fovea 1.0"));
        Files.copy(clone.resolve("fovea"), release.resolve("fovea"));
        Files.createFile(release.resolve("fovea-cli.jar"));
        Files.writeString(release.resolve("fovea-built"), "cpu\n");
        clone = release;

        Ended ended = fovea("models");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("<-jar>\n<" + release.toRealPath() + "/fovea-cli.jar>\n<models>\n");
        environment.put("FOVEA_PROFILE", "cuda");
        assertFails("this release was built for 'cpu'", fovea("models"));
    }

    @Test
    void fetchesSparkForWhoAsksForIt() throws Exception {
        Files.createDirectories(clone.resolve("spark/src/main"));
        Files.createFile(clone.resolve("spark/pom.xml"));
        String root = clone.toRealPath().toString();
        assertThat(fovea("models").err()).isEmpty();
        assertThat(fovea("spark", "segment", "--help").out())
                .contains("<-jar>\n<" + root + "/cli/target/fovea-cli.jar>");

        Ended first = fovea("spark", "segment", "a b");

        assertThat(first.err())
                .contains("Building Fovea on Apache Spark, on first use only")
                .endsWith("done.\n");
        assertThat(first.out())
                .contains("<@" + root + "/spark/target/fovea-spark.args>\n")
                .contains("<io.fovea.cli.Start>\n<spark>\n<segment>\n<a b>\n");
        assertThat(fovea("spark", "segment", "a b", "--master", "local[2]").err())
                .isEmpty();
        assertThat(fovea("spark", "segment", "a b", "--master", "spark://host:7077")
                        .err())
                .contains("Building Fovea on Apache Spark anew");
        assertThat(fovea("spark", "segment", "a b", "--master", "spark://host:7077")
                        .err())
                .isEmpty();
    }

    /** Where a step's blocks go back to the system, half of a training's time is the system's. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void letsGlibcKeepTheLargeBlocksOfTrainings() throws Exception {
        Process asked = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
        String libc = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assumeTrue(
                libc.matches("glibc 2\\.\\d+.*") && Integer.parseInt(libc.split("\\.")[1]) >= 35,
                "this is no glibc from 2.35 on");
        String kept = MallocSettings.KEPT.entrySet().stream()
                .map(entry -> entry + "\n")
                .sorted()
                .collect(Collectors.joining());

        assertThat(fovea("train", "photos").out()).endsWith("\n" + kept);
        assertThat(fovea("reproduce", "cats").out()).endsWith("\n" + kept);
        assertThat(fovea("adapt", "cats", "photos").out()).endsWith("\n" + kept);
        assertThat(fovea("benchmark", "training").out()).endsWith("\n" + kept);
        assertThat(fovea("segment", "train").out()).doesNotContain("MALLOC_");
        environment.put("MALLOC_TRIM_THRESHOLD_", "65536");
        assertThat(fovea("train", "photos").out()).contains("MALLOC_ARENA_MAX=1\n", "MALLOC_TRIM_THRESHOLD_=65536\n");
        environment.remove("MALLOC_TRIM_THRESHOLD_");
        environment.put("GLIBC_TUNABLES", "glibc.malloc.trim_threshold=65536");
        assertThat(fovea("train", "photos").out()).doesNotContain("MALLOC_");
    }

    /** Before 2.35 glibc takes no threshold of that size, and stops to adapt its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesOlderGlibcAlone() throws Exception {
        script(bin.resolve("getconf"), "#!/bin/sh\necho glibc 2.34\n");
        assertThat(fovea("train", "photos").out()).doesNotContain("MALLOC_");
    }

    @Test
    void keepsManyArgumentsOffTheCommandLine() throws Exception {
        String[] files = IntStream.range(0, 3000)
                .mapToObj("a folder/image-%04d.png"::formatted)
                .toArray(String[]::new);

        Ended ended =
                fovea(Stream.concat(Stream.of("classify"), Stream.of(files)).toArray(String[]::new));

        List<String> given =
                ended.out().lines().filter(line -> line.startsWith("<")).toList();
        assertThat(given).contains("<-Dfovea.arguments=/dev/fd/3>").noneMatch(line -> line.contains("image"));
        assertThat(ended.out().lines().filter(line -> !line.startsWith("<"))).containsSubsequence(files);
        assertThat(temporary()).isEmpty();
    }

    @Test
    void takesFileNamesForWhatTheyAreWhereTheLocaleKnowsAsciiOnly() throws Exception {
        assumeTrue(locales().contains("C.utf8"), "there is no locale C.UTF-8 on this system");
        for (String locale : List.of("C", "POSIX", "xx_XX.UTF-8")) {
            environment.put("LC_ALL", locale);

            assertThat(fovea("models").out()).as(locale).contains("locale C.utf8");
        }
        environment.put("LC_ALL", "C.UTF-8");

        assertThat(fovea("models").out()).contains("locale C.UTF-8");
    }

    @Test
    void aMissingOrOldJavaIsASentence() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");
        assertFails("JAVA_HOME is '/nowhere'", fovea("models"));

        environment.remove("JAVA_HOME");
        environment.put("OLD_JAVA", "1");
        Files.delete(clone.resolve("cli/target/fovea-built"));
        assertFails("older than Java 17", fovea("models"));
    }

    @Test
    void anUnknownProfileIsRefused() throws Exception {
        environment.put("FOVEA_PROFILE", "gpu");

        assertFails("FOVEA_PROFILE is 'gpu'; give cpu or cuda", fovea("models"));
    }

    @Test
    void aColonInThePathIsRefused() throws Exception {
        clone = Files.move(clone, folder.resolve("a:b"));

        assertFails("has a colon in its path", fovea("models"));
    }

    @Test
    void gitBashHandsOverToTheLauncherForWindows() throws Exception {
        script(bin.resolve("uname"), "#!/bin/sh\necho MINGW64_NT-10.0-19045\n");
        script(clone.resolve("fovea.cmd"), "#!/bin/sh\nprintf 'cmd <%s>\\n' \"$@\"\n");

        assertThat(fovea("segment", "a b.png").out()).isEqualTo("cmd <segment>\ncmd <a b.png>\n");
    }

    @Test
    void buildsOnFirstUseOnly() throws Exception {
        Files.delete(clone.resolve("cli/target/fovea-built"));

        Ended first = fovea("models");
        assertThat(first.err())
                .startsWith("Building Fovea, on first use only: some 400 MB")
                .contains(" done.");
        assertThat(first.out()).contains("<models>");
        assertThat(fovea("models").err()).isEmpty();
    }

    @Test
    void buildsAnewWhenSourcesOrProfileHaveChanged() throws Exception {
        stamp(Instant.EPOCH);
        assertThat(fovea("models").err()).startsWith("Building Fovea anew, as its sources");

        environment.put("FOVEA_PROFILE", "cuda");
        assertThat(fovea("models").err()).startsWith("Building Fovea anew, as its sources or FOVEA_PROFILE");
        environment.remove("FOVEA_PROFILE");
        assertThat(fovea("models").err()).as("what was built stays").isEmpty();
        assertThat(clone.resolve("cli/target/fovea-built")).hasContent("cuda");
    }

    @Test
    void aBuildThatFailsSaysWhy() throws Exception {
        stamp(Instant.EPOCH);
        environment.put("BROKEN", "yes");

        Ended ended = fovea("models");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("[ERROR] There is no such symbol.", "fovea: the build failed")
                .doesNotContain("[INFO]");
        assertThat(ended.out()).isEmpty();
    }

    /** The whole way, with this Java: what is named in no encoding that the locale knows, and more than sixty files. */
    @Test
    void namesInAnyLetterAndAnyNumberComeThrough() throws Exception {
        assumeTrue(locales().contains("C.utf8"), "there is no locale C.UTF-8 on this system");
        Files.delete(bin.resolve("java"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C");
        jar(clone.resolve("cli/target/fovea-cli.jar"));
        Path model = TestModels.classifier(folder);
        Path images = Files.createDirectories(folder.resolve("só"));
        Path one = TestImages.squares(images.resolve("é.png"), 3);
        List<String> command = new ArrayList<>(List.of("classify", one.toString(), "--model", model.toString()));

        assertThat(fovea(command.toArray(String[]::new)).out()).contains("é.png,1,");

        command.set(1, images.toString());
        assertThat(fovea(command.toArray(String[]::new)).out()).contains("é.png,1,");

        for (int i = 0; i < 150; i++) {
            Path copy = Files.copy(one, images.resolve("日本 \"%03d\" \\ #.png".formatted(i)));
            command.add(1, copy.toString());
        }
        Ended many = fovea(command.toArray(String[]::new));
        assertThat(many.code()).as(many.err()).isZero();
        assertThat(many.out().lines().filter(line -> line.matches(".*png\"?,1,.*")))
                .hasSize(151);
        assertThat(many.out()).contains("日本 \"\"149\"\" \\ #.png");
    }

    /** A jar that starts Fovea as the packaged one does, from this class path. */
    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Start.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    private Ended fovea(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(clone.resolve("fovea").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "FOVEA_PROFILE", "LC_ALL"));
        builder.environment().keySet().removeAll(MallocSettings.KEPT.keySet());
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment()
                .put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        builder.environment().putAll(environment);
        Path err = folder.resolve("stderr");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    private List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }

    private static String locales() throws IOException {
        return new String(
                new ProcessBuilder("locale", "-a").start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertFails(String named, Ended ended) {
        assertThat(ended.err()).startsWith("fovea: ").contains(named).hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
    }
}
