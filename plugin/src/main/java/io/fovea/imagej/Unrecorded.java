package io.fovea.imagej;

import ij.plugin.frame.Recorder;

/**
 * Keeps ImageJ's recorder from writing down the fields of a dialog by their labels, which it would refuse where two begin
 * alike: commands record their keys themselves.
 */
final class Unrecorded {
    private Unrecorded() {}

    /** Shows a dialog. */
    static void run(Runnable dialog) {
        boolean recording = Recorder.record;
        Recorder.record = false;
        try {
            dialog.run();
        } finally {
            Recorder.record = recording;
        }
    }
}
