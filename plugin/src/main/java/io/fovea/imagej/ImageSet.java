package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.batch.Inputs;
import io.fovea.batch.PageChoice;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Images that a command takes through a model: those of a folder, or the planes of an open image. */
public final class ImageSet {
    private final Optional<Inputs> files;
    private final List<Plane> planes;
    private final String name;

    /** A plane of one of the open images. */
    private record Plane(String title, Planes planes, int index) {}

    private ImageSet(Optional<Inputs> files, List<Plane> planes, String name) {
        this.files = files;
        this.planes = planes;
        this.name = name;
    }

    /**
     * Those of a folder, with its subfolders.
     *
     * @param pages which pages of stacks are meant
     * @throws FoveaException if there is no such folder, or no image in it
     */
    public static ImageSet folder(String folder, PageChoice pages) {
        FolderSegmentation.path("input", "the folder of images", folder);
        Inputs found = Inputs.find(List.of(UserPath.expand(folder.strip()))).with(pages);
        if (found.sources().isEmpty()) {
            throw new FoveaException("There is no image in '" + folder.strip() + "'; give a folder with images.");
        }
        return new ImageSet(Optional.of(found), List.of(), folder.strip());
    }

    /**
     * The planes of an open image.
     *
     * @throws FoveaException if there is no such plane or channel
     */
    public static ImageSet planes(ImagePlus image, PlaneKeys keys) {
        return new ImageSet(Optional.empty(), planesOf(image, keys), image.getTitle());
    }

    /**
     * The planes of every open image that is a picture, no result of a model.
     *
     * @throws FoveaException if one of them has no such plane or channel, or no image is open
     */
    public static ImageSet open(PlaneKeys keys) {
        int[] ids = Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0]);
        List<Plane> planes = Arrays.stream(ids)
                .mapToObj(WindowManager::getImage)
                .filter(image -> ResultMark.of(image).isEmpty())
                .flatMap(image -> planesOf(image, keys).stream())
                .toList();
        if (planes.isEmpty()) {
            throw new FoveaException("There are no images open. Open one, or give the key 'input' a folder.");
        }
        return new ImageSet(Optional.empty(), planes, "the open images");
    }

    private static List<Plane> planesOf(ImagePlus image, PlaneKeys keys) {
        Planes planes = Planes.of(image, keys);
        return IntStream.range(0, planes.count())
                .mapToObj(index -> new Plane(image.getTitle(), planes, index))
                .toList();
    }

    /** What it is called: the folder, or the image. */
    String name() {
        return name;
    }

    /** The files; none where these are planes. */
    Optional<Inputs> files() {
        return files;
    }

    /** How many planes there are. */
    int count() {
        return planes.size();
    }

    /** The pixels of a plane for a model. */
    Image plane(int index, Input input) {
        Plane plane = planes.get(index);
        return plane.planes().image(plane.index(), input);
    }

    /**
     * Works with files: those of the folder, or one for each plane, which are there meanwhile. Blocks.
     *
     * @param input how the model wants its images
     * @throws FoveaException if the planes cannot be written
     * @throws io.fovea.session.CancelledException if cancelled
     */
    <R> R withFiles(Input input, Cancellation cancel, Function<Inputs, R> work) {
        if (files.isPresent()) {
            files.get().note().ifPresent(IJ::log);
            return work.apply(files.get());
        }
        List<Path> written = new ArrayList<>();
        Path folder = null;
        try {
            folder = Files.createTempDirectory("fovea-planes");
            for (int plane = 0; plane < count(); plane++) {
                cancel.check();
                Image image = plane(plane, input);
                Path file = folder.resolve(fileName(plane));
                written.add(file);
                image.write(file);
            }
            return work.apply(Inputs.of(written.toArray(Path[]::new)));
        } catch (IOException e) {
            throw new FoveaException(
                    "The planes of '" + name + "' cannot be written for a while: " + e.getMessage(), e);
        } finally {
            remove(written, folder);
        }
    }

    /** The number keeps images of one title apart, and the planes in order. */
    private String fileName(int index) {
        Plane plane = planes.get(index);
        String stem = ResultImage.stem(plane.title()).replaceAll("[^\\p{L}\\p{N}._ -]", "_");
        return count() == 1 ? stem + ".tif" : String.format(Locale.ROOT, "%s-%04d.tif", stem, index + 1);
    }

    private static void remove(List<Path> files, Path folder) {
        List<Path> all = new ArrayList<>(files);
        if (folder != null) {
            all.add(folder);
        }
        for (Path file : all) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
