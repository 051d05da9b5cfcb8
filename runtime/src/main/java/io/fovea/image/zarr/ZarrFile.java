package io.fovea.image.zarr;

import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.OmeText;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.Samples;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that is an image in OME-Zarr, or several that were converted together. A page is a plane: channels fastest, then z, then
 * time. What is said of them is told as OME-XML.
 */
public final class ZarrFile implements PageSource {
    private static final String SUFFIX = ".zarr";

    private final List<ZarrImage> images;

    private ZarrFile(List<ZarrImage> images) {
        this.images = List.copyOf(images);
    }

    /**
     * Whether a folder is an image, and not one of images: a multiscale image, several that were converted together, or an array;
     * or a group that is named {@code .zarr} and no plate, which is a folder of images.
     */
    public static boolean isImage(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        boolean isNamed = folder.getFileName() != null
                && folder.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        if (!ZarrNode.isOne(folder)) {
            return false; // as are our results for the wells of a plate
        }
        try {
            ZarrNode node = ZarrNode.at(folder).orElseThrow();
            return !isPlate(node) && (isNamed || node.isArray() || isMultiscale(node) || hasSeries(node));
        } catch (IOException e) {
            return isNamed; // so that it is named as failed
        }
    }

    /** Whether a folder is a plate, or a well of one, whose images are folders below it. */
    public static boolean isPlate(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && ZarrNode.at(folder).filter(ZarrFile::isPlate).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isPlate(ZarrNode node) {
        return node.ome().has("plate") || node.ome().has("well");
    }

    private static boolean isMultiscale(ZarrNode node) {
        return node.ome().has("multiscales");
    }

    private static boolean hasSeries(ZarrNode node) {
        return node.ome().has("bioformats2raw.layout");
    }

    /**
     * Opens a folder; reads what is said of its images, not their pixels.
     *
     * @throws FormatException if it holds no image that is read
     */
    public static ZarrFile open(Path folder) throws IOException {
        ZarrNode node =
                ZarrNode.at(folder).orElseThrow(() -> new FormatException("is a folder without the metadata of Zarr"));
        if (isPlate(node)) {
            throw new FormatException("is a plate or well of several images, and one image is wanted; give that of a"
                    + " well, such as '" + folder.resolve("A").resolve("1").resolve("0") + "'");
        }
        if (node.isArray()) {
            return new ZarrFile(List.of(ZarrImage.ofArray(node)));
        }
        if (isMultiscale(node)) {
            OwnLabels.requireFinished(folder);
            return new ZarrFile(List.of(ZarrImage.of(node)));
        }
        if (hasSeries(node)) {
            return new ZarrFile(series(folder));
        }
        throw new FormatException("is Zarr that holds no image of OME: it has no multiscales");
    }

    private static List<ZarrImage> series(Path folder) throws IOException {
        List<ZarrImage> all = new ArrayList<>();
        Optional<ZarrNode> next = ZarrNode.at(folder.resolve("0"));
        while (next.isPresent()) {
            all.add(ZarrImage.of(next.get()));
            if (all.stream().mapToLong(ZarrImage::pages).sum() > ZarrImage.MOST_PLANES) {
                throw new FormatException(
                        "has more planes than can be read in its images together; give one of them, such as '"
                                + folder.resolve("0") + "'");
            }
            next = ZarrNode.at(folder.resolve(String.valueOf(all.size())));
        }
        if (all.isEmpty()) {
            throw new FormatException("is OME-Zarr whose first image, '0', is not there");
        }
        return all;
    }

    /** By what an image is known again: all files in it, in order, but for those of labels, which are added to it. */
    public static List<Path> marks(Path folder) throws IOException {
        List<Path> marks = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                return below.endsWith(OwnLabels.GROUP) && !below.equals(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                marks.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        marks.sort(null);
        return marks;
    }

    @Override
    public int count() {
        return images.stream().mapToInt(ZarrImage::pages).sum();
    }

    private record Place(ZarrImage image, int page) {}

    private Place place(int page) {
        int rest = page;
        for (ZarrImage image : images) {
            if (rest < image.pages()) {
                return new Place(image, rest);
            }
            rest -= image.pages();
        }
        throw new IndexOutOfBoundsException(page);
    }

    @Override
    public Form form(int page) {
        ZarrImage image = place(page).image();
        return Form.of(image.size('x'), image.size('y'), false, image.array().type());
    }

    @Override
    public Picture read(int page) throws IOException {
        return readRows(page, 0, place(page).image().size('y'));
    }

    @Override
    public boolean hasRows(int page) {
        ZarrImage image = place(page).image();
        double band = (double) image.size('x')
                * image.array().type().bytes()
                * image.array().chunk(image.axes().indexOf('y'));
        return Capacity.hasRoomForBand(band);
    }

    @Override
    public Picture readRows(int page, int top, int rows) throws IOException {
        Place place = place(page);
        ZarrImage image = place.image();
        Capacity.require(image.size('x'), rows, 1, image.array().type().bytes());
        Object data = image.rows(place.page(), top, rows);
        Samples samples = new Samples(image.size('x'), rows, 1, image.array().type(), data);
        return new Picture(samples, false, Optional.empty(), false, false, Orientation.UPRIGHT);
    }

    @Override
    public Optional<String> description() {
        return Optional.of(new OmeText(images.stream().map(ZarrImage::pixels).toList(), Optional.empty()).xml());
    }

    @Override
    public void close() {
        // Files are open only while they are read.
    }
}
