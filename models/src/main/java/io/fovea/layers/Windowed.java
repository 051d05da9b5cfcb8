package io.fovea.layers;

/**
 * What convolutions and pools share: a window that moves over {@code [C, H, W]}, by one pixel and without padding
 * unless said otherwise.
 *
 * @param <L> the layer itself
 */
public abstract class Windowed<L extends Windowed<L>> extends Layer {

    private Window window;

    Windowed(Window window) {
        this.window = window;
    }

    /** This layer under its own type. */
    abstract L self();

    final Window window() {
        return window;
    }

    final L window(Window other) {
        window = other;
        return self();
    }

    /** Moves the window by {@code step} pixels. */
    public final L strides(int step) {
        return window(window.strides(step));
    }

    /** Pads the border. */
    public final L padding(Padding border) {
        return window(window.padding(border));
    }

    /** Pads so that the image keeps its size, or is divided by the stride; see {@link Padding#SAME}. */
    public final L same() {
        return padding(Padding.SAME);
    }
}
