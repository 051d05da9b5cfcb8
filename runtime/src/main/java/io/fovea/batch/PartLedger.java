package io.fovea.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what another process keeps in its journal. Thread-safe. */
final class PartLedger implements Ledger<FolderJob.Row> {
    private final String run;
    private final Stems stems;
    private final List<String> lines = new ArrayList<>();

    PartLedger(String run, Stems stems) {
        this.run = run;
        this.stems = stems;
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
        add(JournalLine.done(run, page, stems.beginning(page.source()), made.seconds(), files, made.rows(), extras));
    }

    @Override
    public void failed(Source source, InputState state, String sentence) {
        add(JournalLine.failed(run, source, state, stems.beginning(source), sentence));
    }

    private synchronized void add(JournalLine line) {
        lines.add(Journal.written(line));
    }

    /** All of them, as text. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
