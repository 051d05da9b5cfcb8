package io.fovea.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a journal says of an image: a page of a file that is done, or a file that could not be.
 *
 * @param run the {@link JournalHead} that it belongs to
 * @param image its name in tables
 * @param source the name of its file
 * @param page its place among the pages of the file that are meant, from 0
 * @param pages how many those are; 0 of a file that could not be done
 * @param stem what the names of the file's results begin with
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
                rows,
                extras,
                JournalPlace.NOWHERE);
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

    boolean isFailure() {
        return !failure.isEmpty();
    }

    /** The same, read or written there. */
    JournalLine at(JournalPlace there) {
        return new JournalLine(
                run, image, source, page, pages, stem, input, at, seconds, failure, files, rows, extras, there);
    }
}
