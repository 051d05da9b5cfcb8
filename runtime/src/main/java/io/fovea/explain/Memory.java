package io.fovea.explain;

import io.fovea.FoveaException;
import java.util.Locale;
import java.util.function.Supplier;

/** Says in a user's words that the memory does not suffice. */
final class Memory {
    private Memory() {}

    /** Works, and turns what ONNX Runtime and Java say when they get no memory into advice. */
    static <T> T guard(Framing framing, Supplier<T> work) {
        try {
            return work.get();
        } catch (OutOfMemoryError e) {
            throw tooLarge(framing, e);
        } catch (FoveaException e) {
            if (isAllocation(e)) {
                throw tooLarge(framing, e);
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

    private static FoveaException tooLarge(Framing framing, Throwable cause) {
        return new FoveaException(
                "The memory does not suffice to explain an image of " + framing.width() + "x" + framing.height()
                        + " pixels with this model; an image of half the width and height, " + framing.width() / 2 + "x"
                        + framing.height() / 2 + ", takes a quarter: scale it down first.",
                cause);
    }
}
