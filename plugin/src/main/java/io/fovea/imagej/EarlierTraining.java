package io.fovea.imagej;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A training that was ended before its model was made, and can be gone on with after its last whole epoch.
 *
 * @param name of its model
 * @param epochs that are done
 * @param data the folder that it is on, absolute; empty if that is not known
 */
record EarlierTraining(String name, int epochs, Optional<Path> data) {
    /**
     * Looks whether it is on these data: what was learnt on others is not gone on with on them.
     *
     * @throws FoveaException if it is not
     */
    void requireOn(Path others) {
        Path given = others.toAbsolutePath().normalize();
        data.filter(path -> !isSame(path, given)).ifPresent(path -> {
            throw new FoveaException("The training of '" + name + "' that was ended early is on '" + path
                    + "', not on '" + given + "'; give that folder to go on with it, or begin anew.");
        });
    }

    /** The same folder may be written in several ways, with links or dots. */
    private static boolean isSame(Path one, Path other) {
        try {
            return one.normalize().equals(other) || Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // one of them is gone
        }
    }

    /** What it is, in a sentence. */
    String words() {
        return "A training of '" + name + "'"
                + data.map(path -> " on '" + path + "'").orElse("") + " was ended after " + epochs
                + (epochs == 1 ? " epoch." : " epochs.");
    }
}
