package io.fovea.imagej;

import java.util.Optional;

/** A command that looks at the image it is given before it asks for its keys. */
public interface KnowsImage {
    /** Why it may be the wrong image, in a sentence; empty if nothing speaks against it. */
    Optional<String> doubt();

    /** Whether the image leaves a choice for a key; a dialog does not ask for any other. */
    boolean isAsked(String key);

    /**
     * Whether it does the same with each plane that is meant, so that it takes as many times as long; else it takes one of
     * them, or all together, or nothing of the image.
     */
    default boolean isPlaneByPlane() {
        return true;
    }

    /** What a dialog shows for one of the values it offers for a key. */
    String shown(String key, String value);

    /**
     * Gives every key that means what is on show, or what the model wants, the value which that is for the image and model:
     * the same is then recorded and done.
     *
     * @param asking whether a dialog may ask for what neither image nor model says
     * @throws io.fovea.FoveaException if there is no such model, or the image has not what it takes
     * @throws io.fovea.session.CancelledException if the user does not answer
     */
    void settle(boolean asking);
}
