package io.fovea.task;

import io.fovea.HeapLimit;
import io.fovea.image.Header;
import java.util.Locale;
import java.util.Optional;

/** How large the tiles of a large image are, so that a strip of them has room in the memory. */
final class StripRoom {
    /** Pixels beyond which an image goes in smaller tiles: what a network needs for one is most of the memory that is taken. */
    private static final double HUGE = 100e6;

    /** Pixels of such a tile, a few of which more are seen twice. */
    private static final int TILE_OF_HUGE = 900_000;

    /** Of what Java may take, how much is for a strip. */
    private static final double SHARE_OF_MEMORY = 0.35;

    private StripRoom() {}

    /**
     * Of how many pixels a tile may be.
     *
     * @param bytesPerPixel that are held of a pixel of a strip
     */
    static int largestTile(Header header, double bytesPerPixel) {
        double rows = Runtime.getRuntime().maxMemory() * SHARE_OF_MEMORY / (header.width() * bytesPerPixel);
        return (int) Math.min(usualTile(header), rows * rows);
    }

    /** Says that tiles were smaller than usual; in the past tense: a run that goes on with another's work says it again. */
    static Optional<String> note(Header header, int largest) {
        return largest < usualTile(header)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "Note: Strips were lower than usual where Java could take no more than %s; with more memory it is"
                                + " faster.",
                        HeapLimit.given()))
                : Optional.empty();
    }

    /** Of how many pixels a tile is where there is room. */
    static int usualTile(Header header) {
        return (double) header.width() * header.height() > HUGE ? TILE_OF_HUGE : Passage.LARGEST_WHOLE;
    }
}
