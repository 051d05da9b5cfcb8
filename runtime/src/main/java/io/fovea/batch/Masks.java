package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The masks of images, found by the stems of their names. */
record Masks(Path folder, Map<String, Path> files) {

    /** The images of a folder. */
    static Masks in(Path folder) {
        Map<String, Path> files = new HashMap<>();
        for (Path file : Inputs.expand(List.of(folder.toString()))) {
            files.putIfAbsent(Inputs.stem(file), file);
        }
        return new Masks(folder, files);
    }

    /**
     * The mask of an image.
     *
     * @throws FoveaException if there is none
     */
    Image of(Path image) {
        Path mask = files.get(Inputs.stem(image));
        if (mask == null) {
            throw new FoveaException("There is no mask for '" + image + "' in '" + folder + "': it must bear the name '"
                    + Inputs.stem(image) + "' before its suffix.");
        }
        return Image.read(mask);
    }
}
