package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** Examples of documentation, which are held to compile. */
public final class CompiledExamples {

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL);

    private CompiledExamples() {}

    /** The examples that a class's documentation has. */
    public static List<String> of(String documentation) {
        return EXAMPLE.matcher(documentation)
                .results()
                .map(match -> match.group(1)
                        .lines()
                        .map(line -> line.substring(Math.min(line.length(), " * ".length())))
                        .collect(Collectors.joining("\n")))
                .toList();
    }

    /** Compiles a class of that name into a folder. */
    public static void compile(String name, String program, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), program);
        var compiler = ToolProvider.getSystemJavaCompiler();
        Writer words = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(words, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as("%s%n%s", words, program).isTrue();
        }
    }
}
