package io.fovea.imagej;

import ij.gui.Overlay;

/** A command that shows in its dialog what it would do with the plane on show. */
public interface Previews {
    /**
     * Does it with the values that the keys have, which are settled. Blocks.
     *
     * @throws io.fovea.session.CancelledException if the monitor says so
     * @throws io.fovea.FoveaException what the command would refuse
     */
    Seen preview(EscapeMonitor monitor);

    /**
     * What is seen.
     *
     * @param overlay on the command's image
     * @param report in a line
     */
    record Seen(Overlay overlay, String report) {}
}
