package io.fovea.batch;

import io.fovea.task.Findings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what is done in a journal beside the results, and knows it from there. */
final class JournalLedger implements Ledger<FolderJob.Row>, AutoCloseable {
    private final Journal journal;
    private final JournalHead head;
    private final EarlierWork earlier;
    private final boolean retries;
    private final Function<Source, InputState> states;
    private final JournalIndex index;
    private final Map<String, String> stems = new HashMap<>();

    private JournalLedger(
            Journal journal,
            JournalHead head,
            EarlierWork earlier,
            boolean retries,
            Function<Source, InputState> states,
            JournalIndex index,
            Stems stems,
            Inputs inputs) {
        this.journal = journal;
        this.head = head;
        this.earlier = earlier;
        this.retries = retries;
        this.states = states;
        this.index = index;
        inputs.sources().forEach(source -> this.stems.put(source.name(), stems.beginning(source)));
    }

    /**
     * Begins a run.
     *
     * @param output that the results are written to
     * @param inputs all of them, whatever the share
     * @param states of files, with all else that what comes of them depends on
     * @param index told where every image that is done stands
     */
    static JournalLedger begin(
            OutputFolder output,
            BatchFiles files,
            WorkOrder order,
            BatchPlan plan,
            Inputs inputs,
            Function<Source, InputState> states,
            JournalIndex index) {
        Path place = output.document(files.journal(), Journal.BEGINNING);
        List<JournalLine> lines = new ArrayList<>();
        if (plan.resumes()) {
            files.journals().forEach(file -> lines.addAll(Journal.read(file).lines()));
        }
        WorkOrder whole = order.of(inputs.pages());
        JournalHead head = whole.head(files, inputs.share(plan.shard()), plan);
        return new JournalLedger(
                Journal.begin(place, head, plan.resumes()),
                head,
                EarlierWork.of(files.folder(), whole.id(), lines),
                plan.retries(),
                states,
                index,
                new Stems(inputs.sources()),
                inputs);
    }

    /** What the journal says of the run. */
    JournalHead head() {
        return head;
    }

    @Override
    public Earlier<FolderJob.Row> earlier(Source source, String stem) {
        Optional<JournalLine> last = earlier.last(source.name());
        if (last.isEmpty()) {
            return Earlier.nothing();
        }
        InputState now = state(source);
        if (!retries && last.get().isFailure() && last.get().input().equals(now)) {
            return new Earlier<>(0, Map.of(), Optional.of(last.get().failure()));
        }
        Map<Integer, JournalLine> pages = earlier.pages(source.name(), now, stem);
        Map<Integer, List<FolderJob.Row>> rows = new HashMap<>();
        pages.forEach((page, line) -> {
            rows.put(page, line.rows());
            index.put(line.image(), line.place());
        });
        return new Earlier<>(
                pages.values().stream().findFirst().map(JournalLine::pages).orElse(0), rows, Optional.empty());
    }

    @Override
    public InputState state(Source source) {
        return states.apply(source);
    }

    /** Keeps that a page is done, and what was written for it. */
    void done(PageRun.Page page, Map<String, Long> files, FolderRun.Made made, JournalExtras extras) {
        List<FolderJob.Row> exact =
                made.rows().stream().map(JournalLedger::exact).toList();
        String stem = stems.get(page.source().name());
        index.put(
                page.name(),
                journal.append(JournalLine.done(head.run(), page, stem, made.seconds(), files, exact, extras)));
    }

    /** A row that gives the same table when it is read back: of real numbers JSON knows one kind, which tables round. */
    static FolderJob.Row exact(FolderJob.Row row) {
        Findings found = row.findings();
        List<List<Object>> rows = found.rows().stream()
                .map(cells -> cells.stream().map(JournalLedger::exact).toList())
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

    @Override
    public void failed(Source source, InputState state, String sentence) {
        journal.append(JournalLine.failed(head.run(), source, state, stems.get(source.name()), sentence));
    }

    @Override
    public void close() {
        journal.close();
    }
}
