package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
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

    /** What a file keeps in lists of numbers, type by type, as the bytes that it would keep it in otherwise. */
    @Test
    void everyListOfNumbersIsRead() throws Exception {
        assertThat(TensorCodec.decode(
                        typed(ElementType.FLOAT, 2)
                                .addFloatData(1)
                                .addFloatData(-2)
                                .build(),
                        null))
                .isEqualTo(Tensor.of(1f, -2f));
        assertThat(TensorCodec.decode(
                                typed(ElementType.DOUBLE, 2)
                                        .addDoubleData(1)
                                        .addDoubleData(-2)
                                        .build(),
                                null)
                        .toFloats())
                .containsExactly(1, -2);
        assertThat(TensorCodec.decode(
                        typed(ElementType.INT64, 2)
                                .addInt64Data(1)
                                .addInt64Data(-2)
                                .build(),
                        null))
                .isEqualTo(Tensor.of(1L, -2L));
        assertThat(TensorCodec.decode(
                                typed(ElementType.UINT64, 2)
                                        .addUint64Data(1)
                                        .addUint64Data(2)
                                        .build(),
                                null)
                        .toLongs())
                .containsExactly(1, 2);
        for (ElementType small : List.of(ElementType.INT32, ElementType.INT16)) {
            assertThat(TensorCodec.decode(
                                    typed(small, 2)
                                            .addInt32Data(1)
                                            .addInt32Data(-2)
                                            .build(),
                                    null)
                            .toLongs())
                    .containsExactly(1, -2);
        }
    }

    private static TensorProto.Builder typed(ElementType type, int size) {
        return TensorProto.newBuilder().setDataType(type.code()).addDims(size);
    }

    @Test
    void textsSurviveEncoding() throws Exception {
        Tensor text = Tensor.ofStrings(new long[] {2}, List.of(new byte[] {'a'}, new byte[] {'b', 'c'}));
        assertThat(TensorCodec.decode(TensorCodec.encode("t", text), null)).isEqualTo(text);
    }

    @Test
    void whatHasTooFewNumbersIsNamedWhenItIsDecoded() {
        TensorProto short_ =
                typed(ElementType.INT32, 2).setName("w").addInt32Data(1).build();
        assertThatThrownBy(() -> TensorCodec.decode(short_))
                .isInstanceOf(UnsoundException.class)
                .hasMessage("its constant 'w' of type INT32 and shape [2] has 4 bytes of data, not 8");
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

    /** Little-endian bytes of two elements, and what they are as whole numbers and as floats. */
    @ParameterizedTest
    @CsvSource({
        "FLOAT, 0000803f000000c0, '', 1 -2",
        "DOUBLE, 000000000000f03f00000000000000c0, '', 1 -2",
        "FLOAT16, 003c00c0, '', 1 -2",
        "BFLOAT16, 803f00c0, '', 1 -2",
        "INT64, 0100000000000000feffffffffffffff, 1 -2, 1 -2",
        "UINT64, 01000000000000000200000000000000, 1 2, 1 2",
        "INT32, 01000000feffffff, 1 -2, 1 -2",
        "UINT32, 01000000feffffff, 1 4294967294, 1 4294967294",
        "INT16, 0100feff, 1 -2, 1 -2",
        "UINT16, 0100feff, 1 65534, 1 65534",
        "INT8, 01fe, 1 -2, 1 -2",
        "UINT8, 01fe, 1 254, 1 254",
        "BOOL, 0001, 0 1, 0 1",
        "UINT4, e1, 1 14, 1 14",
        "INT4, e1, 1 -2, 1 -2",
        "UINT2, 09, 1 2, 1 2",
        "INT2, 09, 1 -2, 1 -2",
    })
    void everyElementTypeIsReadAsNumbers(ElementType type, String hex, String wholes, String reals) {
        Tensor tensor = Tensor.ofBytes(
                type, new long[] {2}, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));

        String[] expected = reals.split(" ");
        assertThat(tensor.toFloats()).containsExactly(Float.parseFloat(expected[0]), Float.parseFloat(expected[1]));
        if (wholes.isEmpty()) {
            assertThatThrownBy(tensor::toLongs)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("A tensor of " + type + " does not hold plain numbers");
        } else {
            assertThat(tensor.toLongs())
                    .containsExactly(Arrays.stream(wholes.split(" "))
                            .mapToLong(Long::parseLong)
                            .toArray());
        }
    }

    @Test
    void aTensorHasAsManyElementsAsItsShapeSays() {
        Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

        assertThat(matrix.size()).isEqualTo(6);
        assertThat(matrix.shape()).containsExactly(2, 3);
        assertThat(matrix).hasToString("FLOAT[2, 3]");
        assertThat(Tensor.scalar(2f).size()).isEqualTo(1);
        assertThat(Tensor.scalar(2L).toLongs()).containsExactly(2);
        assertThat(Tensor.scalar(2L).shape()).isEmpty();
        assertThat(Tensor.elements(0, 7)).isZero();
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .hasMessage("A tensor of FLOAT [2, 3] has 24 bytes, but 20 were given");
        assertThatThrownBy(() -> Tensor.elements(Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void textIsKeptAsItsBytes() {
        Tensor text = Tensor.ofStrings(new long[] {2}, List.of(new byte[] {'a'}, new byte[] {'b', 'c'}));

        assertThat(text.strings()).containsExactly(new byte[] {'a'}, new byte[] {'b', 'c'});
        assertThat(text)
                .isEqualTo(Tensor.ofStrings(new long[] {2}, List.of(new byte[] {'a'}, new byte[] {'b', 'c'})))
                .isNotEqualTo(Tensor.ofStrings(new long[] {2}, List.of(new byte[] {'a'}, new byte[] {'b', 'd'})));
        text.strings().get(0)[0] = 'z';
        assertThat(text.strings().get(0)).containsExactly('a');
        assertThatThrownBy(() -> Tensor.ofStrings(new long[] {3}, List.of(new byte[1])))
                .hasMessage("A text tensor of shape [3] was given 1 strings");
    }

    @Test
    void equalsWhatHasTheSameTypeShapeAndValues() {
        Tensor one = Tensor.of(1f, 2f);

        assertThat(one)
                .isEqualTo(Tensor.of(1f, 2f))
                .hasSameHashCodeAs(Tensor.of(1f, 2f))
                .isNotEqualTo(Tensor.of(1f, 3f))
                .isNotEqualTo(Tensor.of(new float[] {1, 2}, 1, 2))
                .isNotEqualTo(Tensor.ofBytes(ElementType.INT32, new long[] {2}, one.bytes()))
                .isNotEqualTo("a tensor");
        assertThat(one.hashCode()).isNotEqualTo(Tensor.of(1f).hashCode());
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 3, 12", "UINT4, 3, 2", "UINT4, 4, 2", "INT2, 5, 2", "INT2, 4, 1", "BOOL, 3, 3", "STRING, 3, 0"})
    void elementsFillBytes(ElementType type, long elements, long bytes) {
        assertThat(type.bytes(elements)).isEqualTo(bytes);
        assertThat(ElementType.of(type.code())).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void realNumbersAreOfFourTypes(ElementType type) {
        assertThat(type.isFloatingPoint())
                .isEqualTo(List.of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.DOUBLE)
                        .contains(type));
    }

    @Test
    void numbersThatOnnxHasNotGivenAreNoTypes() {
        assertThat(ElementType.isKnown(0)).isTrue();
        assertThat(ElementType.isKnown(26)).isTrue();
        assertThat(ElementType.isKnown(27)).isFalse();
        assertThat(ElementType.isKnown(-1)).isFalse();
        assertThatThrownBy(() -> ElementType.of(27)).hasMessage("ONNX element type 27 is not known");
    }

    /** 65,519 is nearest to 65,504, the greatest there is; from 65,520 on it is infinite. */
    @Test
    void narrowingHasEnds() {
        assertThat(HalfPrecision.toFloat16(65519f)).isEqualTo((short) 0x7bff);
        assertThat(HalfPrecision.toFloat16(65520f)).isEqualTo((short) 0x7c00);
        assertThat(HalfPrecision.toFloat16(-70000f)).isEqualTo((short) 0xfc00);
        assertThat(HalfPrecision.toFloat16(Float.NaN)).isEqualTo((short) 0x7e00);
        assertThat(HalfPrecision.toFloat16(0x1p-14f)).isEqualTo((short) 0x0400);
        assertThat(HalfPrecision.toFloat16(0x1p-15f)).isEqualTo((short) 0x0200);
        assertThat(HalfPrecision.toFloat16(-0x1p-24f)).isEqualTo((short) 0x8001);
        assertThat(HalfPrecision.toFloat16(0x1p-26f)).isEqualTo((short) 0);
        assertThat(HalfPrecision.fromFloat16((short) 0x7e00)).isNaN();
        assertThat(HalfPrecision.fromBfloat16((short) 0xbf80)).isEqualTo(-1);
    }
}
