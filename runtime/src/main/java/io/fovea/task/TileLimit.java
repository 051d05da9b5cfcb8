package io.fovea.task;

import io.fovea.session.DeviceMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large tiles may be, as a device showed for which larger ones were too large. Thread-safe. */
final class TileLimit {
    private static final Logger LOG = LoggerFactory.getLogger(TileLimit.class);

    /** Below that the network itself is what does not fit. */
    private static final int LEAST = 1 << 14;

    private int pixels = Integer.MAX_VALUE;
    private boolean isSaid;

    /** Pixels that a tile may have. */
    synchronized int pixels() {
        return pixels;
    }

    /**
     * Takes note of a tile that did not fit: those of half its pixels are tried next. Says so once.
     *
     * @param tried pixels of that tile
     * @throws DeviceMemoryException if smaller ones would not fit either
     */
    synchronized void exceededBy(long tried, DeviceMemoryException e) {
        if (tried / 2 < LEAST) {
            throw e;
        }
        pixels = (int) Math.min(pixels, tried / 2);
        if (!isSaid) {
            isSaid = true;
            LOG.warn("The device has not enough memory for tiles of {} pixels; smaller ones are taken.", tried);
        }
    }
}
