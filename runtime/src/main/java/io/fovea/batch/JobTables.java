package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.task.FolderFile;
import io.fovea.task.Job;
import io.fovea.task.JobOption;
import io.fovea.task.JobSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a job, and the file that some write about all images, such as {@code coco.json}. */
record JobTables(Job<?> job, Card card, JobSettings settings) implements Tables {
    /**
     * Those of a run that a journal tells of.
     *
     * @param options by name, as the journal has them
     */
    static JobTables of(Job<?> job, Card card, Map<String, String> options) {
        JobSettings settings = JobSettings.USUAL;
        for (JobOption option : job.options()) {
            settings = settings.with(option, options.getOrDefault(option.name(), ""));
        }
        return new JobTables(job, card, settings);
    }

    @Override
    public Consumer<List<FolderJob.Row>> in(OutputFolder folder, BatchFiles files, JournalIndex index) {
        Path table = folder.table(files.table(), FolderJob.firstColumns(job));
        Optional<FolderFile> whole = job.folderFile(card, settings);
        Optional<Path> place = whole.filter(FolderFile::isWanted)
                .map(file -> folder.document(files.document(file.name()), file.beginning()));
        Optional<Path> earlier = whole.filter(file -> !file.isWanted())
                .flatMap(file -> folder.earlier(files.document(file.name()), file.beginning()));
        Optional<DetailsFile> details = DetailsFile.of(job, folder, files);
        return rows -> {
            table(rows).write(table);
            details.ifPresent(file -> file.write(images(rows), index));
            earlier.ifPresent(JobTables::remove);
            place.ifPresent(file -> write(file, whole.orElseThrow(), rows));
        };
    }

    @Override
    public List<String> charts() {
        return job.charts();
    }

    @Override
    public List<String> names(BatchFiles files) {
        List<String> names = new ArrayList<>(List.of(files.table()));
        job.detailsTable().ifPresent(details -> names.add(files.document(details.name())));
        job.folderFile(card, settings)
                .filter(FolderFile::isWanted)
                .ifPresent(file -> names.add(files.document(file.name())));
        return names;
    }

    @Override
    public Optional<StackBook.Form> stacks() {
        return job.planes(settings).map(plane -> new StackBook.Form(job, settings, plane));
    }

    @Override
    public boolean keepsEarlier() {
        return false;
    }

    private static Set<String> images(List<FolderJob.Row> rows) {
        return rows.stream().map(FolderJob.Row::image).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The table: of images that not the same is known of, such as large ones, it has the columns of all, empty where nothing is. */
    Csv table(List<FolderJob.Row> rows) {
        List<String> columns = columnsOf(rows);
        Csv table = new Csv(FolderJob.behindImage(columns));
        cells(rows, columns).forEach(cells -> table.row(cells.toArray()));
        return table;
    }

    /** The table, and behind it a row for each image that failed, by its name. */
    ResultTable table(List<FolderJob.Row> rows, List<FailureTable.Missing> missing) {
        Map<String, ResultTable.Kind> kinds = new HashMap<>();
        job.numbers(card).forEach(column -> kinds.put(column, ResultTable.Kind.REAL));
        job.wholeNumbers(card).forEach(column -> kinds.put(column, ResultTable.Kind.WHOLE));
        return table(columnsOf(rows), rows, missing, kinds);
    }

    /** That of any rows. */
    static ResultTable table(
            List<String> columns,
            List<FolderJob.Row> rows,
            List<FailureTable.Missing> missing,
            Map<String, ResultTable.Kind> kinds) {
        List<String> names = new ArrayList<>(FolderJob.behindImage(columns));
        names.add(ResultTable.FAILURE);
        List<List<Object>> all = new ArrayList<>();
        for (List<Object> cells : cells(rows, columns)) {
            List<Object> row = new ArrayList<>(cells);
            row.add("");
            all.add(row);
        }
        for (FailureTable.Missing one : missing) {
            List<Object> row = new ArrayList<>(Collections.nCopies(names.size(), ""));
            row.set(0, one.image());
            row.set(names.size() - 1, one.sentence());
            all.add(row);
        }
        return ResultTable.of(names, all, kinds);
    }

    private List<String> columnsOf(List<FolderJob.Row> rows) {
        return rows.isEmpty() ? job.columns(card) : columns(rows);
    }

    private static List<List<Object>> cells(List<FolderJob.Row> rows, List<String> columns) {
        List<List<Object>> all = new ArrayList<>();
        for (FolderJob.Row row : rows) {
            List<String> own = row.findings().columns();
            for (List<Object> values : row.findings().rows()) {
                Stream<Object> cells = columns.stream().map(own::indexOf).map(at -> at < 0 ? "" : values.get(at));
                all.add(Stream.concat(Stream.<Object>of(row.image()), cells).toList());
            }
        }
        return all;
    }

    /** Those of the images with most of them first, so that the order is theirs. */
    private static List<String> columns(List<FolderJob.Row> rows) {
        return rows.stream()
                .map(row -> row.findings().columns())
                .distinct()
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FoveaException("Cannot remove '" + file + "', which is about earlier results.", e);
        }
    }

    private static void write(Path place, FolderFile file, List<FolderJob.Row> rows) {
        String text = file.text(rows.stream()
                .map(row -> new FolderFile.Entry(row.image(), row.width(), row.height(), row.findings()))
                .toList());
        try {
            AtomicFile.write(place, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + place + "': check that its folder can be written.", e);
        }
    }
}
