package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs on Spark, where Spark is not there. */
class SparkCommandTest {
    @TempDir
    private Path folder;

    private Cli.Result segment(Object... more) {
        return Cli.run(List.of("spark", "segment", Cli.root("test-images/nuclei"), "--model", "nuclei-trimap"), more);
    }

    @Test
    void saysHowSparkIsHad() {
        Cli.Result result = segment("--output", folder.resolve("out"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Apache Spark is not beside this Fovea", "./fovea");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void takesATableInPlaceOfInputs() {
        Cli.Result result = Cli.run(
                "spark",
                "segment",
                "--inputs-from",
                "plates.parquet",
                "--model",
                "nuclei-trimap",
                "--output",
                "s3a://results/out");

        assertThat(result.err())
                .contains("Apache Spark is not beside this Fovea")
                .doesNotContain("INPUT");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(Cli.run("spark").err()).contains("one of the jobs, such as segment");
        assertThat(segment().err()).contains("--output");
        assertThat(segment("--output", folder, "--partition", "0").err())
                .contains("--partition is 0.0; give megabytes");
        assertThat(segment("--output", folder, "--conf", "memory=8g").err())
                .contains("--conf sets 'memory'", "spark.executor.memory=8g");
    }

    @Test
    void refusesStacksBeforeItLooksForSpark() {
        for (Object[] options : new Object[][] {{"--stack", "--ome-tiff"}, {"--link", "both"}}) {
            Cli.Result result = Cli.run(
                    List.of("spark", "segment", folder, "--model", "none", "--output", folder.resolve("out")), options);

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualToIgnoringNewLines(
                            "fovea: Stacks are put together on one machine alone: leave --stack and --link"
                                    + " out, or run segment without Spark, by --shard on several machines.");
        }
    }

    @Test
    void explainsAsWell() {
        String[] explain = {"spark", "explain", Cli.root("test-images/digits").toString(), "--model", "cats-dogs"};

        assertThat(Cli.run(List.of(explain), "--output", "s3a://results/out").err())
                .contains("Apache Spark is not beside this Fovea");
        assertThat(Cli.run(List.of(explain)).err()).contains("--output");
        assertThat(Cli.run("spark", "explain", "--help").out())
                .contains("--method", "--class", "--master", "--partition", "--resume", "--inputs-from");
    }

    @Test
    void hasTheOptionsOfTheJob() {
        assertThat(Cli.run("spark", "segment", "--help").out())
                .contains("--min-size", "--master", "--partition", "--resume", "fovea spark segment")
                .contains("--inputs-from", "--path-column", "--table");
        assertThat(Cli.run("spark", "--help").out()).contains("classify", "detect", "transform", "measure");
    }
}
