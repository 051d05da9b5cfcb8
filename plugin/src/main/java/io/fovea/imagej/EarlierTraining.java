package io.fovea.imagej;

import io.fovea.FoveaException;
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
        Path given = others.toAbsolutePath();
        data.filter(path -> !path.equals(given)).ifPresent(path -> {
            throw new FoveaException("The training of '" + name + "' that was ended early is on '" + path
                    + "', not on '" + given + "'; give that folder to go on with it, or begin anew.");
        });
    }

    /** What it is, in a sentence. */
    String words() {
        return "A training of '" + name + "'"
                + data.map(path -> " on '" + path + "'").orElse("") + " was ended after " + epochs
                + (epochs == 1 ? " epoch." : " epochs.");
    }
}
