package io.fovea.cli;

import java.nio.charset.Charset;
import java.util.stream.Stream;

/** The alphabets of the streams that a terminal shows, which need not be that of files. */
final class TerminalCharset {
    private TerminalCharset() {}

    /** That of standard output. */
    static Charset ofOutput() {
        return of("stdout.encoding", "sun.stdout.encoding");
    }

    /** That of standard error. */
    static Charset ofError() {
        return of("stderr.encoding", "sun.stderr.encoding");
    }

    /** Java 17 has the second where the stream is a terminal; newer ones have the first. */
    private static Charset of(String property, String former) {
        return Stream.of(property, former, "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElseThrow();
    }
}
