package io.fovea.plan;

import java.util.List;

/**
 * What is chosen by trying.
 *
 * @param notes sentences: what a user wants to know of it before the training begins
 */
record Measured(Choice<Integer> batch, Choice<Double> learningRate, Choice<Integer> epochs, List<String> notes) {
    /** Before anything was tried. */
    static final Measured NOTHING = new Measured(
            new Choice<>(8, "untried"), new Choice<>(1e-3, "untried"), new Choice<>(1, "untried"), List.of());

    /** Copies the notes. */
    Measured {
        notes = List.copyOf(notes);
    }
}
