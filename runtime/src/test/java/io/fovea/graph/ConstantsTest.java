package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Constant node keeps its value in the one of seven attributes that suits it. */
class ConstantsTest {

    @Test
    void everyKindOfValueIsRead() {
        assertThat(value(Attributes.NONE.with("value", Tensor.of(3f, 4f)))).isEqualTo(Tensor.of(3f, 4f));
        assertThat(value(Attributes.NONE.with("value_float", 1.5f))).isEqualTo(Tensor.scalar(1.5f));
        assertThat(value(Attributes.NONE.with("value_int", 7))).isEqualTo(Tensor.scalar(7L));
        assertThat(value(Attributes.NONE.withReals("value_floats", 1, 2))).isEqualTo(Tensor.of(1f, 2f));
        assertThat(value(Attributes.NONE.withIntegers("value_ints", 1, 2))).isEqualTo(Tensor.of(1L, 2L));
        assertThat(value(Attributes.NONE.with("value_string", "\u00e9"))).isEqualTo(text(new long[0], "\u00e9"));
        AttributeProto texts = AttributeProto.newBuilder()
                .setName("value_strings")
                .addStrings(ByteString.copyFromUtf8("a"))
                .addStrings(ByteString.copyFromUtf8("bc"))
                .build();
        assertThat(value(Attributes.of(List.of(texts)))).isEqualTo(text(new long[] {2}, "a", "bc"));
    }

    @Test
    void whatIsSparseIsNoTensor() {
        assertThat(Constants.valueOf(Node.of("Constant", List.of(), "c"))).isEmpty();
    }

    private static Tensor value(Attributes attributes) {
        return Constants.valueOf(Node.of("Constant", List.of(), "c", attributes))
                .orElseThrow();
    }

    private static Tensor text(long[] shape, String... texts) {
        return Tensor.ofStrings(
                shape,
                List.of(texts).stream()
                        .map(each -> each.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }
}
