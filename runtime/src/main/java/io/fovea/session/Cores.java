package io.fovea.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** Which of the machine's cores a run takes, and how threads wait for each other's part of it. */
public enum Cores {
    /**
     * All, for who asks one thing after another: threads wait by counting, which is soonest. That keeps a core busy for a
     * moment longer than there is work.
     */
    ALL,
    /** All, beside others who want them, too: threads that wait sleep. */
    SHARED,
    /** The caller's, for who has as many runs at once as there are cores: nothing is waited for. */
    ONE;

    void choose(SessionOptions options) throws OrtException {
        // ONNX Runtime itself counts the host's cores, also inside a container that has fewer.
        options.setIntraOpNumThreads(this == ONE ? 1 : Runtime.getRuntime().availableProcessors());
        options.addConfigEntry("session.intra_op.allow_spinning", this == ALL ? "1" : "0");
        // On one core alone. From the second run on ONNX Runtime would plan one block for all values beside
        // those of the first run, which are kept: with the nuclei model 1.92 GB in place of 1.66 GB.
        options.setMemoryPatternOptimization(this == ONE);
    }
}
