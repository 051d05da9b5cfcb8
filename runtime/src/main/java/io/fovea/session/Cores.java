package io.fovea.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** Which of the machine's cores a run takes. What it answers is the same by all of them. */
public enum Cores {
    /** All, for who asks one thing after another: threads wait for each other's part of a run by counting, which is soonest. */
    ALL(true),
    /** The caller's, for who has as many runs at once as there are cores: nothing is waited for. */
    ONE(false);

    private final boolean shared;

    Cores(boolean shared) {
        this.shared = shared;
    }

    void choose(SessionOptions options) throws OrtException {
        // ONNX Runtime itself counts the host's cores, also inside a container that has fewer.
        options.setIntraOpNumThreads(shared ? Runtime.getRuntime().availableProcessors() : 1);
        // Threads that wait by counting take the cores from whoever decodes, encodes, or runs beside.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
    }
}
