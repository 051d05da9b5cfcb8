package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.layers.CompiledExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that pages and the documentation of what a first program meets show is Java that compiles. */
class DocumentedProgramsTest {

    private static final Path ROOT = Path.of(System.getProperty("fovea.root"));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** Highlighted as Java, as ImageJ's macros look like it. */
    private static final Pattern MACRO = Pattern.compile("^(open|run)\\(", Pattern.MULTILINE);

    /** A program that stands by itself is compiled, and run, where the README is looked at. */
    private static final Pattern WHOLE = Pattern.compile("^import ", Pattern.MULTILINE);

    private static final List<String> SOURCES = List.of(
            "data/Augmentation",
            "fit/Callback",
            "fit/Metric",
            "layers/GraphPlot",
            "layers/Layer",
            "layers/Network",
            "plan/Planner",
            "recipe/TrainingOptions",
            "train/Learner",
            "train/Training");

    private static final String BEGINNING =
            """
            import io.fovea.data.*;
            import io.fovea.fit.*;
            import io.fovea.graph.*;
            import io.fovea.layers.*;
            import io.fovea.model.*;
            import io.fovea.plan.*;
            import io.fovea.recipe.*;
            import io.fovea.task.*;
            import io.fovea.torch.*;
            import io.fovea.train.*;
            import io.fovea.zoo.*;
            import java.nio.file.*;
            import java.util.*;

            class Programs {
              static Network network;
              static SymbolicTensor x;
              static Graph graph;
              static Graph base;
            """;

    @TempDir
    private Path folder;

    @Test
    void theJavaOfPagesCompiles() throws IOException {
        List<String> programs = new ArrayList<>();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            for (Path page :
                    (Iterable<Path>) pages.filter(file -> file.toString().endsWith(".md"))::iterator) {
                BLOCK.matcher(Files.readString(page))
                        .results()
                        .map(match -> match.group(1))
                        .filter(code -> !MACRO.matcher(code).find()
                                && !WHOLE.matcher(code).find())
                        .forEach(programs::add);
            }
        }

        assertThat(programs).hasSizeGreaterThan(3);
        compile(programs);
    }

    @Test
    void theExamplesOfAFirstProgramsClassesCompile() throws IOException {
        List<String> programs = new ArrayList<>();
        for (String source : SOURCES) {
            List<String> examples = CompiledExamples.of(
                    Files.readString(ROOT.resolve("models/src/main/java/io/fovea/" + source + ".java")));
            assertThat(examples).as(source).isNotEmpty();
            programs.addAll(examples);
        }

        compile(programs);
    }

    private void compile(List<String> programs) throws IOException {
        StringBuilder all = new StringBuilder(BEGINNING);
        for (int i = 0; i < programs.size(); i++) {
            String code = programs.get(i);
            boolean isType = code.contains("class ");
            all.append("static class Program").append(i).append(" {\n");
            all.append(isType ? code : "void run() throws Exception {\n" + code + "\n}")
                    .append("\n}\n");
        }
        CompiledExamples.compile("Programs", all.append("}\n").toString(), folder);
    }
}
