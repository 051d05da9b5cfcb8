package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNDEFINED", "STRING"})
    void everyElementTypeSurvivesEncoding(ElementType type) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate((int) type.bytes(3)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (i * 7 + 1));
        }
        Tensor tensor = Tensor.ofBytes(type, new long[] {3}, bytes);
        assertThat(TensorCodec.decode(TensorCodec.encode("t", tensor), null)).isEqualTo(tensor);
    }

    @Test
    void typedStorageEqualsRawStorage() throws Exception {
        TensorProto halves = TensorProto.newBuilder()
                .setDataType(ElementType.FLOAT16.code())
                .addDims(2)
                .addInt32Data(0x3c00)
                .addInt32Data(0xc000)
                .build();
        assertThat(TensorCodec.decode(halves, null).toFloats()).containsExactly(1f, -2f);
        TensorProto bytes = TensorProto.newBuilder()
                .setDataType(ElementType.UINT8.code())
                .addDims(2)
                .addInt32Data(255)
                .addInt32Data(1)
                .build();
        assertThat(TensorCodec.decode(bytes, null).toLongs()).containsExactly(255, 1);
        TensorProto longs = TensorProto.newBuilder()
                .setDataType(ElementType.UINT32.code())
                .addDims(1)
                .addUint64Data(4_000_000_000L)
                .build();
        assertThat(TensorCodec.decode(longs, null).toLongs()).containsExactly(4_000_000_000L);
    }

    /** By ONNX, the first element has the lowest bits of a byte, and what is left of the last byte is 0. */
    @ParameterizedTest
    @CsvSource({
        "INT4, 5, '0x8F 0x21 0x07', '-1 -8 1 2 7'",
        "UINT4, 5, '0x8F 0x21 0x07', '15 8 1 2 7'",
        "INT2, 5, '0x6C 0x02', '0 -1 -2 1 -2'",
        "UINT2, 5, '0x6C 0x02', '0 3 2 1 2'"
    })
    void severalNumbersInAByteAreReadAndWritten(ElementType type, int size, String bytes, String numbers)
            throws Exception {
        TensorProto.Builder typed =
                TensorProto.newBuilder().setDataType(type.code()).addDims(size);
        for (String each : bytes.split(" ")) {
            typed.addInt32Data(Integer.decode(each));
        }
        long[] expected =
                Arrays.stream(numbers.split(" ")).mapToLong(Long::parseLong).toArray();
        Tensor read = TensorCodec.decode(typed.build(), null);
        assertThat(read.toLongs()).containsExactly(expected);
        Graph graph = Graph.create("packed", 25);
        graph.put("x", read);
        graph.append(Node.of("Identity", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", type, Shape.of(size)));
        Graph again = Graph.parse(graph.toBytes());
        assertThat(again.initializers().get("x")).isEqualTo(read);
        assertThat(again.outputs().get(0).type()).isEqualTo(type);
    }

    @Test
    void aConstantOfTheWrongLengthIsDamaged() {
        TensorProto proto = TensorProto.newBuilder()
                .setName("weights")
                .setDataType(ElementType.FLOAT.code())
                .addDims(5)
                .addFloatData(1)
                .build();
        Graph graph = Graph.create("damaged", 17);
        graph.append(Node.of("Constant", List.of(), "y", Attributes.NONE));
        graph.expose("y");
        ModelProto.Builder model = GraphFile.toProto(graph).toBuilder();
        model.getGraphBuilder().addInitializer(proto);
        assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("weights");
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.0", "1", "-2", "65504", "6.1035156e-5", "5.9604645e-8", "0.333251953125", "Infinity"})
    void halfPrecisionNumbersAreExact(float value) {
        assertThat(HalfPrecision.fromFloat16(HalfPrecision.toFloat16(value))).isEqualTo(value);
    }

    @Test
    void everyHalfPrecisionNumberSurvivesWidening() {
        for (int bits = 0; bits < 65536; bits++) {
            float wide = HalfPrecision.fromFloat16((short) bits);
            if (!Float.isNaN(wide)) {
                assertThat(HalfPrecision.toFloat16(wide)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void narrowingRoundsToTheNearestEven() {
        assertThat(HalfPrecision.fromFloat16(HalfPrecision.toFloat16(1 + 0x1p-11f)))
                .isEqualTo(1f);
        assertThat(HalfPrecision.fromFloat16(HalfPrecision.toFloat16(1 + 3 * 0x1p-11f)))
                .isEqualTo(1 + 0x1p-9f);
        assertThat(HalfPrecision.fromFloat16(HalfPrecision.toFloat16(70000f))).isInfinite();
    }
}
