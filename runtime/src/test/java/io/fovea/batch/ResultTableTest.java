package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.batch.ResultTable.Column;
import io.fovea.batch.ResultTable.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Types of columns, as their values tell. */
class ResultTableTest {
    @Test
    void aColumnHasTheTypeOfAllItsValues() {
        ResultTable table = ResultTable.of(
                List.of("image", "objects", "area", "class", "exact", "nothing"),
                List.of(
                        List.of("a.png", 3, 1.5, "7", "0.125", ""),
                        List.of("b.png", 12L, 2, "1", "1E-9", ""),
                        List.of("c.png", "", "", "", "", "")),
                Map.of());

        assertThat(table.columns())
                .extracting(Column::kind)
                .containsExactly(Kind.TEXT, Kind.WHOLE, Kind.REAL, Kind.TEXT, Kind.REAL, Kind.TEXT);
        assertThat(table.rows())
                .containsExactly(
                        Arrays.asList("a.png", 3L, 1.5, "7", 0.125, null),
                        Arrays.asList("b.png", 12L, 2.0, "1", 1e-9, null),
                        Arrays.asList("c.png", null, null, null, null, null));
    }

    @Test
    void aColumnHasTheTypeThatTheJobDeclaresWhereItsValuesHaveIt() {
        ResultTable table = ResultTable.of(
                List.of("image", "score", "nothing", "count", "odd"),
                List.of(List.of("a.png", "7", "", "", "x"), List.of("b.png", "12", "", "", 1)),
                Map.of("score", Kind.REAL, "nothing", Kind.REAL, "count", Kind.WHOLE, "odd", Kind.WHOLE));

        assertThat(table.columns())
                .extracting(Column::kind)
                .containsExactly(Kind.TEXT, Kind.REAL, Kind.REAL, Kind.WHOLE, Kind.TEXT);
        assertThat(table.rows())
                .containsExactly(
                        Arrays.asList("a.png", 7.0, null, null, "x"), Arrays.asList("b.png", 12.0, null, null, "1"));
    }
}
