package io.fovea.bioimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    private Path folder;

    private Path file(String header, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.write(header.getBytes(StandardCharsets.US_ASCII));
        for (int value : values) {
            bytes.write(value);
        }
        return Files.write(folder.resolve("a.npy"), bytes.toByteArray());
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Path written = Files.write(folder.resolve("b.npy"), Npy.bytes(new float[] {1, -2.5f, 3, 4, 5, 6}, 1, 2, 3));

        assertThat(Npy.read(written)).isEqualTo(Tensor.of(new float[] {1, -2.5f, 3, 4, 5, 6}, 1, 2, 3));
        assertThat(Files.size(written)).as("the header is aligned").isEqualTo(128 + 24);
    }

    @Test
    void readsWholeNumbersOfEitherOrderOfBytes() throws IOException {
        Path big = file("{'descr': '>u2', 'fortran_order': False, 'shape': (2,), }", 1, 2, 0, 7);

        assertThat(Npy.read(big).type()).isEqualTo(ElementType.UINT16);
        assertThat(Npy.read(big).toFloats()).containsExactly(258, 7);
    }

    @Test
    void readsColumnsFirst() throws IOException {
        Path columns = file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", 1, 4, 2, 5, 3, 6);

        assertThat(Npy.read(columns).toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        assertThatThrownBy(() -> Npy.read(file("{'descr': '|u1', 'fortran_order': False, 'shape': (9,), }", 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("a.npy' is no whole .npy file");
        assertThatThrownBy(() -> Npy.read(file("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no plain array of numbers");
        for (String shape : List.of("1.5,", "-1, -1", "99999999999999999999,", "two")) {
            assertThatThrownBy(() ->
                            Npy.read(file("{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }", 1)))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("no plain array of numbers");
        }
        assertThatThrownBy(() -> Npy.read(Files.writeString(folder.resolve("c.npy"), "no numbers at all, just text")))
                .isInstanceOf(FoveaException.class);
    }
}
