package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private static final Attributes ALL = Attributes.NONE
            .with("i", 7)
            .with("f", 1.5f)
            .with("s", "\u00e9")
            .withIntegers("is", 1, -2)
            .withReals("fs", 0.5f, 2)
            .with("t", Tensor.of(3f, 4f));

    @Test
    void areFoundByNameAndKind() {
        assertThat(ALL.integer("i", 0)).isEqualTo(7);
        assertThat(ALL.real("f", 0)).isEqualTo(1.5f);
        assertThat(ALL.text("s", "")).isEqualTo("\u00e9");
        assertThat(ALL.integers("is")).containsExactly(1, -2);
        assertThat(ALL.reals("fs")).containsExactly(0.5f, 2);
        assertThat(ALL.tensor("t")).contains(Tensor.of(3f, 4f));
        assertThat(ALL.names()).containsExactlyInAnyOrder("i", "f", "s", "is", "fs", "t");
        assertThat(ALL.has("i")).isTrue();
    }

    @Test
    void whatIsNotSetIsAsUsual() {
        assertThat(ALL.integer("n", 3)).isEqualTo(3);
        assertThat(ALL.real("n", 2.5f)).isEqualTo(2.5f);
        assertThat(ALL.text("n", "x")).isEqualTo("x");
        assertThat(ALL.integers("n", 1, 1)).containsExactly(1, 1);
        assertThat(ALL.reals("n", 3)).containsExactly(3);
        assertThat(ALL.texts("n")).isEmpty();
        assertThat(ALL.tensor("n")).isEmpty();
        assertThat(ALL.tensor("i")).isEmpty();
        assertThat(ALL.has("n")).isFalse();
    }

    @Test
    void textsAreListed() {
        AttributeProto proto = AttributeProto.newBuilder()
                .setName("names")
                .setType(AttributeProto.AttributeType.STRINGS)
                .addStrings(ByteString.copyFromUtf8("a"))
                .addStrings(ByteString.copyFromUtf8("\u00e9"))
                .build();
        assertThat(Attributes.of(List.of(proto)).texts("names")).containsExactly("a", "\u00e9");
        assertThat(Attributes.NONE.withReals("scales", 1, 0.5f).reals("scales")).containsExactly(1, 0.5f);
    }

    /** A graph takes from outside what it neither is given, keeps nor makes itself. */
    @Test
    void graphsAmongThemTakeValuesFromOutside() {
        GraphProto deep = GraphProto.newBuilder()
                .addNode(NodeProto.newBuilder().addInput("far").addInput("made").addOutput("d"))
                .build();
        GraphProto body = GraphProto.newBuilder()
                .addInput(ValueInfoProto.newBuilder().setName("fed"))
                .addInitializer(TensorProto.newBuilder().setName("kept"))
                .addSparseInitializer(SparseTensorProto.newBuilder()
                        .setValues(TensorProto.newBuilder().setName("sparse")))
                .addNode(NodeProto.newBuilder()
                        .addAllInput(List.of("fed", "kept", "sparse", "", "near"))
                        .addOutput("made")
                        .addAttribute(graph("inner").setG(deep)))
                .addOutput(ValueInfoProto.newBuilder().setName("made"))
                .addOutput(ValueInfoProto.newBuilder().setName("passed"))
                .build();
        Attributes one = Attributes.of(List.of(graph("body").setG(body).build()));
        Attributes several = Attributes.of(
                List.of(graph("bodies").addGraphs(deep).addGraphs(body).build()));

        assertThat(one.captured()).containsExactly("near", "far", "passed");
        assertThat(several.captured()).containsExactly("far", "made", "near", "far", "passed");
        assertThat(Attributes.NONE.with("i", 1).captured()).isEmpty();
        assertThat(one.holdGraphs()).isTrue();
        assertThat(several.holdGraphs()).isTrue();
        assertThat(Attributes.NONE.with("i", 1).holdGraphs()).isFalse();
        assertThat(one.graph("body")).isEqualTo(body);
        assertThat(one.graph("none")).isEqualTo(GraphProto.getDefaultInstance());
    }

    private static AttributeProto.Builder graph(String name) {
        return AttributeProto.newBuilder().setName(name);
    }

    @Test
    void copiesLeaveTheFirstAsItWas() {
        assertThat(ALL.with("i", 8).integer("i", 0)).isEqualTo(8);
        assertThat(ALL.integer("i", 0)).isEqualTo(7);
        assertThat(ALL.without("i").has("i")).isFalse();
        assertThat(ALL.without("i").has("f")).isTrue();
        assertThat(ALL.has("i")).isTrue();
        assertThat(ALL.without("i").with("i", 7))
                .isEqualTo(ALL)
                .hasSameHashCodeAs(ALL)
                .isNotEqualTo(ALL.with("i", 8))
                .isNotEqualTo("attributes");
        assertThat(ALL.hashCode()).isNotEqualTo(Attributes.NONE.hashCode());
        assertThat(Attributes.NONE.with("group", 1)).hasToString("[group]");
        assertThat(Attributes.of(ALL.protos())).isEqualTo(ALL);
    }
}
