package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnreadableFileTest {
    @Test
    void namesTheFileAndSaysWhy() {
        IOException cause = new AccessDeniedException("a.onnx");

        assertThat(UnreadableFile.because("model file", Path.of("a.onnx"), cause))
                .hasMessage("The model file 'a.onnx' cannot be read: you may not read it.")
                .hasCause(cause);
    }

    @Test
    void givesAReasonWhereTheExceptionHasOnlyAPath() {
        assertThat(UnreadableFile.reason(new NoSuchFileException("a"))).isEqualTo("it is not there");
        assertThat(UnreadableFile.reason(new FileSystemException("a"))).isEqualTo("the system does not say why");
        assertThat(UnreadableFile.reason(new FileSystemException("a", null, "Too many levels of symbolic links")))
                .isEqualTo("Too many levels of symbolic links");
        assertThat(UnreadableFile.reason(new IOException())).isEqualTo("the system does not say why");
        assertThat(UnreadableFile.reason(new IOException("Input/output error"))).isEqualTo("Input/output error");
    }
}
