package io.fovea.task.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.session.FloatTensor;
import org.junit.jupiter.api.Test;

class OutputTableTest {
    private static final OutputTable TABLE = new OutputTable(2, 3, new float[] {1, 2, 3, 4, 6, 6});

    @Test
    void isTheLastTwoDimensions() {
        float[] values = {1, 2, 3, 4, 6, 6};

        assertThat(OutputTable.of(FloatTensor.of(values, 2, 3))).contains(TABLE);
        assertThat(OutputTable.of(FloatTensor.of(values, 1, 2, 3))).contains(TABLE);
        assertThat(OutputTable.of(FloatTensor.of(values, 2, 1, 3))).isEmpty();
        assertThat(OutputTable.of(FloatTensor.of(values, 1, 1, 2, 3))).isEmpty();
        assertThat(OutputTable.of(FloatTensor.of(values, 6))).isEmpty();
    }

    @Test
    void rowsMayBeColumns() {
        assertThat(TABLE.turned()).isEqualTo(new OutputTable(3, 2, new float[] {1, 4, 2, 6, 3, 6}));
        assertThat(TABLE.at(1, 0)).isEqualTo(4);
    }

    @Test
    void theFirstOfTheGreatestIsTheBestAmongSome() {
        assertThat(TABLE.best(0, 0, 3)).isEqualTo(2);
        assertThat(TABLE.best(0, 0, 2)).isEqualTo(1);
        assertThat(TABLE.best(1, 0, 3)).isEqualTo(1);
        assertThat(TABLE.best(1, 2, 3)).isEqualTo(2);
    }

    @Test
    void equalsWhatHasTheSameSizeAndValues() {
        assertThat(TABLE)
                .hasSameHashCodeAs(new OutputTable(2, 3, new float[] {1, 2, 3, 4, 6, 6}))
                .isNotEqualTo(new OutputTable(3, 2, new float[] {1, 2, 3, 4, 6, 6}))
                .isNotEqualTo(new OutputTable(2, 2, new float[] {1, 2, 3, 4, 6, 6}))
                .isNotEqualTo(new OutputTable(2, 3, new float[] {1, 2, 3, 4, 6, 7}))
                .isNotEqualTo("a table");
        assertThat(TABLE.hashCode()).isNotEqualTo(new OutputTable(2, 3, new float[] {1, 2, 3, 4, 6, 7}).hashCode());
    }
}
