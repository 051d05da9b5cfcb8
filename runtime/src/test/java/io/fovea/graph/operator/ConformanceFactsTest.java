package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows for the outputs of ONNX's own tests, whose operators the catalogue has, beside what those declare. */
@Tag("shared-data")
class ConformanceFactsTest {

    @ParameterizedTest
    @CsvSource({"backend-tests-1.16.2, 1200", "backend-tests-1.22.0-new, 200"})
    void typesAndShapesContradictNoDeclaration(String tests, int atLeast) throws IOException {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        try (ZipFile zip = new ZipFile(SharedData.path("onnx/" + tests + ".zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Optional<Graph> graph = graph(zip, entry);
                for (ValueInfo declared : graph.map(Graph::outputs).orElse(List.of())) {
                    if (declared.type() != ElementType.UNDEFINED) {
                        compared++;
                        String found = contradiction(new ValueFacts(undeclared(graph.get())), declared);
                        if (!found.isEmpty()) {
                            wrong.add(entry.getName() + ": " + found);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(atLeast);
    }

    /** A test's graph, if the catalogue has all of its operators and the types of its values are known here. */
    private static Optional<Graph> graph(ZipFile zip, ZipEntry entry) throws IOException {
        if (!entry.getName().endsWith("/model.onnx")) {
            return Optional.empty();
        }
        try {
            Graph graph = Graph.parse(zip.getInputStream(entry).readAllBytes());
            graph.inputs().forEach(ValueInfo::type);
            graph.outputs().forEach(ValueInfo::type);
            boolean known =
                    graph.nodes().stream().noneMatch(node -> Operators.of(node).is(Family.UNKNOWN));
            return Optional.of(graph).filter(it -> known);
        } catch (IllegalArgumentException newerType) {
            return Optional.empty();
        }
    }

    private static Graph undeclared(Graph graph) {
        Graph bare = graph.copy();
        bare.undeclareInner();
        graph.outputs()
                .forEach(output -> bare.addOutput(new ValueInfo(output.name(), ElementType.UNDEFINED, Shape.UNKNOWN)));
        return bare;
    }

    private static String contradiction(ValueFacts facts, ValueInfo declared) {
        Shape shape = facts.shape(declared.name());
        if (facts.type(declared.name()) != declared.type()) {
            return facts.type(declared.name()) + " instead of " + declared.type();
        }
        boolean comparable = shape.known() && declared.shape().known();
        return comparable && !agree(shape, declared.shape()) ? shape + " instead of " + declared.shape() : "";
    }

    private static boolean agree(Shape a, Shape b) {
        return a.rank() == b.rank()
                && IntStream.range(0, a.rank())
                        .allMatch(i -> a.sizes()[i] < 0 || b.sizes()[i] < 0 || a.sizes()[i] == b.sizes()[i]);
    }
}
