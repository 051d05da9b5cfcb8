package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.model.ModelParcel;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A batch whose files are done by other machines: this one keeps the journal as their answers come, and writes the tables. */
final class PartedRun {
    private final Inputs share;
    private final FolderBooks books;
    private final Stems stems;
    private final FileRun<FolderJob.Row>[] files;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private int ended;
    private int done;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private PartedRun(Inputs inputs, BatchPlan plan, FolderBooks books) {
        this.share = inputs.share(plan.shard());
        this.books = books;
        this.stems = new Stems(inputs.sources());
        this.files = new FileRun[share.sources().size()];
        for (int i = 0; i < files.length; i++) {
            places.put(share.sources().get(i).name(), i);
        }
    }

    /**
     * Has every file of the plan done that is not done already. Blocks.
     *
     * @param books that were opened for the same inputs and plan
     * @throws FoveaException if something cannot be written, or files stay undone; what was done by then stays
     * @throws CancelledException if cancelled; what was done by then stays
     */
    static Report<FolderJob.Row> run(
            Inputs inputs,
            BatchPlan plan,
            FolderBooks books,
            PartOrder order,
            ModelParcel model,
            Machines machines,
            Monitor monitor) {
        PartedRun run = new PartedRun(inputs, plan, books);
        List<FilePart> parts = run.parts(monitor);
        try {
            if (!parts.isEmpty()) {
                machines.work(order, model, parts, lines -> run.keep(lines, monitor), monitor);
            }
            run.requireAll();
        } catch (RuntimeException | Error e) {
            run.writeTablesBefore(e);
            throw e;
        }
        Report<FolderJob.Row> report = run.report();
        books.write(report);
        books.end(report, monitor);
        books.sweep(run.written);
        return report;
    }

    /**
     * What other machines are told of a batch.
     *
     * @param options of the job, by name
     * @param folder of the books
     * @param output where results go, as a path or an address
     */
    static PartOrder order(
            Inputs inputs,
            BatchPlan plan,
            FolderBooks books,
            String verb,
            Map<String, String> options,
            Device device,
            Path folder,
            String output) {
        JournalHead head = books.ledger().head();
        PageChoice pages = inputs.pages();
        return new PartOrder(
                head.run(),
                verb,
                head.card(),
                options,
                pages.channels().toString(),
                pages.slices().toString(),
                pages.frames().toString(),
                device.toString(),
                inputs.share(plan.shard()).sources().size(),
                plan.reports(),
                output,
                inputs.files().stream()
                        .map(Path::toAbsolutePath)
                        .filter(file -> file.startsWith(folder.toAbsolutePath()))
                        .map(Path::toString)
                        .toList());
    }

    /** What is not done. */
    private List<FilePart> parts(Monitor monitor) {
        List<FilePart> parts = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            if (monitor.isCancelled()) {
                throw new CancelledException();
            }
            Source source = share.sources().get(i);
            Ledger.Earlier<FolderJob.Row> earlier = books.ledger().earlier(source, stems.naming(source));
            if (earlier.isWhole()) {
                end(i, source, earlier);
            } else {
                parts.add(stems.part(source));
            }
        }
        return parts;
    }

    private void end(int index, Source source, Ledger.Earlier<FolderJob.Row> what) {
        FileRun<FolderJob.Row> file = new FileRun<>(index, source, what);
        files[index] = file;
        ended++;
        done += file.failure().isPresent() ? 0 : 1;
    }

    private synchronized void keep(List<String> texts, Monitor monitor) {
        Map<String, List<JournalLine>> bySource =
                texts.stream().map(Journal::parse).collect(Collectors.groupingBy(JournalLine::source));
        bySource.forEach((name, lines) -> {
            int index = places.get(name);
            if (files[index] == null) {
                keep(index, lines);
            }
        });
        monitor.report((double) ended / files.length, ended + " of " + files.length);
    }

    private void keep(int index, List<JournalLine> lines) {
        Map<Integer, List<FolderJob.Row>> rows = new HashMap<>();
        Optional<String> failure = Optional.empty();
        Source source = share.sources().get(index);
        int pages = 0;
        for (JournalLine line : lines) {
            if (line.isFailure()) {
                // Here the file is called as the user did.
                String sentence = line.failure().replace(source.place(), source.called());
                books.ledger().failed(source, line.input(), sentence);
                failure = Optional.of(sentence);
            } else {
                books.ledger().keep(line);
                books.removeLeftovers(line.files().keySet());
                written.addAll(line.files().keySet());
                rows.put(line.page(), line.rows());
                pages = line.pages();
            }
        }
        end(index, source, new Ledger.Earlier<>(pages, rows, failure));
    }

    private synchronized void requireAll() {
        Set<String> missing = new HashSet<>();
        for (int i = 0; i < files.length; i++) {
            if (files[i] == null) {
                missing.add(share.sources().get(i).name());
            }
        }
        if (!missing.isEmpty()) {
            throw new FoveaException(missing.size() + " of " + files.length
                    + " images were not done by any machine; give the command again with --resume.");
        }
    }

    private void writeTablesBefore(Throwable end) {
        try {
            books.write(report());
        } catch (FoveaException e) {
            end.addSuppressed(e);
        }
    }

    private synchronized Report<FolderJob.Row> report() {
        List<FolderJob.Row> rows = new ArrayList<>();
        List<Failure> failures = new ArrayList<>(share.failures());
        for (FileRun<FolderJob.Row> file : files) {
            if (file != null) {
                file.failure().ifPresentOrElse(failures::add, () -> rows.addAll(file.rows()));
            }
        }
        return new Report<>(done, rows, failures);
    }
}
