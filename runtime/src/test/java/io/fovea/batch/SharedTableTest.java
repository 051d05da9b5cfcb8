package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTableTest {
    @TempDir
    Path folder;

    @Test
    void aRunReplacesItsOwnRowsAndKeepsOthers() throws IOException {
        Path file = folder.resolve("t.csv");
        SharedTable first =
                new SharedTable(file, List.of("image", "layer", "value", "extra"), List.of("image", "layer"));
        SharedTable second =
                new SharedTable(file, List.of("image", "layer", "value", "note"), List.of("image", "layer"));

        first.write(List.of(List.of("a, b.png", "x", 0.5, "q"), List.of("c\"d.png", "x", 2, "line\nbreak")));
        second.write(List.of(List.of("a, b.png", "x", 7f, "n")));
        second.write(List.of(List.of("a, b.png", "x", 7f, "n"), List.of("a, b.png", "y", 8, "")));

        assertThat(file)
                .content()
                .isEqualTo(
                        """
                        image,layer,value,note,extra
                        "c""d.png",x,2,,"line
                        break"
                        "a, b.png",x,7,n,
                        "a, b.png",y,8,,
                        """);
    }

    @Test
    void isReadAsItWasWritten() {
        List<List<String>> rows = Csv.parse("a,b\r\n\"1,\"\"2\"\"\",\"x\r\ny\"\n\n,last");

        assertThat(rows).containsExactly(List.of("a", "b"), List.of("1,\"2\"", "x\r\ny"), List.of("", "last"));
    }

    @Test
    void onlyATableOfTheSameColumnsIsReplaced() throws IOException {
        List<String> columns = List.of("image", "rank");

        assertThat(Csv.mayReplace(folder.resolve("gone.csv"), columns)).isTrue();
        assertThat(Csv.mayReplace(Files.createFile(folder.resolve("empty.csv")), columns))
                .isTrue();
        assertThat(Csv.mayReplace(Files.writeString(folder.resolve("a.csv"), "image,rank\n"), columns))
                .isTrue();
        assertThat(Csv.mayReplace(Files.writeString(folder.resolve("b.csv"), "image,rank,more\r\n1"), columns))
                .isTrue();
        assertThat(Csv.mayReplace(Files.writeString(folder.resolve("c.csv"), "image,ranks\n"), columns))
                .isFalse();
        assertThat(Csv.mayReplace(folder, columns)).isFalse();
    }
}
