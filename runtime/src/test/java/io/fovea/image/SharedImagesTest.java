package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photographs and micrographs as they are found. */
@Tag("shared-data")
class SharedImagesTest {

    @ParameterizedTest
    @CsvSource({
        "photos/chelsea.png, 1, 451x300 RGB 8-bit",
        "photos/coins.png, 1, 384x303 grey 8-bit",
        "photos/palette_color.png, 1, 10x10 RGB 8-bit",
        "photos/chessboard_GRAY_U16B.tif, 1, 200x200 grey 16-bit",
        "photos/multipage.tif, 2, 10x15 grey 8-bit",
        "photos/multipage_rgb.tif, 2, 10x10 RGB 32-bit",
        "microscopy/bbbc034-16bit-1024.tif, 1, 1024x1024 grey 16-bit",
        "microscopy/zstack-13x2ch-16bit.tif, 26, 256x256 grey 16-bit",
        "onnx/models/squeezenet-reference/kitten.png, 1, 976x549 RGB 8-bit"
    })
    void areRead(String file, int pages, String first) {
        List<Image> images = Image.readPages(SharedData.path(file));
        assertThat(images).hasSize(pages);
        assertThat(images.get(0)).hasToString(first);
        assertThat(Image.read(SharedData.path(file))).hasToString(first);
    }

    @Test
    void aTruncatedPhotographIsNotReadInPart() {
        Path photograph = SharedData.path("photos/truncated.jpg");
        assertThatThrownBy(() -> Image.read(photograph))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("is truncated");
    }
}
