package io.fovea.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.FoveaException;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.MachinePark;
import io.fovea.batch.Machines;
import io.fovea.batch.Report;
import io.fovea.batch.ResultTable;
import io.fovea.batch.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images and results in a store that has addresses: this machine's disk, as {@code file:}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class SparkStoresTest {
    private static Machines machines;

    @TempDir
    private Path folder;

    private Path plates;

    @BeforeAll
    static void open() {
        SparkJava.fault(Runtime.version().feature()).ifPresent(fault -> assumeTrue(false, fault));
        machines = MachinePark.find("spark")
                .orElseThrow()
                .open("a test", Map.of("master", "local[2]", "partition", "0.1"), line -> {});
    }

    @AfterAll
    static void close() {
        if (machines != null) {
            machines.close();
        }
    }

    @BeforeEach
    void makePlates() throws IOException {
        plates = Files.createDirectories(folder.resolve("my plates"));
        Path nuclei = Path.of(System.getProperty("fovea.root"), "test-images/nuclei");
        Files.createDirectories(plates.resolve("ä"));
        Files.createDirectories(plates.resolve(".hidden"));
        Files.copy(nuclei.resolve("03-touching.png"), plates.resolve("a 1.png"));
        Files.copy(nuclei.resolve("02-dense.png"), plates.resolve("ä/b.png"));
        Files.copy(nuclei.resolve("02-dense.png"), plates.resolve(".hidden/b.png"));
        Files.writeString(plates.resolve("c.png"), "no image");
        Files.writeString(plates.resolve("notes.txt"), "none");
    }

    private static List<String> names(Inputs inputs) {
        return inputs.sources().stream().map(Source::name).toList();
    }

    private static FolderWork segment(Inputs inputs) {
        return new FolderWork("segment", "nuclei-trimap", inputs);
    }

    private void assertSame(String here, String there) throws IOException {
        Map<String, byte[]> expected = ResultFiles.of(folder.resolve(here));
        Map<String, byte[]> found = ResultFiles.of(folder.resolve(there));
        expected.remove("failures.csv"); // names the file by its address
        assertThat(new String(found.remove("failures.csv"))).contains("c.png,segment.csv", "file:" + plates);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void givesInAStoreWhatAFolderRunGives() throws IOException {
        Report<FolderJob.Row> here =
                segment(Inputs.find(List.of(plates.toString()))).here(folder.resolve("here"));
        Inputs stored = machines.store().find(List.of("file:" + plates), true);
        Path table = folder.resolve("results.parquet");

        Report<FolderJob.Row> there = segment(stored).on(machines, "file:" + folder.resolve("there"), table.toString());

        assertThat(names(stored)).containsExactly("a 1.png", "c.png", "ä/b.png");
        assertThat(there.done()).isEqualTo(here.done()).isEqualTo(2);
        assertThat(there.failures()).singleElement().satisfies(failure -> assertThat(failure.sentence())
                .contains("file:" + plates + "/c.png")
                .doesNotContain("fovea-files-"));
        assertSame("here", "there");
        assertThat(folder.resolve("there/segment-journal.jsonl")).exists();
        assertThat(folder.resolve("there/report.html")).exists();
        assertTable(table, folder.resolve("there/segment.csv"));
        assertNothingIsLeft();
    }

    @Test
    void columnsMayDifferByCaseAlone() {
        Path table = folder.resolve("cardigans.parquet");
        List<ResultTable.Column> columns = List.of(
                new ResultTable.Column("image", ResultTable.Kind.TEXT),
                new ResultTable.Column("Cardigan", ResultTable.Kind.REAL),
                new ResultTable.Column("cardigan", ResultTable.Kind.REAL),
                new ResultTable.Column("failure", ResultTable.Kind.TEXT));

        machines.write(new ResultTable(columns, List.of(Arrays.asList("a.png", 0.25, 0.75, null))), table.toString());

        Row row = SparkSession.builder()
                .getOrCreate()
                .read()
                .parquet(table.toString())
                .first();
        assertThat(row.mkString("|")).isEqualTo("a.png|0.25|0.75|null");
    }

    /** Against the table of the folder run, which is text. */
    private static void assertTable(Path parquet, Path csv) throws IOException {
        Dataset<Row> table = SparkSession.builder().getOrCreate().read().parquet(parquet.toString());
        List<String> lines = Files.readAllLines(csv);
        List<String> names = List.of(lines.get(0).split(","));
        assertThat(table.columns()).startsWith(names.toArray(new String[0])).endsWith("failure");
        List<Row> rows = table.collectAsList();
        assertThat(rows).hasSize(3);
        for (int i = 0; i < 2; i++) {
            Row row = rows.get(i);
            List<String> cells = List.of(lines.get(i + 1).split(",", -1));
            for (int k = 0; k < names.size(); k++) {
                if (row.get(k) instanceof Double number) {
                    assertThat(number).isCloseTo(Double.parseDouble(cells.get(k)), within());
                } else {
                    assertThat(row.isNullAt(k) ? "" : row.get(k).toString()).isEqualTo(cells.get(k));
                }
            }
            assertThat(row.isNullAt(names.size())).isTrue();
        }
        Row failed = rows.get(2);
        assertThat(failed.getString(0)).isEqualTo("c.png");
        assertThat(failed.getString(names.size())).contains("c.png");
        assertThat(failed.isNullAt(1)).isTrue();
        assertThat(Arrays.asList(table.schema().fields()).stream()
                        .filter(field -> field.name().equals("objects"))
                        .map(field -> field.dataType().simpleString()))
                .containsExactly("bigint");
    }

    /** Half of the last of six decimals. */
    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(5.01e-7);
    }

    private void assertNothingIsLeft() throws IOException {
        List<String> hidden = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(".") && !name.equals(".hidden"))
                    .forEach(hidden::add);
        }
        assertThat(hidden).isEmpty();
    }

    @Test
    void findsFilesPatternsAndFoldersWithoutTheirSubfolders() {
        String address = "file:" + plates;

        assertThat(names(machines.store().find(List.of(address), false))).containsExactly("a 1.png", "c.png");
        assertThat(names(machines.store().find(List.of(address + "/*/b.*"), true)))
                .containsExactly("ä/b.png");
        assertThat(names(machines.store().find(List.of(address + "/a 1.png", address + "/gone.png"), true)))
                .containsExactly("a 1.png", "gone.png");
        assertThatThrownBy(() -> machines.store().find(List.of(address + "/*.tif"), true))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("No image matches");
        assertThatThrownBy(() -> machines.store().find(List.of("nowhere://host/a"), true))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("There is no connector for 'nowhere://host/a'");
        assertThatThrownBy(() -> machines.store().find(List.of(address, plates.toString()), true))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("is a path, and others are addresses");
    }

    @Test
    void readsPathsFromTables() throws IOException {
        Path csv = Files.writeString(folder.resolve("list.csv"), "well,path\nA1,\"/a, b.png\"\nA2,\nA3,/ä.png\n");
        Path text = Files.writeString(folder.resolve("list.txt"), "/a, b.png\n\n/ä.png\n");
        Path parquet = folder.resolve("list.parquet");
        SparkSession.builder()
                .getOrCreate()
                .read()
                .option("header", true)
                .csv(csv.toString())
                .withColumnRenamed("path", "file.name")
                .write()
                .parquet(parquet.toString());

        assertThat(machines.store().column(csv.toString(), "path")).containsExactly("/a, b.png", "/ä.png");
        assertThat(machines.store().column(text.toString(), "path")).containsExactly("/a, b.png", "/ä.png");
        assertThat(machines.store().column("file:" + parquet, "file.name")).containsExactly("/a, b.png", "/ä.png");
        assertThatThrownBy(() -> machines.store().column(csv.toString(), "file"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has no column 'file', but well, path");
        assertThatThrownBy(
                        () -> machines.store().column(folder.resolve("gone.csv").toString(), "path"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void takesThePlaceOfNothingThatIsNotItsOwn() throws IOException {
        Path theirs = Files.writeString(folder.resolve("theirs.csv"), "a,b,c\n1,2,3\n");

        assertThatThrownBy(() -> machines.store().requireTable(theirs.toString()))
                .hasMessageContaining("no such table of Fovea's");
        assertThatThrownBy(() -> machines.store().requireTable("x.xlsx")).hasMessageContaining(".parquet or .csv");
        assertThatThrownBy(() -> machines.store().requireFree("file:" + plates)).hasMessageContaining("already");
        assertThatThrownBy(() -> machines.store().requireApart(plates + "/out", List.of("file:" + plates)))
                .hasMessageContaining("lies in the input");
        machines.store().requireApart(folder + "/out", List.of("file:" + plates));
        machines.store().requireFree("file:" + folder.resolve("nothing"));
    }
}
