package io.fovea.image;

/** What the channels are that a model reads, in order. Only RGB and BGR are colour. */
public enum Color {
    /** One: intensities, or the mean of colours. */
    GRAY,
    RGB,
    BGR,
    /** One or several that are no colours, such as stains, as many as the model says. */
    CHANNELS;

    /** What is meant by a number of channels of which nothing more is said. */
    public static Color of(int channels) {
        return switch (channels) {
            case 1 -> GRAY;
            case 3 -> RGB;
            default -> CHANNELS;
        };
    }

    /** How many there are; an {@code IllegalStateException} of {@link #CHANNELS}, which may be any number. */
    public int channels() {
        return switch (this) {
            case GRAY -> 1;
            case RGB, BGR -> 3;
            case CHANNELS -> throw new IllegalStateException("any number of channels");
        };
    }

    /** Whether these may be so many. */
    public boolean fits(int channels) {
        return switch (this) {
            case GRAY, RGB, BGR -> channels == channels();
            case CHANNELS -> channels >= 1 && channels <= Image.MOST_CHANNELS;
        };
    }

    /** Whether they are red, green and blue. */
    public boolean isColor() {
        return this == RGB || this == BGR;
    }
}
