package io.fovea.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output that keeps the first reason why something could not be written there, which Java's own forgets. */
final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private volatile IOException failure;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Puts one in the place of {@link System#out}, with the same encoding. */
    static StandardOutput install() {
        StandardOutput watched = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new BufferedOutputStream(watched), true, TerminalCharset.ofOutput()));
        return watched;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** The exit code of a command that ended with {@code code}: another, after a sentence, if some of its answer got lost. */
    int check(int code) {
        System.out.flush();
        if (failure == null) {
            return code;
        }
        System.err.println("fovea: Standard output cannot be written to (" + failure.getMessage()
                + "), so that some of the answer is lost; make room, or send it elsewhere.");
        return Errors.NOTHING_DONE;
    }
}
