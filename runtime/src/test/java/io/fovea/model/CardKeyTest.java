package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CardKeyTest {

    @ParameterizedTest
    @EnumSource(CardKey.class)
    void areFoundAsUsersAndFilesWriteThem(CardKey key) {
        assertThat(CardKey.find(key.key())).contains(key);
        assertThat(CardKey.find(" " + key.key().toUpperCase(Locale.ROOT).replace('-', '_') + " "))
                .contains(key);
        assertThat(CardKey.find(key.inMetadata())).contains(key);
        assertThat(key.inMetadata()).startsWith("fovea.").endsWith(key.key());
    }

    @Test
    void othersAreNone() {
        assertThat(CardKey.find("input.width")).contains(CardKey.WIDTH);
        assertThat(CardKey.find("input.task")).isEmpty();
        assertThat(CardKey.TRAINING_DATA.key()).isEqualTo("training-data");
        assertThatThrownBy(() -> CardKey.parse(" with ", "--set"))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("--set has no key 'with'. Its keys are: name, task, labels, ");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "NAME, anything, ''",
        "TASK, trimap, ''",
        "LAYOUT, chwn, 'one of nchw, nhwc'",
        "WIDTH, free, ''",
        "WIDTH, 512, ''",
        "WIDTH, wide, 'a number of pixels, or free,'",
        "WIDTH, 1234567890, 'a number of pixels, or free,'",
        "HALO, 12, ''",
        "HALO, -3, ''",
        "HALO, 1.5, a whole number",
        "HALO, free, a whole number",
        "SCALE, 0.5e-3, ''",
        "SCALE, one, a number",
        "SCALE, NaN, a number",
        "SCALE, Infinity, a number",
        "MEAN, 1 2 3, ''",
        "MEAN, '', a number",
        "MEAN, 1 x, a number",
        "PERCENTILES, 1 x, two numbers",
        "STEPS, sigmoid, ''",
        "STEPS, nonsense, 'a list of steps, such as ''zero-mean of=each'','",
    })
    void valuesThatCannotBeReadAreSaid(CardKey key, String value, String needed) {
        assertThat(key.fault(value).orElse("")).isEqualTo(needed);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, ' a Name ', a Name",
        "LABELS, ' a ', ' a '",
        "TASK, ' TRIMAP ', trimap",
        "ACTIVATION, Independent_Logits, independent-logits",
        "WIDTH, ' FREE ', free",
        "MEAN, '1, 2;3/4', 1 2 3 4",
        "STEPS, '  sigmoid ', sigmoid",
    })
    void valuesAreKeptInOneForm(CardKey key, String value, String kept) {
        assertThat(key.normalised(value)).isEqualTo(kept);
    }

    @Test
    void onlySomeHaveWords() {
        assertThat(CardKey.LAYOUT.words()).containsExactly("nchw", "nhwc");
        assertThat(CardKey.WIDTH.words()).isEmpty();
    }
}
