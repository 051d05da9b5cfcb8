package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who asks what an operator is asks the catalogue: names of operators stand in it and where nodes are written or
 * differentiated or run, and elsewhere one at a time, in the question whether a node is that very operator.
 */
class OneCatalogueTest {

    /** Files with names of operators, and why. */
    private static final Map<Pattern, String> ALLOWED = Map.of(
            Pattern.compile("io/fovea/graph/operator/\\w+Facts\\.java"), "the catalogue",
            Pattern.compile("io/fovea/autodiff/\\w+Rules\\.java"), "their vector-Jacobian products",
            Pattern.compile("io/fovea/torch/\\w+Operators\\.java"), "their kernels",
            Pattern.compile("io/fovea/layers/\\w+\\.java"), "layers, which are made of nodes",
            Pattern.compile("io/fovea/graph/(Former\\w+|Raising|QdqForm)\\.java"), "what they were in other versions",
            Pattern.compile("io/fovea/(optimize|quantize|export)/\\w+\\.java"), "nodes that are written",
            Pattern.compile("io/fovea/fit/Losses\\.java"), "a sentence that names two activations",
            Pattern.compile("io/fovea/train/report/TrainingRecord\\.java"), "a share of data is a split, too",
            Pattern.compile("io/fovea/imagej/(PlaneNames|HeadlessCommands|ObjectMeasures)\\.java"),
                    "ImageJ calls planes, commands and columns of tables Slice, Tile and Mean, too");

    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static final Pattern WRITTEN = Pattern.compile("(?:\\b(?:node|Node\\.of|insert|reduce|axes)\\("
            + "|\\bappend\\(\\s*\\w+,|\\boutputs\\(\\s*\\d+,)\\s*\"\\w+\"");

    private static final Pattern ASKED = Pattern.compile("\\bis\\(\\s*\"(\\w+)\"\\s*\\)");

    /** Words that all could be names of operators; sentences are none. */
    private static final Pattern LITERAL = Pattern.compile("\"( ?[A-Z]\\w*(?: [A-Z]\\w*)*)\"");

    @Test
    void nobodyElseKeepsAListOfOperators() throws IOException {
        Map<String, Set<String>> lists = new TreeMap<>();
        for (Path file : sources()) {
            String name = file.toString().replace('\\', '/');
            if (ALLOWED.keySet().stream()
                    .noneMatch(allowed -> allowed.matcher(name).find())) {
                Set<String> kept = kept(Files.readString(file));
                if (!kept.isEmpty()) {
                    lists.put(name.substring(name.indexOf("io/fovea")), kept);
                }
            }
        }
        assertThat(lists).isEmpty();
    }

    @Test
    void everyExceptionIsOne() throws IOException {
        List<Path> sources = sources();
        for (Pattern allowed : ALLOWED.keySet()) {
            List<Path> files = sources.stream()
                    .filter(file ->
                            allowed.matcher(file.toString().replace('\\', '/')).find())
                    .toList();
            assertThat(files)
                    .as(allowed.pattern())
                    .anyMatch(file -> !kept(read(file)).isEmpty()
                            || WRITTEN.matcher(read(file)).find());
        }
    }

    @Test
    void listsAreSeenInEveryForm() {
        assertThat(kept("Set.of(\"Relu\", \"Conv\")")).containsExactly("Conv", "Relu");
        assertThat(kept("\"Relu Elu\".split(\" \")")).containsExactly("Elu", "Relu");
        assertThat(kept("switch (node.op()) { case \"Conv\" -> 1; }")).containsExactly("Conv");
        assertThat(kept("node.op().equals(\"Conv\")")).containsExactly("Conv");
        assertThat(kept("node.is(\"Relu\") || node.is(\"Elu\")")).containsExactly("Elu", "Relu");
        assertThat(kept("if (node.is(\"Relu\")) { x(); } else if (y) { e.node(\"Elu\", z); } // \"Conv\""))
                .isEmpty();
    }

    /** The operators that a source names but in writing a node, or in asking whether a node is one of them. */
    private static Set<String> kept(String source) {
        String code = COMMENTS.matcher(source).replaceAll("");
        Set<String> kept = new TreeSet<>();
        for (String statement : code.split("[;{}]")) {
            Set<String> asked = ASKED.matcher(statement)
                    .results()
                    .map(result -> result.group(1))
                    .collect(Collectors.toSet());
            String rest = WRITTEN.matcher(statement).replaceAll("");
            rest = asked.size() > 1 ? rest : ASKED.matcher(rest).replaceAll("");
            Matcher literals = LITERAL.matcher(rest);
            while (literals.find()) {
                kept.addAll(List.of(literals.group(1).split(" ")));
            }
        }
        kept.retainAll(Operators.names());
        return kept;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String module : List.of("runtime", "models", "models/examples", "plugin", "cli", "spark")) {
            Path root = Path.of(System.getProperty("fovea.root", ".."), module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }
}
