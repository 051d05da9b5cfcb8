package io.fovea.image.sample;

import java.io.IOException;

/**
 * Why a file is not read, as the end of a sentence that begins with its name: {@code "is a TIFF compressed with LZMA,
 * which is not read"}.
 */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The end of the sentence, without a full stop. */
    public FormatException(String predicate) {
        super(predicate);
    }

    /** The same, of a cause that the log shows. */
    public FormatException(String predicate, Throwable cause) {
        super(predicate, cause);
    }

    /** What holds of every file whose end is missing. */
    public static FormatException truncated() {
        return new FormatException("is truncated: the end of the image is missing");
    }
}
