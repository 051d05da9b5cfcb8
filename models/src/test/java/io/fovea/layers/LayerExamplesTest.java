package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every layer's documentation has an example, which compiles and makes the shapes that stand beside it. */
class LayerExamplesTest {

    private static final Path SOURCES =
            Path.of(System.getProperty("fovea.root"), "models/src/main/java/io/fovea/layers");

    private static final Pattern DOCUMENTATION =
            Pattern.compile("^/\\*\\*(.*?)\\*/", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SHAPES =
            Pattern.compile("Input shape: .*Output shape: |Input and output have the same shape", Pattern.DOTALL);
    private static final Pattern SHAPE = Pattern.compile("(\\w+) = (.*;)\\s+// (\\[.*?]).*");

    @TempDir
    Path folder;

    @Test
    void everyLayerSaysItsShapesAndHasAnExample() throws IOException {
        Map<String, String> documented = documented();
        assertThat(documented).hasSizeGreaterThan(20);
        assertThat(documented).allSatisfy((layer, text) -> assertThat(text)
                .as(layer)
                .containsPattern(SHAPES)
                .containsPattern(SHAPE)
                .satisfies(said -> assertThat(CompiledExamples.of(said)).isNotEmpty()));
    }

    @Test
    void examplesMakeTheShapesBesideThem() throws Exception {
        StringBuilder program = new StringBuilder("import io.fovea.layers.*;\npublic class Examples {\n");
        documented().forEach((layer, text) -> program.append("  public static void of")
                .append(layer)
                .append("(Network network) {\n")
                .append(checked(text))
                .append("  }\n"));
        program.append(
                """
                  static void check(SymbolicTensor value, String shape) {
                    String made = java.util.Arrays.toString(value.shape());
                    if (!made.equals(shape)) {
                      throw new AssertionError(value + " is not " + shape);
                    }
                  }
                }
                """);
        CompiledExamples.compile("Examples", program.toString(), folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (var example : loader.loadClass("Examples").getDeclaredMethods()) {
                if (Modifier.isPublic(example.getModifiers())) {
                    example.invoke(null, new Network(example.getName(), 1));
                }
            }
        }
    }

    private static String checked(String text) {
        String code = CompiledExamples.of(text).get(0);
        return SHAPE.matcher(code).replaceAll("$1 = $2 check($1, \"$3\");") + "\n";
    }

    /** What is said of each class that is a layer, or makes one. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String text = Files.readString(file);
                String name = file.getFileName().toString().replace(".java", "");
                boolean isLayer = text.contains("public final class " + name)
                        && (Pattern.compile("class " + name + "\\s+extends ")
                                        .matcher(text)
                                        .find()
                                || name.equals("Activation"));
                if (isLayer) {
                    Matcher documentation = DOCUMENTATION.matcher(text);
                    assertThat(documentation.find()).as(name).isTrue();
                    documented.put(name, documentation.group(1));
                }
            }
        }
        return documented;
    }
}
