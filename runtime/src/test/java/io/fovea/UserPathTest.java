package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserPathTest {
    private final String home = System.getProperty("user.home");

    @Test
    void aTildeIsTheHomeFolder() {
        assertThat(UserPath.of("~")).contains(Path.of(home));
        assertThat(UserPath.of("~/models/cells.onnx")).contains(Path.of(home, "models", "cells.onnx"));
        assertThat(UserPath.expand("~\\models")).isEqualTo(home + "\\models");
    }

    @Test
    void aTildeElsewhereIsALetter() {
        assertThat(UserPath.of("~old/cells.onnx")).contains(Path.of("~old", "cells.onnx"));
        assertThat(UserPath.of("a/~/b")).contains(Path.of("a", "~", "b"));
        assertThat(UserPath.expand("")).isEmpty();
    }

    @Test
    void whatCanBeNoPathIsNone() {
        assertThat(UserPath.of("a\0b")).isEmpty();
    }
}
