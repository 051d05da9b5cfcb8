package io.fovea.data;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A folder with a sub-folder of images for every class. No image is opened before it is asked for. */
public final class ImageFolder implements Dataset {

    private record Entry(Path file, int index) {}

    private final List<Entry> entries;
    private final ImageReader reader;

    private ImageFolder(List<Entry> entries, ImageReader reader) {
        this.entries = List.copyOf(entries);
        this.reader = reader;
    }

    /**
     * Lists the images of all classes, class by class, each class sorted by name.
     *
     * @param labels the names of the sub-folders in the order of the classes
     * @throws FoveaException when a class has no folder, a folder no class, or there are fewer than two
     */
    public static ImageFolder of(Path folder, List<String> labels) {
        return of(folder, labels, ImageReader.PAGE);
    }

    /** Lists them, to be read in a way. */
    public static ImageFolder of(Path folder, List<String> labels, ImageReader reader) {
        return of(folder, labels, Set.of(), reader);
    }

    /**
     * Lists them where other folders lie among those of the classes.
     *
     * @param others their names
     */
    public static ImageFolder of(Path folder, List<String> labels, Set<String> others, ImageReader reader) {
        List<Path> folders = ImageFiles.folders(folder).stream()
                .filter(each -> !others.contains(ImageFiles.name(each)))
                .toList();
        requireSame(folder, labels, folders);
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < labels.size(); index++) {
            for (Path file : ImageFiles.in(folder.resolve(labels.get(index)))) {
                entries.add(new Entry(file, index));
            }
        }
        return new ImageFolder(entries, reader);
    }

    private static void requireSame(Path folder, List<String> labels, List<Path> folders) {
        Set<String> names = folders.stream().map(ImageFiles::name).collect(Collectors.toCollection(LinkedHashSet::new));
        if (names.size() < 2) {
            throw new FoveaException("The folder '" + folder + "' has " + (names.isEmpty() ? "no" : "one")
                    + " sub-folder" + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
                    + "; a classifier needs a sub-folder of images for each of at least two classes.");
        }
        Set<String> missing = new LinkedHashSet<>(labels);
        missing.removeAll(names);
        Set<String> unknown = new LinkedHashSet<>(names);
        unknown.removeAll(labels);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new FoveaException("The labels and the sub-folders of '" + folder + "' differ:"
                    + (missing.isEmpty() ? "" : " there is no folder for " + String.join(", ", missing) + ";")
                    + (unknown.isEmpty() ? "" : " there is no label for folder " + String.join(", ", unknown) + ";")
                    + " give every class a folder of its name.");
        }
    }

    /** The class of every example, known without opening any. */
    public int[] classes() {
        return entries.stream().mapToInt(Entry::index).toArray();
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<Path> files() {
        return entries.stream().map(Entry::file).toList();
    }

    @Override
    public Example get(int index) {
        Entry entry = entries.get(index);
        return new Example(
                ImageFiles.name(entry.file()), reader.read(entry.file()), new Target.ClassIndex(entry.index()));
    }
}
