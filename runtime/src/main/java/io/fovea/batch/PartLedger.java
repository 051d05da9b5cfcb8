package io.fovea.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Collects what another process keeps in its journal. Thread-safe. */
final class PartLedger implements Ledger<FolderJob.Row> {
    private final String run;
    private final Stems stems;
    private final Function<Source, String> places;
    private final List<String> lines = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param places where files lie, for whoever has no copy of them
     */
    PartLedger(String run, Stems stems, Function<Source, String> places) {
        this.run = run;
        this.stems = stems;
        this.places = places;
    }

    @Override
    public Earlier<FolderJob.Row> earlier(Source source, String stem) {
        return Earlier.nothing();
    }

    @Override
    public InputState state(Source source) {
        return InputState.of(source.file());
    }

    /** Keeps that a page is done, and what was written for it. */
    void done(PageRun.Page page, Map<String, Long> files, FolderRun.Made made, JournalExtras extras) {
        add(JournalLine.done(run, page, stems.naming(page.source()), made.seconds(), files, made.rows(), extras));
    }

    @Override
    public void failed(Source source, InputState state, String sentence) {
        String told = sentence.replace(source.file().toString(), places.apply(source));
        add(JournalLine.failed(run, source, state, stems.naming(source), told));
    }

    private synchronized void add(JournalLine line) {
        lines.add(Journal.written(line));
    }

    /** All of them, as text. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
