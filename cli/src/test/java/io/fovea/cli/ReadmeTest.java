package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.model.ModelLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what Fovea does. */
class ReadmeTest {
    private static final Pattern COMMAND = Pattern.compile("\\| `fovea ([a-z]+)");
    private static final Pattern PROGRAM = Pattern.compile("```java\\n(import .*?)```", Pattern.DOTALL);
    private static final Pattern MACRO = Pattern.compile("```java\\n(open.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Cli.root("README.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyCommandIsListed() {
        String help = Cli.run("--help").out();

        assertThat(COMMAND.matcher(readme).results().map(match -> match.group(1)))
                .hasSize(18)
                .allSatisfy(command -> assertThat(help).contains("  " + command + " "));
    }

    @Test
    void whatItPointsToIsThere() {
        assertThat(Pattern.compile("\\]\\((?!http)([^)]+)\\)").matcher(readme).results())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Cli.root(link.group(1))).exists());
    }

    @Test
    void theFirstJavaProgramCompilesAndCounts() throws Exception {
        Matcher program = PROGRAM.matcher(readme);
        assertThat(program.find()).isTrue();
        Path source = Files.writeString(folder.resolve("CountNuclei.java"), program.group(1));

        int errors = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());

        assertThat(errors).isZero();
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains("nuclei-trimap");
        String image = Cli.root("test-images/nuclei/01-sparse.png").toString();
        assertThat(run("CountNuclei", image)).matches("2\\d nuclei\\R");
    }

    @Test
    void theFirstMacroRuns() throws IOException {
        Matcher macro = MACRO.matcher(readme);
        assertThat(macro.find()).isTrue();
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains("nuclei-trimap");
        String images = Cli.root("test-images").toString().replace("\\", "/");
        Path file =
                Files.writeString(folder.resolve("first.ijm"), macro.group(1).replace("\"test-images", "\"" + images));

        assertThat(Cli.run("macro", file).code()).isZero();
    }

    private String run(String type, String argument) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            loader.loadClass(type).getMethod("main", String[].class).invoke(null, (Object) new String[] {argument});
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
