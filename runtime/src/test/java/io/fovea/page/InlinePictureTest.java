package io.fovea.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InlinePictureTest {

    /** As microscopes write them: the least value black, the largest white. */
    static Stream<Image> deep() {
        return Stream.of(
                Image.gray16(2, 1, new short[] {100, 4000}),
                Image.gray32(2, 1, new float[] {-0.5f, 0.25f}),
                Image.rgb16(2, 1, new short[] {100, 100, 100, 4000, 4000, 4000}));
    }

    @ParameterizedTest
    @MethodSource("deep")
    void deepImagesAreStretched(Image image) throws IOException {
        String html = InlinePicture.of(image, 10, "");
        byte[] png = Base64.getDecoder().decode(html.replaceAll("(?s).*base64,([^\"]*)\".*", "$1"));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(picture.getRGB(0, 0)).isEqualTo(0xff000000);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xffffffff);
    }
}
