package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models",
                "summary",
                "card",
                "inspect",
                "verify",
                "package",
                "classify",
                "segment",
                "transform",
                "measure",
                "run",
                "explain",
                "audit",
                "concepts",
                "counterfactual",
                "robustness",
                "activations",
                "filters",
                "explore",
                "subset",
                "train",
                "evaluate",
                "imagej",
                "macro",
                "install",
                "doctor",
                "benchmark"
            })
    void everyCommandHelps(String command) {
        Cli.Result result = Cli.run(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: fovea " + command).contains("Exit code");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Unmatched argument",
                "sgment|Did you mean: fovea segment",
                "segment|Missing required",
                "classify x.png --model digits --top 0|--top is 0; give 1 or more",
                "classify x.png --model digits --device gpu|auto, cpu, cuda, cuda:N",
                "classify x.png --model digits --pixels 0..2|'0..2' says nothing of pixels. Give one of 0..255, 0..1",
                "classify x.png --model digits --set colour=rgb|has no key 'colour'. Its keys are: name, task, labels",
                "install --fiji x --platform amiga|There is no platform 'amiga'",
                "inspect digits --try x --most 0|--most is 0; give 1 or more",
                "audit x.png --model digits --output out --copies -1|--copies, --steps and --shown are 0 or more",
                "audit x.png --model digits --output out --methods magic|There is no method 'magic'. Take one of: grad-cam",
                "segment x.png --model digits --output out --min-size -1|--min-size is -1; give 0 or more",
            })
    void wrongUsageSaysWhatIsExpected(String line, String sentence) {
        Cli.Result result = Cli.run((Object[]) line.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("fovea: ").contains(sentence).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutACommandItSaysSo() {
        Cli.Result result = Cli.run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Say what to do").contains("fovea --help");
    }
}
