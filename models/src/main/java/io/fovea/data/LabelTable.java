package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Formats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Images that show any number of classes each, as a table or the names of folders say. No image is opened before it is
 * asked for.
 */
public final class LabelTable implements Dataset {

    private record Entry(Path file, Target.Labels labels) {}

    private final List<Entry> entries;
    private final List<Path> files;
    private final ImageReader reader;

    /** A table of images that {@code others} say something of. */
    private LabelTable(Collection<Entry> entries, ImageReader reader, Path... others) {
        this.reader = reader;
        this.entries = List.copyOf(entries);
        this.files = Stream.concat(entries.stream().map(Entry::file), Arrays.stream(others))
                .toList();
    }

    /**
     * Reads a CSV file in UTF-8, a row for each image. Its first cell is the image's file; the others are labels, several
     * in one cell parted by {@code ;} or {@code |}. Or, where the first row names the labels, 1 and 0 below each.
     *
     * @param images the folder that the files' names begin in
     * @param labels the classes in order
     * @throws FoveaException when the table cannot be read, or names an unknown label or a missing file, with its line
     */
    public static LabelTable ofCsv(Path csv, Path images, List<String> labels) {
        return ofCsv(csv, images, labels, ImageReader.PAGE);
    }

    /** Reads a table of images that are read in a way. */
    public static LabelTable ofCsv(Path csv, Path images, List<String> labels, ImageReader reader) {
        List<CsvRow> rows = CsvRow.read(csv);
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
        boolean isHeader = !header.isEmpty() && !isFile(images, header) && !isNamedLikeImage(header);
        boolean named = isHeader && header.size() > 1 && labels.containsAll(header.subList(1, header.size()));
        int first = isHeader ? 1 : 0;
        List<Entry> entries = new ArrayList<>();
        for (CsvRow numbered : rows.subList(first, rows.size())) {
            List<String> row = numbered.cells();
            String where = "'" + csv + "', line " + numbered.line() + ": ";
            if (!isFile(images, row)) {
                throw new FoveaException(where + "there is no file '" + row.get(0) + "' in '" + images + "'.");
            }
            boolean[] present = named ? marked(row, header, labels, where) : listed(row, labels, where);
            entries.add(new Entry(images.resolve(row.get(0)), new Target.Labels(present)));
        }
        if (entries.isEmpty()) {
            throw new FoveaException("The table '" + csv + "' names no images; each row is a file and its labels.");
        }
        return new LabelTable(entries, reader, csv);
    }

    /**
     * Reads sub-folders whose names are labels, several joined by {@code +}, as in {@code cat+dog}. An image that lies in
     * several sub-folders under the same name has the labels of all.
     *
     * @throws FoveaException when a folder is empty or has an unknown label
     */
    public static LabelTable ofFolders(Path folder, List<String> labels) {
        return ofFolders(folder, labels, Set.of(), ImageReader.PAGE);
    }

    /**
     * Reads sub-folders of images that are read in a way.
     *
     * @param others the names of folders that lie among them and are named after no labels
     */
    public static LabelTable ofFolders(Path folder, List<String> labels, Set<String> others, ImageReader reader) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Path sub : ImageFiles.folders(folder)) {
            if (others.contains(ImageFiles.name(sub))) {
                continue;
            }
            List<String> row = List.of("", ImageFiles.name(sub).replace('+', ';'));
            boolean[] present = listed(row, labels, "The folder '" + sub + "': ");
            for (Path file : ImageFiles.in(sub)) {
                entries.merge(ImageFiles.name(file), new Entry(file, new Target.Labels(present)), LabelTable::together);
            }
        }
        if (entries.isEmpty()) {
            throw new FoveaException("The folder '" + folder + "' has no sub-folders named after labels.");
        }
        return new LabelTable(entries.values(), reader);
    }

    private static Entry together(Entry one, Entry other) {
        boolean[] present = one.labels().present();
        boolean[] others = other.labels().present();
        for (int i = 0; i < present.length; i++) {
            present[i] |= others[i];
        }
        return new Entry(one.file(), new Target.Labels(present));
    }

    private static boolean isFile(Path images, List<String> row) {
        return !row.get(0).isEmpty() && Files.isRegularFile(images.resolve(row.get(0)));
    }

    /** A header names no image; a row whose image is missing is not passed over as one. */
    private static boolean isNamedLikeImage(List<String> row) {
        String name = row.get(0);
        return name.contains(".") && Formats.isNamedLikeImage(Path.of(name));
    }

    private static boolean[] listed(List<String> row, List<String> labels, String where) {
        boolean[] present = new boolean[labels.size()];
        for (String cell : row.subList(1, row.size())) {
            for (String label : cell.split("[;|]")) {
                if (!label.isBlank()) {
                    present[index(label.strip(), labels, where)] = true;
                }
            }
        }
        return present;
    }

    private static boolean[] marked(List<String> row, List<String> header, List<String> labels, String where) {
        boolean[] present = new boolean[labels.size()];
        for (int i = 1; i < header.size(); i++) {
            String mark = i < row.size() ? row.get(i) : "";
            if (!Arrays.asList("0", "1", "").contains(mark)) {
                throw new FoveaException(where + "'" + mark + "' below '" + header.get(i) + "' is neither 0 nor 1.");
            }
            present[index(header.get(i), labels, where)] = mark.equals("1");
        }
        return present;
    }

    private static int index(String label, List<String> labels, String where) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new FoveaException(
                    where + "the label '" + label + "' is not known; known are " + String.join(", ", labels) + ".");
        }
        return index;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public Example get(int index) {
        Entry entry = entries.get(index);
        return new Example(ImageFiles.name(entry.file()), reader.read(entry.file()), entry.labels());
    }
}
