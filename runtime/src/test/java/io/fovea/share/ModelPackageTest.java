package io.fovea.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackageTest {
    private static final Credits CREDITS = new Credits(List.of("A"), List.of(), "CC0-1.0", List.of());

    @TempDir
    private Path folder;

    /** The means of three colours, and what an operator makes of them added. */
    private static Model scores(String op) {
        Graph graph = Graph.create("scores", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)));
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "f"));
        graph.append(Node.of(op, List.of("f"), "n"));
        graph.append(Node.of("Add", List.of("f", "n"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3)));
        return Model.of(graph);
    }

    private Verification write(String op, Path zip, Cancellation cancel) {
        return ModelPackage.write(scores(op), CREDITS, Optional.empty(), zip, Device.CPU, cancel);
    }

    /** Cancelled when it has been asked so often. */
    private static Cancellation after(int checks) {
        AtomicInteger left = new AtomicInteger(checks);
        return () -> left.decrementAndGet() < 0;
    }

    private boolean isWritten(Path zip, int checks) {
        try {
            return write("Abs", zip, after(checks)).isRight();
        } catch (CancelledException e) {
            return false;
        }
    }

    @Test
    void anEarlierPackageStaysUntilTheNewOneIsVerified() throws IOException {
        Path zip = folder.resolve("net.zip");
        assertThat(write("Neg", zip, Cancellation.NONE).isRight()).isTrue();
        byte[] before = Files.readAllBytes(zip);

        int checks = 0;
        while (!isWritten(zip, checks)) {
            assertThat(zip).as("after %d checks", checks).hasBinaryContent(before);
            checks++;
        }

        assertThat(checks)
                .as("the trial and the verification can both be cancelled")
                .isGreaterThan(1);
        assertThat(Files.readAllBytes(zip)).isNotEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(zip);
        }
    }
}
