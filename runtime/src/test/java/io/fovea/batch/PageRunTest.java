package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRunTest {
    private static final FoveaException LOCKED = new FoveaException("Cannot write the table.");

    @TempDir
    Path folder;

    private final List<Integer> written = new ArrayList<>();

    @BeforeEach
    void prepare() {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Image.gray8(1, 1, new byte[1]).write(folder.resolve(name));
        }
    }

    @Test
    void aTableThatCannotBeWrittenForAWhileFailsNoImage() {
        Report<String> report = run(2);

        assertThat(written).startsWith(1).endsWith(3);
        assertThat(report.done()).isEqualTo(3);
        assertThat(report.failures()).isEmpty();
        assertThat(report.rows()).containsExactly("a.png", "b.png", "c.png");
    }

    @Test
    void aTableThatCannotBeWrittenAtTheEndIsAnError() {
        assertThatThrownBy(() -> run(3)).isSameAs(LOCKED);
    }

    /** Writes a table after the first image, perhaps after others, and at the end; those up to so many rows fail. */
    private Report<String> run(int failing) {
        return PageRun.run(
                Inputs.find(List.of(folder.toString())),
                Monitor.NONE,
                (page, monitor) -> List.of(page.name()),
                rows -> {
                    written.add(rows.size());
                    if (rows.size() <= failing) {
                        throw LOCKED;
                    }
                },
                Long.MIN_VALUE / 4);
    }
}
