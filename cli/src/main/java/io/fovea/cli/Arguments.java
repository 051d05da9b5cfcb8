package io.fovea.cli;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The arguments of a command. A launcher hands over what does not fit into a command line, or would not come through one
 * whole: {@code fovea} in a file, {@code fovea.cmd} in an environment variable.
 */
final class Arguments {
    /** Names a file that has every argument, each ended by a zero byte, in the encoding of file names. */
    private static final String FILE = "fovea.arguments";

    /** Holds the arguments as they were typed, which no code page has spoilt. */
    private static final String VARIABLE = "FOVEA_ARGUMENTS";

    private Arguments() {}

    /** The arguments, whichever way they came. */
    static String[] of(String[] given) {
        String file = System.getProperty(FILE);
        if (file != null) {
            return read(Path.of(file));
        }
        return FoveaCmd.isLauncher()
                ? TypedLine.split(Optional.ofNullable(System.getenv(VARIABLE)).orElse(""))
                : given;
    }

    private static String[] read(Path file) {
        try {
            Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
            String all = new String(Files.readAllBytes(file), names);
            return all.isEmpty()
                    ? new String[0]
                    : all.substring(0, all.length() - 1).split("\0", -1);
        } catch (IOException e) {
            throw new FoveaException("The launcher's arguments cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
