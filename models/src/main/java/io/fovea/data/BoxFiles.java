package io.fovea.data;

import io.fovea.FoveaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images with boxes around what they show, as those who label for detectors keep them. */
public final class BoxFiles {
    private BoxFiles() {}

    /**
     * The images of a folder, with its subfolders.
     *
     * @param data COCO's JSON, a folder with one, or a folder with YOLO's text files
     * @param labels of the classes, in their order; none if nobody knows
     * @throws FoveaException if there are no images with boxes, or they are not of these classes
     */
    public static Dataset in(Path data, List<String> labels) {
        if (Files.isRegularFile(data) && isJson(data)) {
            return CocoBoxes.of(data).dataset(labels);
        }
        if (!Files.isDirectory(data)) {
            throw new FoveaException("'" + data + "' is no folder of images with boxes, nor COCO's JSON.");
        }
        List<CocoBoxes> descriptions = files(data, BoxFiles::isJson).stream()
                .flatMap(file -> CocoBoxes.in(file).stream())
                .limit(2)
                .toList();
        if (descriptions.size() > 1) {
            throw new FoveaException("The folder '" + data + "' has several descriptions of images, such as '"
                    + descriptions.get(0).file() + "' and '"
                    + descriptions.get(1).file() + "'; give the one that is meant.");
        }
        return descriptions.isEmpty()
                ? YoloBoxes.of(data, labels)
                : descriptions.get(0).dataset(labels);
    }

    private static boolean isJson(Path file) {
        return ImageFiles.name(file).toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** The files of a folder and its subfolders, in the order of their paths; hidden ones are passed over. */
    static List<Path> files(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !ImageFiles.name(file).startsWith("."))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
