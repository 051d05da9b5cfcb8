package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameListTest {
    private static final Set<String> LABELS = Set.of("tabby, tabby cat", "tabby", "tiger cat", "a;b", "3", "10");

    private static List<String> names(String... texts) {
        return NameList.of(List.of(texts), LABELS::contains);
    }

    @Test
    void commasSemicolonsAndSeveralTextsMeanTheSame() {
        List<String> both = List.of("3", "10");

        assertThat(names("3,10")).isEqualTo(both);
        assertThat(names("3;10")).isEqualTo(both);
        assertThat(names("3", "10")).isEqualTo(both);
        assertThat(names(" 3 , 10 ;", ",")).isEqualTo(both);
        assertThat(names(NameList.join(both))).isEqualTo(both);
    }

    @Test
    void nothingIsNoName() {
        assertThat(names()).isEmpty();
        assertThat(names("", " ;, ")).isEmpty();
    }

    @Test
    void aNameIsListedOnce() {
        assertThat(names("3,3", "3")).containsExactly("3");
    }

    @Test
    void theLongestKnownNameCounts() {
        assertThat(names("tabby, tabby cat")).containsExactly("tabby, tabby cat");
        assertThat(names("tabby, tabby cat, tiger cat,3")).containsExactly("tabby, tabby cat", "tiger cat", "3");
        assertThat(names("tabby,tiger cat")).containsExactly("tabby", "tiger cat");
        assertThat(names("a;b")).containsExactly("a;b");
    }

    @Test
    void whatIsNotKnownStandsBetweenTwoSeparators() {
        assertThat(names("cow, 3; pig, hen")).containsExactly("cow", "3", "pig", "hen");
    }
}
