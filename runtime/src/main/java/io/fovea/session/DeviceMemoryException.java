package io.fovea.session;

import io.fovea.FoveaException;
import java.util.Locale;

/** A model could not be run for want of memory on a device that has its own. */
public final class DeviceMemoryException extends FoveaException {
    private static final long serialVersionUID = 1L;

    /** Says what was tried. */
    public DeviceMemoryException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** Whether what a runtime says means that there was no memory. */
    static boolean isMeant(String words) {
        String low = words.toLowerCase(Locale.ROOT);
        return low.contains("out of memory")
                || low.contains("failed to allocate")
                || low.contains("cudaerrormemoryallocation")
                || low.contains("alloc_failed")
                || low.contains("bad allocation");
    }
}
