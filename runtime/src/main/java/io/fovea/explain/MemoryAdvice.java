package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.MachineMemory;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Says in a user's words that the memory does not suffice, and what would fit.
 *
 * @param bytesPerPixel what the model's values and their gradients take for each pixel of its input
 */
record MemoryAdvice(double bytesPerPixel) {

    /** Values and gradients are numbers of four bytes. */
    private static final double BYTES_PER_VALUE = 8;

    /** What of it is needed at once in any case: much is freed on the way. */
    private static final double SURE_SHARE = 0.25;

    /** That of a model. */
    static MemoryAdvice of(Anatomy anatomy) {
        return of(anatomy.values(), anatomy.probedWidth(), anatomy.probedHeight());
    }

    /**
     * That of a model.
     *
     * @param values how many numbers its values hold at a size of {@code width} by {@code height} pixels
     */
    static MemoryAdvice of(long values, int width, int height) {
        return new MemoryAdvice(BYTES_PER_VALUE * values / ((double) width * height));
    }

    /** Works if it can fit, and turns what ONNX Runtime and Java say when they get no memory into advice. */
    <T> T guard(InputFrame framing, Supplier<T> work) {
        double available = MachineMemory.available();
        if (SURE_SHARE * bytesPerPixel * framing.width() * framing.height() > available) {
            throw tooLarge(framing, available, null);
        }
        try {
            return work.get();
        } catch (OutOfMemoryError e) {
            throw tooLarge(framing, MachineMemory.available(), e);
        } catch (FoveaException e) {
            if (isAllocation(e)) {
                throw tooLarge(framing, MachineMemory.available(), e);
            }
            throw e;
        }
    }

    private static boolean isAllocation(FoveaException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("failed to allocate")
                || message.contains("bad_alloc")
                || message.contains("bad allocation")
                || message.contains("out of memory");
    }

    /**
     * What to tell.
     *
     * @param available bytes that are free
     */
    FoveaException tooLarge(InputFrame framing, double available, Throwable cause) {
        // It did not fit; whatever is free now, nothing but a smaller image is an advice.
        double scale = Math.min(0.7, Math.sqrt(available / bytesPerPixel / framing.width() / framing.height()));
        int width = Math.max(1, (int) (framing.imageWidth() * scale));
        int height = Math.max(1, (int) (framing.imageHeight() * scale));
        return new FoveaException(
                String.format(
                        Locale.ROOT,
                        "The memory does not suffice to explain an image of %dx%d pixels with this model, which takes"
                                + " about %.1f GB of the %.1f GB that are free; one of %dx%d should fit: scale it down"
                                + " first.",
                        framing.imageWidth(),
                        framing.imageHeight(),
                        bytesPerPixel * framing.width() * framing.height() * 1e-9,
                        available * 1e-9,
                        width,
                        height),
                cause);
    }
}
