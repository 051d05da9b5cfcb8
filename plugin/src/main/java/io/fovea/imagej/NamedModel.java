package io.fovea.imagej;

import io.fovea.model.Card;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that a user can name.
 *
 * @param name as dialogs and macros have it
 * @param path of its file or package; nothing for one that comes with Fovea
 * @param isPackage whether it is a BioImage.IO package
 * @param card what it means, if it can be read
 * @param problem why it cannot, in a sentence; empty if it can
 */
public record NamedModel(String name, Optional<Path> path, boolean isPackage, Optional<Card> card, String problem) {
    /** Where it is from, in words. */
    public String origin() {
        if (path.isEmpty()) {
            return "comes with Fovea";
        }
        return isPackage ? "BioImage.IO package" : "yours";
    }

    /** What it does, in a word; nothing if that is not known. */
    public String task() {
        return card.map(known -> known.task().word()).orElse("");
    }
}
