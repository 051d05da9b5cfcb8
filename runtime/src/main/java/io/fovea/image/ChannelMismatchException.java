package io.fovea.image;

import io.fovea.FoveaException;

/** An image has not the channels that a model takes, or does not say which of them those are. */
public final class ChannelMismatchException extends FoveaException {
    private static final long serialVersionUID = 1;

    private final String fact;

    /** With a sentence that has no end yet: which channels the image has, and which the model takes. */
    public ChannelMismatchException(String fact) {
        super(fact + "; say which with --channel (channel= in macros).");
        this.fact = fact;
    }

    /** The sentence without its end, for those who choose channels by other means. */
    public String fact() {
        return fact;
    }
}
