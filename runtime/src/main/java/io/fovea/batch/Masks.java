package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The masks of images: their paths below a folder are those of the images, but for the suffix. */
record Masks(Path folder, Map<String, List<Path>> files) {

    /** The images of a folder and its subfolders. */
    static Masks in(Path folder) {
        List<Source> found = Inputs.find(List.of(folder.toString())).sources();
        return new Masks(
                folder,
                found.stream()
                        .collect(Collectors.groupingBy(
                                Source::stem, Collectors.mapping(Source::file, Collectors.toList()))));
    }

    /** The state of the mask of an image, or of all if there are several; it may be missing. */
    InputState state(Source image) {
        return files.getOrDefault(image.stem(), List.of()).stream()
                .map(InputState::of)
                .reduce(InputState.ABSENT, InputState::and);
    }

    /**
     * The mask of an image.
     *
     * @throws FoveaException if there is none, or more than one
     */
    Image of(Source image) {
        List<Path> masks = files.getOrDefault(image.stem(), List.of());
        if (masks.isEmpty()) {
            throw new FoveaException("There is no mask for '" + image.file() + "' in '" + folder + "': it must be '"
                    + image.stem() + "' there, with any image's suffix.");
        }
        if (masks.size() > 1) {
            throw new FoveaException("There are several masks for '" + image.file() + "': "
                    + masks.stream().map(Path::toString).collect(Collectors.joining(" and ")) + "; leave one.");
        }
        return Image.read(masks.get(0));
    }
}
