package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The masks of images: their paths below a folder are those of the images, but for the suffix. */
record Masks(Path folder, Map<String, Path> files) {

    /** The images of a folder and its subfolders. */
    static Masks in(Path folder) {
        Map<String, Path> files = new HashMap<>();
        for (Source mask : Inputs.find(List.of(folder.toString())).sources()) {
            files.putIfAbsent(mask.stem(), mask.file());
        }
        return new Masks(folder, files);
    }

    /**
     * The mask of an image.
     *
     * @throws FoveaException if there is none
     */
    Image of(Source image) {
        Path mask = files.get(image.stem());
        if (mask == null) {
            throw new FoveaException("There is no mask for '" + image.file() + "' in '" + folder + "': it must be '"
                    + image.stem() + "' there, with any image's suffix.");
        }
        return Image.read(mask);
    }
}
