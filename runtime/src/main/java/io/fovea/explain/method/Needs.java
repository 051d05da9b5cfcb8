package io.fovea.explain.method;

/**
 * What a technique needs.
 *
 * @param layer whether it explains a layer; otherwise it explains the pixels themselves
 * @param gradient whether every operator between the score and what is explained must have a derivative
 * @param manyRuns whether it runs the model on images other than the one that is explained, too
 */
record Needs(boolean layer, boolean gradient, boolean manyRuns) {
    static final Needs LAYER = new Needs(true, false, false);
    static final Needs LAYER_AND_GRADIENT = new Needs(true, true, false);
    static final Needs GRADIENT = new Needs(false, true, false);
    static final Needs NOTHING = new Needs(false, false, false);

    /** The same in many runs. */
    Needs inManyRuns() {
        return new Needs(layer, gradient, true);
    }
}
