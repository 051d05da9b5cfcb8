package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import io.fovea.task.Nets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final ModelMemory memory = new ModelMemory(Nets.thresholdTrimap());

    private static Image image(int first) {
        return Image.gray8(2, 1, new byte[] {(byte) first, 7});
    }

    private int answer(Image image) {
        return memory.answer(Integer.class, image, asked::incrementAndGet);
    }

    @Test
    void theSamePixelsAreAskedAboutOnce() {
        assertThat(answer(image(3))).isEqualTo(1);
        assertThat(answer(image(3))).isEqualTo(1);
    }

    @Test
    void aPixelThatHasChangedIsAskedAbout() {
        answer(image(3));
        assertThat(answer(image(4))).isEqualTo(2);
        assertThat(answer(image(3)))
                .as("of images before the last nothing is kept")
                .isEqualTo(3);
    }

    @Test
    void sizeDepthAndKindOfAnswerCount() {
        answer(image(3));
        assertThat(answer(Image.gray8(1, 2, new byte[] {3, 7}))).isEqualTo(2);
        assertThat(answer(Image.gray16(1, 2, new short[] {3, 7}))).isEqualTo(3);
        assertThat(memory.answer(String.class, Image.gray16(1, 2, new short[] {3, 7}), () -> "other"))
                .isEqualTo("other");
    }

    @Test
    void whatIsClosedForgets() {
        answer(image(3));
        memory.close();
        assertThat(answer(image(3))).isEqualTo(2);
    }

    @Test
    void aModelIsTakenApartOnce() {
        assertThat(memory.anatomy(false)).isSameAs(memory.anatomy(false)).isNotSameAs(memory.anatomy(true));
    }
}
