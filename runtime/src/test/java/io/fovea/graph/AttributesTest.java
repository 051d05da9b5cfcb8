package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

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
