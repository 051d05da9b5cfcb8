package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTableTest {

    private static final List<String> LABELS = List.of("cat", "dog", "red tree");

    @TempDir
    Path folder;

    @BeforeEach
    void makeImages() {
        for (String name : List.of("a.png", "b, two.png")) {
            Image.gray8(1, 1, new byte[1]).write(folder.resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png,cat;red tree\n\"b, two.png\",dog\n",
                "file,labels\na.png,red tree | cat\n\n\"b, two.png\",dog\n",
                "\ufefffile,label,label\r\na.png,cat,red tree\r\n\"b, two.png\",dog,\r\n",
                "file,red tree,cat,dog\na.png,1,1,0\n\"b, two.png\",,,1\n"
            })
    void severalFormsOfATableSayTheSame(String text) throws IOException {
        Path csv = Files.writeString(folder.resolve("labels.csv"), text);
        LabelTable table = LabelTable.ofCsv(csv, folder, LABELS);
        assertThat(present(table)).containsExactly(List.of(true, false, true), List.of(false, true, false));
    }

    @Test
    void foldersNameSeveralLabelsOrHoldTheSameImage() {
        for (String name : List.of("cat/1.png", "cat+dog/2.png", "red tree/1.png")) {
            folder.resolve(name).getParent().toFile().mkdirs();
            Image.gray8(1, 1, new byte[1]).write(folder.resolve(name));
        }
        LabelTable table = LabelTable.ofFolders(folder, LABELS);
        assertThat(present(table)).containsExactly(List.of(true, false, true), List.of(true, true, false));
    }

    @Test
    void anUnknownLabelAMissingFileAndAWrongMarkAreNamedWithTheirLine() {
        assertThatThrownBy(() -> read("a.png,cow\n"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("'cow'")
                .hasMessageContaining("cat, dog, red tree");
        assertThatThrownBy(() -> read("a.png,cat\nc.png,dog\n"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("'c.png'");
        assertThatThrownBy(() -> read("c.png,cat;dog\na.png,dog\n"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("'c.png'");
        assertThatThrownBy(() -> read("a.png,\"red\ntree\"\n"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("'red\ntree'");
        assertThatThrownBy(() -> read("file,label\n\n\"a.png\",\"cat\"\n\n  \nc.png,dog"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("line 6")
                .hasMessageContaining("'c.png'");
        assertThatThrownBy(() -> read("a.png,\"cat\nc.png,dog\n"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read("file,cat,dog\na.png,yes,0\n"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'yes' below 'cat'");
    }

    private LabelTable read(String text) throws IOException {
        return LabelTable.ofCsv(Files.writeString(folder.resolve("labels.csv"), text), folder, LABELS);
    }

    private static List<List<Boolean>> present(LabelTable table) {
        List<List<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            List<Boolean> one = new ArrayList<>();
            for (boolean present : ((Target.Labels) table.get(i).target()).present()) {
                one.add(present);
            }
            all.add(one);
        }
        return all;
    }
}
