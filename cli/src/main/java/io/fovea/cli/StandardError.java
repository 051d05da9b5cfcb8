package io.fovea.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard error, on which nothing follows the last word: work that is not waited for may still have something to say. */
final class StandardError extends OutputStream {
    private static final int BUFFER = 128;

    private final OutputStream err;
    private volatile boolean isOver;

    StandardError(OutputStream err) {
        this.err = err;
    }

    /** Puts one in the place of {@link System#err}, with the same encoding. */
    static StandardError install() {
        StandardError watched = new StandardError(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(new BufferedOutputStream(watched, BUFFER), true, TerminalCharset.ofError()));
        return watched;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!isOver) {
            err.write(bytes, offset, length);
        }
    }

    /** Says a sentence, past {@code System.err}, which whoever prints there has locked. */
    void lastWord(String sentence) {
        isOver = true;
        try {
            err.write((sentence + System.lineSeparator()).getBytes(TerminalCharset.ofError()));
        } catch (IOException e) {
            return; // there is nobody left to tell
        }
    }
}
