package io.fovea.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import io.fovea.FoveaException;
import io.fovea.image.Pages;
import io.fovea.image.sample.Palette;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Whether the colours of an image's table are the image's, as in a GIF, or only show its intensities. Of an image from a
 * file the file says it, so that a model is given the same as if it were given the file: ImageJ's own files have tables
 * to look at. Of others the table itself does: where it grows evenly brighter or darker, it shows intensities.
 */
final class TableMeaning {
    private final ImagePlus image;

    TableMeaning(ImagePlus image) {
        this.image = image;
    }

    boolean isColour(Palette table) {
        if (table.isGrey()) {
            return !table.rises() && !table.falls();
        }
        FileInfo file = image.getOriginalFileInfo();
        boolean uneven = !table.rises() && !table.falls();
        if (file == null) {
            return uneven;
        }
        if (file.description != null && file.description.startsWith("ImageJ=")) {
            return false;
        }
        return file.fileFormat == FileInfo.TIFF ? file.fileType == FileInfo.COLOR8 : hasColours(file, uneven);
    }

    /** Whether the file of a composite says that its three channels are red, green and blue. */
    boolean isRgbFile() {
        FileInfo file = image.getOriginalFileInfo();
        boolean rgb = file != null && (file.fileType == FileInfo.RGB48 || file.fileType == FileInfo.RGB48_PLANAR);
        return rgb && hasColours(file, true);
    }

    /** What the header of a file says; what the table does, where there is no such file any more. */
    private static boolean hasColours(FileInfo info, boolean otherwise) {
        String path = info.getFilePath();
        try {
            if (path == null || path.isEmpty() || !Files.isRegularFile(Path.of(path))) {
                return otherwise;
            }
            try (Pages pages = Pages.open(Path.of(path))) {
                return pages.header(0).color();
            }
        } catch (FoveaException | InvalidPathException e) {
            return otherwise; // of a format that only ImageJ reads
        }
    }
}
