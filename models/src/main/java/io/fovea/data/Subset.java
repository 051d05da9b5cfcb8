package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.Unfinished;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes small data sets of large ones: {@code train}, {@code validation} and {@code test} folders with a given number of
 * images of every class.
 */
public final class Subset {

    private Subset() {}

    /** As {@link #make(Path, Path, int, int, int, long, Cancellation)}, to the end. */
    public static int make(Path source, Path target, int train, int validation, int test, long seed) {
        return make(source, target, train, validation, test, seed, Cancellation.NONE);
    }

    /**
     * Copies images, chosen by {@code seed}, each to one of the three folders. All is made beside {@code target} and
     * then renamed, so that a subset is whole or not there. Blocks.
     *
     * @param source a folder, or a zip, with a sub-folder of images for every class
     * @param target a folder that does not exist yet, or is empty
     * @param train how many images of each class; 0 for no such folder
     * @param validation likewise
     * @param test likewise
     * @return the number of images copied
     * @param cancel asked before every image
     * @throws FoveaException when a class has too few images, the target has something in it, or cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; nothing of the subset is kept
     */
    public static int make(
            Path source, Path target, int train, int validation, int test, long seed, Cancellation cancel) {
        if (train < 0 || validation < 0 || test < 0 || train + validation + test == 0) {
            throw new FoveaException("A subset of " + train + " training, " + validation + " validation and " + test
                    + " test images per class makes no sense; give numbers from 0, not all of them 0.");
        }
        if (!Archives.isFolder(source)) {
            throw new FoveaException("There is no folder or zip file '" + source + "' to take images from.");
        }
        Map<String, List<Path>> classes = classes(source, train + validation + test, seed);
        Path place = target.toAbsolutePath();
        Path beside = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Unfinished.begin(beside);
            try {
                requireNew(target);
                for (Map.Entry<String, List<Path>> one : classes.entrySet()) {
                    List<Path> files = one.getValue();
                    copy(files.subList(0, train), beside.resolve("train").resolve(one.getKey()), cancel);
                    copy(
                            files.subList(train, train + validation),
                            beside.resolve("validation").resolve(one.getKey()),
                            cancel);
                    copy(
                            files.subList(train + validation, train + validation + test),
                            beside.resolve("test").resolve(one.getKey()),
                            cancel);
                }
                Files.deleteIfExists(place);
                Files.move(beside, place);
            } finally {
                remove(beside);
                Unfinished.end(beside);
            }
        } catch (IOException e) {
            throw new FoveaException(
                    "The subset '" + target + "' cannot be written (" + e.getMessage() + "); nothing of it was kept.",
                    e);
        }
        return classes.size() * (train + validation + test);
    }

    /** The images of every class, in an order that the seed decides. */
    private static Map<String, List<Path>> classes(Path source, int needed, long seed) {
        Map<String, List<Path>> classes = new TreeMap<>();
        for (Path folder : ImageFiles.folders(Archives.find(source, ""))) {
            List<Path> files = new ArrayList<>(ImageFiles.in(folder));
            if (files.size() < needed) {
                throw new FoveaException("The class '" + ImageFiles.name(folder) + "' has " + files.size() + " images; "
                        + needed + " are asked for. Choose smaller numbers.");
            }
            Collections.shuffle(files, new Random(seed));
            classes.put(ImageFiles.name(folder), files);
        }
        if (classes.size() < 2) {
            throw new FoveaException(
                    "'" + source + "' has no sub-folders for at least two classes; a subset takes images from each.");
        }
        return classes;
    }

    private static void requireNew(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        boolean empty = false;
        if (Files.isDirectory(target)) {
            try (Stream<Path> entries = Files.list(target)) {
                empty = entries.findAny().isEmpty();
            }
        }
        if (!empty) {
            throw new FoveaException("'" + target + "' exists already; remove it, or choose another place.");
        }
    }

    private static void copy(List<Path> files, Path folder, Cancellation cancel) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        for (Path file : files) {
            cancel.check();
            Files.copy(file, folder.resolve(ImageFiles.name(file)));
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
