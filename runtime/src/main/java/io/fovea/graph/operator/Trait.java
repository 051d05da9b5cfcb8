package io.fovea.graph.operator;

/** What some operators of a family are and others are not. */
public enum Trait {
    /** A sum of its data's elements, each times a number that does not depend on them, and of such numbers. */
    LINEAR,
    /** Takes means, and does nothing else. */
    AVERAGING,
    /** Its derivative is zero wherever there is one. */
    FLAT,
    /** Data of several inputs are put one behind the other. */
    JOINING,
    /** Draws numbers at random, others in every run. */
    DRAWN,
    /** May put an axis, such as that of the classes, where another was. */
    MOVING_AXES
}
