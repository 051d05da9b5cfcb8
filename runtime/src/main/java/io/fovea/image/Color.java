package io.fovea.image;

/** The channels a model reads, in order. */
public enum Color {
    GRAY(1),
    RGB(3),
    BGR(3);

    private final int channels;

    Color(int channels) {
        this.channels = channels;
    }

    /** How many there are. */
    public int channels() {
        return channels;
    }
}
