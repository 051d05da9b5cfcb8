package io.fovea.image;

import io.fovea.image.zarr.ZarrFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of image files that are read. What a file is, its content says; its name only makes it worth a look. */
public final class Formats {
    private static final Set<String> SUFFIXES = Set.of("png", "tif", "tiff", "jpg", "jpeg", "bmp", "gif", "webp");

    private Formats() {}

    /** For sentences: all of them by name. */
    public static String names() {
        return "PNG, TIFF, JPEG, BMP, GIF or WebP";
    }

    /**
     * Whether this is a folder that is one image: OME-Zarr. A plate of many images is none. Blocks on the disk.
     */
    public static boolean isImageFolder(Path folder) {
        return ZarrFile.isImage(folder);
    }

    /**
     * The files by which an {@linkplain #isImageFolder image that is a folder} is known again, in order: all but those of its labels.
     *
     * @throws IOException if a folder in it cannot be read
     */
    public static List<Path> marks(Path folder) throws IOException {
        return ZarrFile.marks(folder);
    }

    /** Whether a file's name ends like that of an image, in either case. */
    public static boolean isNamedLikeImage(Path file) {
        String name = file.getFileName().toString();
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
