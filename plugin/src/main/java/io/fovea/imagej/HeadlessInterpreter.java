package io.fovea.imagej;

import ij.macro.Interpreter;

/** Runs a macro where no dialog can show its errors: an error ends the macro and is kept, with its line. */
final class HeadlessInterpreter extends Interpreter {
    private int errorLine;
    private String sentence = "";

    /** The error of a command ends up here; ImageJ's own answer is a dialog. */
    @Override
    public void abort(String message) {
        if (sentence.isEmpty() && message != null) {
            sentence = message;
        }
        errorLine = getLineNumber();
        setIgnoreErrors(true);
        super.abort(message);
    }

    /** What a command said first: a loop around it then misses its end, and says so in the place of that. */
    @Override
    public String getErrorMessage() {
        return sentence.isEmpty() ? super.getErrorMessage() : sentence;
    }

    /** The line at which the macro ended, from 1. */
    int errorLine() {
        return errorLine > 0 ? errorLine : getLineNumber();
    }
}
