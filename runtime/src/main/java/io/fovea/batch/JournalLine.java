package io.fovea.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fovea.task.Findings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a journal says of an image: a page of a file that is done, or a file that could not be; or of a stack.
 *
 * @param run the {@link JournalHead} that it belongs to
 * @param image its name in tables
 * @param source the name of its file
 * @param page its place among the pages of the file that are meant, from 0; -1 of what was made of those of a channel together
 * @param pages how many those are; 0 of a file that could not be done
 * @param stem how the file's results are named, as {@link Stems#naming}
 * @param input the state of the file
 * @param at when it was done
 * @param seconds wall time of the inference, or of the explanation
 * @param failure why it could not be done, in a sentence; empty if it is done
 * @param files the pictures that were written, by their names in the folder, and their sizes in bytes
 * @param rows what the table says of it
 * @param extras the bulk; nothing of a line that was read among others
 * @param place where it was read or written
 */
record JournalLine(
        String run,
        String image,
        String source,
        int page,
        int pages,
        String stem,
        InputState input,
        String at,
        double seconds,
        String failure,
        Map<String, Long> files,
        List<FolderJob.Row> rows,
        JournalExtras extras,
        @JsonIgnore JournalPlace place) {
    /** The size of a file that is in another now. */
    static final long GONE = -1;

    private static final int STACK = -1;

    /** What follows the name of its file in that of an image that is one of several slices or frames. */
    private static final Pattern PLANE = Pattern.compile("#(.*-)?[zt]?\\d+");

    /**
     * What an earlier version did not write is nothing.
     *
     * @throws NullPointerException of something that is no line of a journal
     */
    JournalLine {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(files, "files");
        extras = extras == null ? JournalExtras.NONE : extras;
        place = place == null ? JournalPlace.NOWHERE : place;
    }

    /** An image that is done. */
    static JournalLine done(
            String run,
            PageRun.Page page,
            String stem,
            double seconds,
            Map<String, Long> files,
            List<FolderJob.Row> rows,
            JournalExtras extras) {
        return new JournalLine(
                run,
                page.name(),
                page.source().name(),
                page.index(),
                page.count(),
                stem,
                page.state(),
                Instant.now().toString(),
                seconds,
                "",
                files,
                rows.stream().map(JournalLine::exact).toList(),
                extras,
                JournalPlace.NOWHERE);
    }

    /** A row that gives the same table when it is read back: of real numbers JSON knows one kind, which tables round. */
    private static FolderJob.Row exact(FolderJob.Row row) {
        Findings found = row.findings();
        List<List<Object>> rows = found.rows().stream()
                .map(cells -> cells.stream().map(JournalLine::exact).toList())
                .toList();
        return new FolderJob.Row(
                row.image(),
                row.width(),
                row.height(),
                row.seconds(),
                new Findings(found.columns(), rows, found.headings(), found.line(), found.notes(), found.masks()));
    }

    private static Object exact(Object cell) {
        if (cell instanceof Float number) {
            return number.doubleValue();
        }
        return cell instanceof BigDecimal number ? number.toString() : cell;
    }

    /** A file that could not be done. */
    static JournalLine failed(String run, Source source, InputState state, String stem, String sentence) {
        return new JournalLine(
                run,
                source.name(),
                source.name(),
                0,
                0,
                stem,
                state,
                Instant.now().toString(),
                0,
                sentence,
                Map.of(),
                List.of(),
                JournalExtras.NONE,
                JournalPlace.NOWHERE);
    }

    /**
     * What was made of all pages of a channel together.
     *
     * @param image what the names of the pages in tables begin with
     * @param pages how many the file has
     * @param planes the files of pages that it has and that are no more; their sizes are {@link #GONE}
     */
    static JournalLine stack(
            String run,
            Source source,
            String image,
            int pages,
            InputState state,
            String stem,
            Map<String, Long> files,
            List<String> planes) {
        Map<String, Long> all = new LinkedHashMap<>(files);
        planes.forEach(plane -> all.put(plane, GONE));
        return new JournalLine(
                run,
                image,
                source.name(),
                STACK,
                pages,
                stem,
                state,
                Instant.now().toString(),
                0,
                "",
                all,
                List.of(),
                JournalExtras.NONE,
                JournalPlace.NOWHERE);
    }

    /** Whether it tells of what was made of pages together. */
    @JsonIgnore
    boolean isStack() {
        return page == STACK;
    }

    /** Whether it tells of one of several slices or frames. */
    @JsonIgnore
    boolean isPlane() {
        return image.startsWith(source)
                && PLANE.matcher(image.substring(source.length())).matches();
    }

    /** The files that are in others now. */
    List<String> absent() {
        return files.entrySet().stream()
                .filter(file -> file.getValue() == GONE)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isFailure() {
        return !failure.isEmpty();
    }

    /** The same, read or written there. */
    JournalLine at(JournalPlace there) {
        return new JournalLine(
                run, image, source, page, pages, stem, input, at, seconds, failure, files, rows, extras, there);
    }
}
