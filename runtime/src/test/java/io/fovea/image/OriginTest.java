package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Image GRAY = Image.gray8(3, 2, new byte[] {0, 1, 2, 3, 4, -1});
    private static final Image FLOAT = Image.gray32(3, 2, new float[] {0, 0.5f, 1, -1, 2, 3});

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "plate 1/ü\u4e2d.tif", " a\\b=c:d.png", "\ud83d\ude00.png", ""})
    void isFoundAgain(String name) {
        GRAY.write(folder.resolve("a.png"), name);
        FLOAT.write(folder.resolve("b.tif"), name);
        GRAY.write(folder.resolve("c.tiff"), name);
        new FloatStack(3, 2, List.of(FLOAT.floats(), FLOAT.floats())).write(folder.resolve("d.tif"), name);

        for (String file : List.of("a.png", "b.tif", "c.tiff", "d.tif")) {
            assertThat(Origin.of(folder.resolve(file))).as(file).contains(name);
        }
    }

    @Test
    void leavesPixelsAsTheyAre() throws IOException {
        GRAY.write(folder.resolve("a.png"), "x");
        FLOAT.write(folder.resolve("b.tif"), "x");
        new FloatStack(3, 2, List.of(FLOAT.floats(), FLOAT.floats())).write(folder.resolve("d.tif"), "x");

        assertThat(Image.read(folder.resolve("a.png")).bytes()).isEqualTo(GRAY.bytes());
        assertThat(ImageIO.read(folder.resolve("a.png").toFile()).getRaster().getSample(2, 1, 0))
                .isEqualTo(255);
        assertThat(Image.read(folder.resolve("b.tif")).floats()).isEqualTo(FLOAT.floats());
        assertThat(Image.readPages(folder.resolve("d.tif"))).hasSize(2).allSatisfy(page -> assertThat(page.floats())
                .isEqualTo(FLOAT.floats()));
    }

    @Test
    void standsInAChunkBehindTheHeader() throws IOException {
        GRAY.write(folder.resolve("a.png"), "ä");

        ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.png")));

        byte[] content = "iTXtfovea\0\0\0\0\0ä".getBytes(StandardCharsets.UTF_8);
        assertThat(png.getInt(33)).isEqualTo(content.length - 4);
        assertThat(png.slice(37, content.length)).isEqualTo(ByteBuffer.wrap(content));
        CRC32 crc = new CRC32();
        crc.update(content);
        assertThat(png.getInt(37 + content.length)).isEqualTo((int) crc.getValue());
    }

    @Test
    void otherFilesHaveNone() throws IOException {
        GRAY.write(folder.resolve("a.png"));
        FLOAT.write(folder.resolve("b.tif"));
        new FloatStack(3, 2, List.of(FLOAT.floats())).write(folder.resolve("d.tif"));
        GRAY.write(folder.resolve("cut.png"), "x");
        byte[] whole = Files.readAllBytes(folder.resolve("cut.png"));
        Files.write(
                folder.resolve("cut.png"),
                ByteBuffer.allocate(40).put(whole, 0, 40).array());
        Files.writeString(folder.resolve("text.png"), "fovea=x");
        Files.createFile(folder.resolve("empty.png"));

        for (String file : List.of("a.png", "b.tif", "d.tif", "cut.png", "text.png", "empty.png", "gone.png")) {
            assertThat(Origin.of(folder.resolve(file))).as(file).isEmpty();
        }
    }
}
