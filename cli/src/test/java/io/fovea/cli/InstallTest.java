package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void whatABuildOfAnotherVersionOrProfileLeftIsTakenAway() throws IOException {
        Path target = folder.resolve("target");
        file("target/lib/onnxruntime_gpu-1.28.0.jar");
        file("target/lib/opencv-4.8.0-0.jar");
        file("target/fiji/Fovea_-0.9.0.jar");
        String jars = file("maven/onnxruntime-1.28.0.jar") + File.pathSeparator + file("maven/opencv-4.9.0-0.jar");
        Path classPath = Files.writeString(folder.resolve("classpath.txt"), jars + "\n");

        Install.main(new String[] {
            target.toString(),
            classPath.toString(),
            "cpu",
            "2026-11-26T00:00:00+0000",
            file("plugin/Fovea_-1.0.0-fiji.jar").toString(),
            "Fovea_-1.0.0.jar"
        });

        assertThat(Cli.written(target.resolve("lib"))).containsExactly("onnxruntime-1.28.0.jar", "opencv-4.9.0-0.jar");
        assertThat(Cli.written(target.resolve("fiji"))).containsExactly("Fovea_-1.0.0.jar");
        assertThat(target.resolve("fovea-built")).content().isEqualToIgnoringWhitespace("cpu");
    }
}
