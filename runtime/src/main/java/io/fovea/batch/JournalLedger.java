package io.fovea.batch;

import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps what is done in a journal beside the results, and knows it from there. */
final class JournalLedger implements Ledger<FolderJob.Row>, AutoCloseable {
    private final Journal journal;
    private final JournalHead head;
    private final EarlierWork earlier;
    private final boolean retries;
    private final Function<Source, InputState> states;
    private final JournalIndex index;
    private final Map<String, String> stems = new HashMap<>();
    private final Optional<StackBook> stacks;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private JournalLedger(
            Journal journal,
            JournalHead head,
            EarlierWork earlier,
            boolean retries,
            Function<Source, InputState> states,
            JournalIndex index,
            Stems stems,
            Inputs inputs,
            Optional<StackBook> stacks) {
        this.journal = journal;
        this.head = head;
        this.earlier = earlier;
        this.retries = retries;
        this.states = states;
        this.index = index;
        this.stacks = stacks;
        inputs.sources().forEach(source -> this.stems.put(source.name(), stems.naming(source)));
    }

    /**
     * Begins a run.
     *
     * @param output that the results are written to
     * @param inputs all of them, whatever the share
     * @param states of files, with all else that what comes of them depends on
     * @param index told where every image that is done stands
     * @param stacks what is made of the pages of files together
     * @param replaced hears of that before it is written, by its names in the folder
     */
    static JournalLedger begin(
            OutputFolder output,
            BatchFiles files,
            WorkOrder order,
            BatchPlan plan,
            Inputs inputs,
            Function<Source, InputState> states,
            JournalIndex index,
            Optional<StackBook.Form> stacks,
            Consumer<Set<String>> replaced) {
        Path place = output.document(files.journal(), Journal.BEGINNING);
        List<JournalLine> lines = new ArrayList<>();
        if (plan.resumes()) {
            files.journals().forEach(file -> lines.addAll(Journal.read(file).lines()));
        }
        WorkOrder whole = order.of(inputs.pages());
        JournalHead head = whole.head(files, inputs.share(plan.shard()), plan);
        Stems stems = new Stems(inputs.sources());
        return new JournalLedger(
                Journal.begin(place, head, plan.resumes()),
                head,
                EarlierWork.of(files.folder(), whole.id(), lines),
                plan.retries(),
                states,
                index,
                stems,
                inputs,
                stacks.map(form -> new StackBook(output, files.folder(), inputs.pages(), stems, form, replaced)));
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
        String stem = stems.get(page.source().name());
        written.add(page.source().name());
        keep(JournalLine.done(head.run(), page, stem, made.seconds(), files, made.rows(), extras));
    }

    /** Keeps what became of an image, or of a file that could not be done, wherever it was worked on. */
    void keep(JournalLine line) {
        JournalPlace place = journal.append(line);
        if (!line.isFailure()) {
            index.put(line.image(), place);
        }
    }

    @Override
    public void require(OpenFile file) {
        stacks.ifPresent(book -> book.require(file));
    }

    @Override
    public Optional<String> ended(
            Source source, Supplier<InputState> state, int pages, Set<Integer> done, Gate memory, Monitor monitor) {
        if (stacks.isEmpty() || done.isEmpty()) {
            return Optional.empty();
        }
        InputState now = state.get();
        String stem = stems.get(source.name());
        List<JournalLine> there = done.size() == pages ? earlier.stacks(source.name(), now, stem) : List.of();
        if (!there.isEmpty() && !written.contains(source.name())) {
            there.forEach(line -> stacks.get().remove(line.absent()));
            return Optional.empty();
        }
        List<StackBook.Written> made =
                stacks.get().write(source, now, done, head.run() + " " + now.id(), memory, monitor);
        int missing = made.stream().mapToInt(StackBook.Written::missing).sum();
        for (StackBook.Written stack : made) {
            List<String> planes = missing == 0 ? stack.planes() : List.of();
            journal.append(
                    JournalLine.stack(head.run(), source, stack.image(), pages, now, stem, stack.files(), planes));
        }
        if (missing == 0) {
            // Once all lines are written: until then whoever goes on makes all stacks anew.
            made.forEach(stack -> stacks.get().remove(stack.planes()));
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "Of the stack of labels %d of %d planes are background, as their pages failed.",
                missing,
                pages));
    }

    @Override
    public void failed(Source source, InputState state, String sentence) {
        keep(JournalLine.failed(head.run(), source, state, stems.get(source.name()), sentence));
    }

    @Override
    public void close() {
        journal.close();
    }
}
