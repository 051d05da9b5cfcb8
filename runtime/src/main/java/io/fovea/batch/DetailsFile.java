package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.task.Job;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of the parts of all images, such as {@code objects.csv}. It may be far larger than the memory: its rows are taken from
 * the journals one image at a time.
 *
 * @param file where it lies
 */
record DetailsFile(Path file) {

    /**
     * That of a job, if it has one.
     *
     * @throws FoveaException if there is a file that is no such table
     */
    static Optional<DetailsFile> of(Job<?> job, OutputFolder folder, BatchFiles files) {
        return job.detailsTable()
                .map(table -> new DetailsFile(
                        folder.table(files.document(table.name()), FolderJob.behindImage(table.firstColumns()))));
    }

    /**
     * Writes it, in place of what was; takes that away where no image has parts that could be told.
     *
     * @param images by name, in their order
     */
    void write(Set<String> images, JournalIndex index) {
        Set<String> columns = new LinkedHashSet<>();
        images.forEach(image -> columns.addAll(index.extras(image).columns()));
        try {
            if (columns.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            List<String> header = List.copyOf(columns);
            AtomicFile.write(file, out -> {
                Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                text.write(Csv.line(FolderJob.behindImage(header).toArray()) + "\n");
                for (String image : images) {
                    write(text, image, index.extras(image), header);
                }
                text.flush();
            });
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': check that its folder can be written.", e);
        }
    }

    private static void write(Writer text, String image, JournalExtras extras, List<String> header) throws IOException {
        boolean same = extras.columns().equals(header);
        String first = Csv.line(image);
        for (String row : extras.rows()) {
            text.write(first + "," + (same ? row : moved(row, extras.columns(), header)) + "\n");
        }
    }

    /** The cells where the columns of all images have them. */
    private static String moved(String row, List<String> columns, List<String> header) {
        List<String> cells = Csv.parse(row).get(0);
        return Csv.line(header.stream()
                .map(columns::indexOf)
                .map(at -> at < 0 ? "" : cells.get(at))
                .toArray());
    }
}
