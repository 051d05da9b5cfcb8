package io.fovea.bioimage;

import io.fovea.FoveaException;

/** What a package has that is not taken, by name. */
final class Refusal {
    private Refusal() {}

    /**
     * A sentence.
     *
     * @param which its name or file
     * @param reason goes on after the package's name: {@code has a z axis}
     */
    static FoveaException of(String which, String reason) {
        return new FoveaException("The BioImage.IO package '" + which + "' " + reason + ".");
    }
}
