package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("fovea.arguments");
    }

    @Test
    void areThoseGivenUnlessALauncherHandsOverOthers() {
        assertThat(Arguments.of(new String[] {"classify", "a b.png"})).containsExactly("classify", "a b.png");
    }

    @Test
    void comeFromAFileWithAllThatNamesMayHave() throws IOException {
        hand("segment\0a b.png\0say \"x\" \\ # $HOME\0two\nlines\0\0last\0");

        assertThat(Arguments.of(new String[0]))
                .containsExactly("segment", "a b.png", "say \"x\" \\ # $HOME", "two\nlines", "", "last");
    }

    @Test
    void anEmptyFileHasNone() throws IOException {
        hand("");

        assertThat(Arguments.of(new String[0])).isEmpty();
    }

    private void hand(String content) throws IOException {
        System.setProperty(
                "fovea.arguments",
                Files.writeString(folder.resolve("arguments"), content).toString());
    }
}
