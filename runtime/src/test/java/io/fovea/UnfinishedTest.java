package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a Java of its own, as nothing more can be written where what was unfinished is gone. */
class UnfinishedTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsHalfWrittenIsTakenAwayAndNothingNewBegins() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("the process is ending");
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsExactly("whole.txt");
        }
    }

    /** Is in the middle of a file and of a folder when it ends. */
    static final class Program {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            AtomicFile.write(folder.resolve("whole.txt"), new byte[1]);
            Path part = folder.resolve(".copies.part");
            Unfinished.begin(part);
            Files.createDirectories(part.resolve("train/cat"));
            Files.write(part.resolve("train/cat/a.png"), new byte[1]);
            AtomicFile.write(folder.resolve("half.txt"), Program::end);
        }

        private static void end(OutputStream out) throws IOException {
            out.write(1);
            Unfinished.discard();
            try {
                AtomicFile.write(Path.of("new.txt"), new byte[1]);
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
            Runtime.getRuntime().halt(0);
        }
    }
}
