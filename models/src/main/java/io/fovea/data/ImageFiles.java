package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.batch.FileImages;
import io.fovea.batch.Inputs;
import io.fovea.batch.PageChoice;
import io.fovea.image.Formats;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What lies in a folder of data. Hidden files and files that are no images are passed over; the order is that of the
 * names, the same on every system.
 */
public final class ImageFiles {

    private static final Comparator<Path> BY_NAME = Comparator.comparing(ImageFiles::name);

    private ImageFiles() {}

    /**
     * The images of a folder, not of its sub-folders.
     *
     * @throws FoveaException when the folder cannot be read or has none
     */
    public static List<Path> in(Path folder) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw new FoveaException("The folder '" + folder + "' has no images (" + Formats.names() + ").");
        }
        return files;
    }

    /** The images of a folder, which may have none. */
    public static List<Path> files(Path folder) {
        return list(folder, Inputs::looksLikeImage);
    }

    /**
     * Reads an image. Of values that are no numbers (NaN, infinite) the least number is seen.
     *
     * @throws UnreadableException when it is missing, damaged, no image, or has no number
     */
    public static Image read(Path file) {
        try {
            return NonFinite.replaced(Image.read(file));
        } catch (FoveaException e) {
            throw new UnreadableException(e);
        }
    }

    /** Whether a file is a TIFF of more than the one image that is read of it; false where it cannot be read. */
    static boolean hasSeveral(Path file, Input input) {
        String name = name(file).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".tif") && !name.endsWith(".tiff")) {
            return false;
        }
        try (FileImages images = FileImages.open(file, PageChoice.ALL.feeding(input))) {
            return images.size() > 1;
        } catch (FoveaException e) {
            return false;
        }
    }

    /** The folders in a folder, hidden ones aside. */
    public static List<Path> folders(Path folder) {
        return list(folder, entry -> !name(entry).startsWith(".") && !isMacLeftover(entry) && Files.isDirectory(entry));
    }

    /** A file's or folder's name. */
    public static String name(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /** A file's name without its suffix. */
    public static String stem(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static boolean isMacLeftover(Path entry) {
        return name(entry).equals("__MACOSX");
    }

    private static List<Path> list(Path folder, Predicate<Path> kept) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(kept).sorted(BY_NAME).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new FoveaException(
                    "The data folder '" + folder + "' cannot be read; check that it exists and is a folder.", e);
        }
    }
}
