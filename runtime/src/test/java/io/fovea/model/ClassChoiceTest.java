package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassChoiceTest {
    private static Card card(List<String> labels) {
        return Card.of("pets", Task.CLASSIFICATION, labels, Input.resized(8, 8, Color.RGB), OutputValues.LOGITS);
    }

    private static List<Integer> indices(List<String> labels, String... texts) {
        return ClassChoice.indices(List.of(texts), card(labels), labels.size());
    }

    @Test
    void aClassIsFoundByLabelInAnyCaseOrByIndex() {
        List<String> labels = List.of("cat", "Dog", "3", "7");

        assertThat(indices(labels, "dog, CAT")).containsExactly(1, 0);
        assertThat(indices(labels, "0", "1")).containsExactly(0, 1);
        assertThat(indices(labels, "3;7")).as("labels before indices").containsExactly(2, 3);
        assertThat(indices(labels, "cat", "0", "CAT")).as("each once").containsExactly(0);
        assertThat(indices(labels)).isEmpty();
    }

    @Test
    void aLabelMayHaveCommas() {
        List<String> labels = List.of("tabby, tabby cat", "tiger cat", "Egyptian cat");

        assertThat(indices(labels, "tabby, tabby cat")).containsExactly(0);
        assertThat(indices(labels, "TABBY, tabby cat, egyptian cat")).containsExactly(0, 2);
        assertThatThrownBy(() -> indices(labels, "tabby"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'pets' has no class 'tabby'. Give a label or an index: 0 tabby, tabby cat;"
                        + " 1 tiger cat; 2 Egyptian cat.");
    }

    @Test
    void aCaseThatTellsClassesApartCounts() {
        List<String> labels = List.of("cat", "Cat", "dog", "dog");

        assertThat(indices(labels, "cat")).containsExactly(0);
        assertThat(indices(labels, "Cat")).containsExactly(1);
        assertThatThrownBy(() -> indices(labels, "CAT"))
                .hasMessage("The model 'pets' has 2 classes called 'CAT'. Give a label as it is written or an index:"
                        + " 0 cat, 1 Cat.");
        assertThatThrownBy(() -> indices(labels, "dog")).hasMessageContaining("2 dog, 3 dog");
    }

    @Test
    void ofManyClassesThoseThatContainTheWordAreListed() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            labels.add(i == 42 ? "tabby, tabby cat" : "thing " + i);
        }

        assertThatThrownBy(() -> indices(labels, "Tabby"))
                .hasMessageEndingWith("index: 42 tabby, tabby cat, and others.");
        assertThatThrownBy(() -> indices(labels, "cow")).hasMessageContaining("0 thing 0; 1 thing 1;");
    }

    @Test
    void whereLabelsAreNotKnownNumbersAre() {
        Card card = card(List.of());

        assertThat(ClassChoice.indices(List.of("2,class 1"), card, 3)).containsExactly(2, 1);
        assertThatThrownBy(() -> ClassChoice.indices(List.of("3"), card, 3))
                .hasMessage("The model 'pets' has no class '3'. Give a label or an index: 0, 1, 2.");
        String thirty =
                "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,"
                        + " 27, 28, 29";
        assertThatThrownBy(() -> ClassChoice.indices(List.of("cow"), card, 30)).hasMessageEndingWith(thirty + ".");
        assertThatThrownBy(() -> ClassChoice.indices(List.of("cow"), card, 31))
                .hasMessageEndingWith(thirty + ", ... 30.");
    }

    @Test
    void oneClassIsNamedAtATime() {
        Card card = card(List.of("cat", "dog"));

        assertThat(ClassChoice.index("dog", card, 2)).isEqualTo(1);
        assertThat(ClassChoice.index("0", card, 2)).isZero();
        assertThatThrownBy(() -> ClassChoice.index("cat,dog", card, 2))
                .hasMessage("'cat,dog' names 2 classes of the model 'pets'; give the label or index of one.");
    }
}
