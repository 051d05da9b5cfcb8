package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimedMemoryTest {
    private static final double MEGABYTE = 1 << 20;

    private final Graph graph = Graph.create("claims", 17);

    ClaimedMemoryTest() {
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        graph.put("one", Tensor.of(1f));
    }

    @Test
    void aFilledTensorIsReckonedWithBeforeItIsMade() {
        make("ConstantOfShape", longs(600, 1000));
        // 600,000 floats are 2.3 MB.
        assertRefused("ConstantOfShape", "600", "1000");
    }

    @Test
    void anExpandedTensorIsReckonedWith() {
        make("Expand", "one", longs(1024, 1024));
        assertRefused("Expand");
    }

    @Test
    void aTiledTensorIsReckonedWith() {
        make("Tile", "one", longs(1 << 20));
        assertRefused("Tile");
    }

    @Test
    void aRangeIsReckonedWith() {
        make("Range", scalar(0), scalar(2_000_000), scalar(2));
        // A million numbers, declared to be floats, are 3.8 MB.
        assertRefused("Range", "1000000");
    }

    @Test
    void whatFitsIsLeftAlone() {
        make("Expand", "one", longs(512, 256));
        assertThatCode(() -> ClaimedMemory.require(graph, 2 * MEGABYTE)).doesNotThrowAnyException();
    }

    @Test
    void freeSizesAreNobodysClaim() {
        graph.append(Node.of("Relu", List.of("x"), "y"));
        assertThatCode(() -> ClaimedMemory.require(graph, 2 * MEGABYTE)).doesNotThrowAnyException();
    }

    /** A file of some hundred bytes that asks for 4,000 GB. */
    @Test
    void aModelIsRefusedWhenItIsRead() {
        make("ConstantOfShape", longs(1000, 1000, 1000, 1000));
        byte[] file = graph.toBytes();
        assertThatThrownBy(() -> Model.parse("claims", file))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("3725.3 GB");
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> ClaimedMemory.require(graph, 2 * MEGABYTE))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("The model cannot run on this machine")
                .hasMessageContaining("'y'")
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private void make(String op, String... inputs) {
        graph.append(Node.of(op, List.of(inputs), "y", Attributes.NONE));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
    }

    private String longs(long... values) {
        String name = "shape";
        graph.put(name, Tensor.of(values));
        return name;
    }

    private String scalar(long value) {
        String name = "n" + value;
        graph.put(name, Tensor.scalar(value));
        return name;
    }
}
