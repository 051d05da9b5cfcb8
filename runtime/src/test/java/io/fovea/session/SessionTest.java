package io.fovea.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SessionTest {

    @Test
    void answersAllOutputsInTheModelsOrder() {
        try (Session session = Session.open(doubleAndNegate(2), Device.CPU)) {
            Map<String, FloatTensor> out =
                    session.run(Map.of("x", FloatTensor.of(new float[] {1, -3}, 2)), Cancellation.NONE);

            assertThat(out.keySet()).containsExactly("twice", "negated");
            assertThat(out.get("twice").toArray()).containsExactly(2, -6);
            assertThat(out.get("negated").toArray()).containsExactly(-1, 3);
            assertThat(out.get("twice").data().isDirect()).isTrue();
        }
    }

    @Test
    void takesWhateverShapeAnInputWithoutADeclaredOneIsGiven() {
        Graph graph = Graph.create("free", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.UNKNOWN));
        graph.append(Node.of("Neg", List.of("x"), "y"));
        graph.expose("y");
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            FloatTensor y = session.run(Map.of("x", x), Cancellation.NONE).get("y");

            assertThat(y.shape()).containsExactly(2, 2);
            assertThat(y.toArray()).containsExactly(-1, -2, -3, -4);
        }
    }

    @Test
    void answersOnlyWhatIsWanted() {
        try (Session session = Session.open(doubleAndNegate(-1), Device.CPU)) {
            Map<String, FloatTensor> out = session.run(
                    Map.of("x", FloatTensor.of(new float[] {4, 5, 6}, 3)), Set.of("negated"), Cancellation.NONE);

            assertThat(out.keySet()).containsExactly("negated");
            assertThat(out.get("negated").shape()).containsExactly(3);
            assertThat(out.get("negated").toArray()).containsExactly(-4, -5, -6);
        }
    }

    @Test
    void aTensorKeepsItsShape() {
        long[] shape = {2, 1};
        FloatTensor tensor = new FloatTensor(shape, FloatBuffer.wrap(new float[] {1, 2}));

        shape[0] = 9;
        tensor.shape()[0] = 9;

        assertThat(tensor.shape()).containsExactly(2, 1);
        try (Session session = Session.open(doubleAndNegate(2), Device.CPU)) {
            session.inputs().get(0).shape()[0] = 9;
            assertThat(session.inputs().get(0).shape()).containsExactly(2);
        }
    }

    @Test
    void aTensorThatNoBufferHoldsIsRefused() {
        String sentence = "has more values than fit into one (536870911); take a smaller image, or a part of it.";
        assertThatThrownBy(() -> FloatTensor.allocate(1, 3, 20_000, 20_000))
                .isInstanceOf(FoveaException.class)
                .hasMessage("A tensor of the shape [1, 3, 20000, 20000] " + sentence);
        // 2^32 and 2^64 numbers, which are none in 32 and in 64 bits.
        assertThatThrownBy(() -> FloatTensor.allocate(65_536, 65_536)).hasMessageEndingWith(sentence);
        assertThatThrownBy(() -> FloatTensor.allocate(1L << 32, 1L << 32)).hasMessageEndingWith(sentence);
    }

    @Test
    void writesIntoTensorsOfTheCaller() {
        try (Session session = Session.open(doubleAndNegate(-1), Device.CPU)) {
            FloatTensor input = FloatTensor.of(new float[] {1, 2}, 2);
            FloatTensor target = FloatTensor.allocate(2);
            for (int i = 1; i <= 3; i++) {
                input.data().put(0, i);
                session.run(Map.of("x", input), Map.of("twice", target), Cancellation.NONE);
                assertThat(target.toArray()).containsExactly(2 * i, 4);
            }
        }
    }

    @Test
    void takesBuffersOnTheHeapAndIgnoresTheirPosition() {
        try (Session session = Session.open(doubleAndNegate(2), Device.CPU)) {
            var heap = java.nio.FloatBuffer.wrap(new float[] {1, 2}).position(1);
            FloatTensor input = new FloatTensor(new long[] {2}, heap);
            assertThat(session.run(Map.of("x", input), Cancellation.NONE)
                            .get("twice")
                            .toArray())
                    .containsExactly(2, 4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT16, 1.5, -3",
        "DOUBLE, 1.5, -3",
        "BFLOAT16, 1.5, -3",
        "UINT8, 2, 0",
        "INT8, 2, -3",
        "INT32, 2, -3",
        "INT64, 2, -3",
        "INT16, 2, -3",
        "BOOL, 1, 1"
    })
    void castsToAndFromTheModelsTypes(ElementType type, float first, float second) {
        Graph graph = Graph.create("identity", 13);
        graph.addInput(new ValueInfo("x", type, Shape.of(2)));
        graph.append(Node.of("Identity", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", type, Shape.of(2)));
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            float[] y = session.run(Map.of("x", FloatTensor.of(new float[] {1.5f, -3}, 2)), Cancellation.NONE)
                    .get("y")
                    .toArray();
            assertThat(y).containsExactly(first, second);
        }
    }

    @ParameterizedTest
    @CsvSource({"UINT16, 60000, 60000", "UINT32, 3e9, 3e9", "UINT64, 1.2e19, 1.2e19", "INT16, -5536, -5536"})
    void answersWithoutASignAreNotNegative(ElementType type, float value, float read) {
        Graph graph = Graph.create("cast", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(2)));
        graph.append(Node.of("Cast", List.of("x"), "y", Attributes.NONE.with("to", type.code())));
        graph.addOutput(new ValueInfo("y", type, Shape.of(2)));
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            float[] y = session.run(Map.of("x", FloatTensor.of(new float[] {value, 7}, 2)), Cancellation.NONE)
                    .get("y")
                    .toArray();
            assertThat(y).containsExactly(read, 7);
        }
    }

    @Test
    void namesWhatIsWrongWithTheInputs() {
        try (Session session = Session.open(doubleAndNegate(2), Device.CPU)) {
            FloatTensor two = FloatTensor.allocate(2);
            assertThatThrownBy(() -> session.run(Map.of(), Cancellation.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("The model's input 'x' is missing.");
            assertThatThrownBy(() -> session.run(Map.of("x", two, "z", two), Cancellation.NONE))
                    .hasMessage("The model has no input 'z'; it has [x].");
            assertThatThrownBy(() -> session.run(Map.of("x", FloatTensor.allocate(3)), Cancellation.NONE))
                    .hasMessage("The model's input 'x' takes the shape [2] (-1 is free), but got [3].");
            assertThatThrownBy(() -> session.run(Map.of("x", two), Set.of("w"), Cancellation.NONE))
                    .hasMessage("The model has no output 'w'; it has [twice, negated].");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "This is no model.", "\u0008\u0007garbage"})
    void saysInASentenceThatAModelIsDamaged(String content, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("a model.onnx");
        Files.writeString(file, content);
        assertThatThrownBy(() -> Session.open(file, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("'" + file + "'");
        assertThatThrownBy(() -> Session.open(content.getBytes(java.nio.charset.StandardCharsets.UTF_8), Device.AUTO))
                .isInstanceOf(FoveaException.class);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> Session.open(Path.of("nowhere.onnx"), Device.CPU))
                .hasMessage("There is no model file 'nowhere.onnx'.");
    }

    @Test
    void aGpuThatIsNotThereIsAnErrorWhenAskedForAndTheCpuOtherwise() {
        byte[] onnx = doubleAndNegate(2);
        assertThatThrownBy(() -> Session.open(onnx, Device.cuda(99)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("cuda:99")
                .hasMessageContaining("cpu or auto");
        try (Session session = Session.open(onnx, Device.AUTO)) {
            assertThat(session.device().kind()).isNotEqualTo(Device.Kind.AUTO);
        }
    }

    @Test
    void aRunCanBeCancelled() {
        try (Session session = Session.open(slow(2000), Device.CPU)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> session.run(
                            Map.of("x", FloatTensor.allocate(256, 256)), () -> System.nanoTime() - start > 50_000_000))
                    .isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void nothingRunsWhenCancelledBefore() {
        try (Session session = Session.open(doubleAndNegate(2), Device.CPU)) {
            assertThatThrownBy(() -> session.run(Map.of("x", FloatTensor.allocate(2)), () -> true))
                    .isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void closingWaitsForRunsInProgress() throws Exception {
        Session session = Session.open(slow(100), Device.CPU);
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> {
            Cancellation started = () -> {
                running.countDown();
                return false;
            };
            return session.run(Map.of("x", FloatTensor.allocate(256, 256)), started)
                    .size();
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        session.close();
        session.close();

        assertThat(run.handle((size, error) -> error == null || rootIsClosed(error))
                        .get())
                .isTrue();
        assertThatThrownBy(() -> session.run(Map.of("x", FloatTensor.allocate(256, 256)), Cancellation.NONE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void threadsMayRunAtOnce() {
        try (Session session = Session.open(doubleAndNegate(-1), Device.CPU)) {
            List<CompletableFuture<float[]>> runs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                FloatTensor x = FloatTensor.of(new float[] {i}, 1);
                runs.add(CompletableFuture.supplyAsync(() ->
                        session.run(Map.of("x", x), () -> false).get("twice").toArray()));
            }
            for (int i = 0; i < runs.size(); i++) {
                assertThat(runs.get(i).join()).containsExactly(2 * i);
            }
        }
    }

    private static boolean rootIsClosed(Throwable error) {
        return error.getCause() instanceof IllegalStateException;
    }

    private static byte[] doubleAndNegate(long size) {
        Graph graph = Graph.create("double-and-negate", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(size)));
        graph.append(Node.of("Add", List.of("x", "x"), "twice"));
        graph.append(Node.of("Neg", List.of("x"), "negated"));
        graph.addOutput(new ValueInfo("twice", ElementType.FLOAT, Shape.of(size)));
        graph.addOutput(new ValueInfo("negated", ElementType.FLOAT, Shape.of(size)));
        return graph.toBytes();
    }

    /** A chain of matrix products, some tens of microseconds to milliseconds each. */
    private static byte[] slow(int steps) {
        Graph graph = Graph.create("slow", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(256, 256)));
        graph.put("w", Tensor.of(new float[256 * 256], 256, 256));
        String value = "x";
        for (int i = 0; i < steps; i++) {
            String next = "step" + i;
            graph.append(Node.of("MatMul", List.of(value, "w"), next, Attributes.NONE));
            value = next;
        }
        graph.append(Node.of("Identity", List.of(value), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(256, 256)));
        return graph.toBytes();
    }
}
