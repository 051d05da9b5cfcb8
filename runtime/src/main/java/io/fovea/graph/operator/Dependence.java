package io.fovea.graph.operator;

/** Which elements of its data inputs an element of an operator's output depends on. */
public enum Dependence {
    /** The one at its place; what is done to it is the same at every place. */
    ELEMENT,
    /** The one at its place; what is done to it differs from channel to channel. */
    CHANNEL,
    /** Those along some axes at its place. */
    AXES,
    /** Those under a window, which moves over the image. */
    WINDOW,
    /** Those around its place in an image of another size. */
    RESAMPLED,
    /** The one at its place behind a frame, which has been added or cut off. */
    PADDED,
    /** One of another place: axes are split, merged, added or dropped, the order of elements stays. */
    RESHAPED,
    /** One of another place: axes have another order. */
    TURNED,
    /** One of another place, or of one of several inputs. */
    REARRANGED,
    /** All along some axes, which the output lacks or has with one element. */
    REDUCED,
    /** Any of them. */
    WHOLE;

    /** Whether an image's channels and places are where they were, be it in another size. */
    public boolean keepsGrid() {
        return switch (this) {
            case ELEMENT, CHANNEL, AXES, RESAMPLED, PADDED -> true;
            default -> false;
        };
    }
}
