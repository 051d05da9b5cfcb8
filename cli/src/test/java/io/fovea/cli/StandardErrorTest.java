package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
    @Test
    void nothingFollowsTheLastWord() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        StandardError error = new StandardError(terminal);
        PrintStream printed = new PrintStream(error, true, StandardCharsets.UTF_8);

        printed.println("Device: cpu");
        error.lastWord("fovea: Cancelled.");
        printed.println("Epoch 1");

        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Device: cpu\nfovea: Cancelled.\n");
        assertThat(printed.checkError()).isFalse();
    }
}
