package io.fovea.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.batch.FilePart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files are shared out by size. */
class PartitionsTest {
    private static List<FilePart> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new FilePart("/x/" + i, String.valueOf(i), String.valueOf(i), 0, List.of()))
                .toList();
    }

    private static List<Integer> sizes(List<ArrayList<FilePart>> partitions) {
        return partitions.stream().map(List::size).toList();
    }

    @Test
    void noPartitionIsLargerThanAskedButForASingleFile() {
        List<FilePart> files = files(6);

        List<ArrayList<FilePart>> partitions =
                Partitions.of(files, part -> part.name().equals("2") ? 500 : 40, 100, 1);

        assertThat(sizes(partitions)).containsExactly(2, 1, 2, 1);
        assertThat(partitions.stream().flatMap(List::stream)).containsExactlyElementsOf(files);
    }

    @Test
    void littleWorkIsForAllCores() {
        assertThat(sizes(Partitions.of(files(80), part -> 10, 1 << 30, 4)))
                .hasSize(16)
                .containsOnly(5);
        assertThat(sizes(Partitions.of(files(3), part -> 10, 1 << 30, 4))).containsExactly(1, 1, 1);
        assertThat(Partitions.of(List.of(), part -> 10, 1, 4)).isEmpty();
    }

    @Test
    void smallFilesDoNotMakeLongAnswers() {
        assertThat(sizes(Partitions.of(files(10_000), part -> 1, 1 << 30, 1))).allMatch(size -> size <= 256);
    }
}
