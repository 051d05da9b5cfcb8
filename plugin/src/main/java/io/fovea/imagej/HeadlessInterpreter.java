package io.fovea.imagej;

import ij.macro.Interpreter;

/** Runs a macro where no dialog can show its errors: an error ends the macro and is kept, with its line. */
final class HeadlessInterpreter extends Interpreter {
    private int errorLine;

    /** The error of a command ends up here; ImageJ's own answer is a dialog. */
    @Override
    public void abort(String message) {
        errorLine = getLineNumber();
        setIgnoreErrors(true);
        super.abort(message);
    }

    /** The line at which the macro ended, from 1. */
    int errorLine() {
        return errorLine > 0 ? errorLine : getLineNumber();
    }
}
