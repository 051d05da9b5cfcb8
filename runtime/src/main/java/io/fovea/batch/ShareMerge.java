package io.fovea.batch;

import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Joins the shares of batches: their tables, journals and what failed become those that one run over all images would have
 * written, and so do the pictures where the shares lie in folders of their own.
 */
public final class ShareMerge {
    private final Path output;

    private ShareMerge(Path output) {
        this.output = output;
    }

    /**
     * What became of a table.
     *
     * @param name of the table's file
     * @param done files that it has
     * @param failed of files that could not be done, a sentence for each
     * @param missing what is not there, a sentence for each share; empty where the table is whole
     */
    public record Joined(String name, int done, List<String> failed, List<String> missing) {
        /** Copies the lists. */
        public Joined {
            failed = List.copyOf(failed);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Joins what the journals in some folders tell. Once all is there, the tables and journals of shares that lie in {@code
     * output} itself are taken away. Blocks on the disk.
     *
     * @param folders that shares were written to, one or several to each
     * @param output where the whole is written to; it may be one of the folders
     * @return what became of each table
     * @throws FoveaException if there is no journal, shares are of different models or options, or something cannot be
     *     written
     */
    public static List<Joined> run(List<Path> folders, Path output) {
        Map<String, List<ShareJournal>> tables = new TreeMap<>();
        for (Path folder : new LinkedHashSet<>(folders)) {
            for (Path journal : BatchFiles.journals(folder)) {
                Journal.Content content = Journal.read(journal);
                if (!content.heads().isEmpty()) {
                    tables.computeIfAbsent(BatchFiles.nameOf(journal), name -> new ArrayList<>())
                            .add(new ShareJournal(folder, journal, content));
                }
            }
        }
        if (tables.isEmpty()) {
            throw new FoveaException("There is no journal in "
                    + folders.stream().map(folder -> "'" + folder + "'").collect(Collectors.joining(", "))
                    + ": give folders that batches wrote to.");
        }
        ShareMerge merge = new ShareMerge(output);
        List<Joined> joined = new ArrayList<>();
        tables.forEach((name, shares) -> joined.add(merge.join(shares)));
        return joined;
    }

    private Joined join(List<ShareJournal> shares) {
        OutputFolder folder = OutputFolder.open(output, List.of());
        try (JoinedParts parts = new JoinedParts(output, folder)) {
            return join(shares, folder, parts);
        }
    }

    private Joined join(List<ShareJournal> shares, OutputFolder folder, JoinedParts parts) {
        List<JoinedRun> runs = runs(shares);
        runs.forEach(parts::join);
        JoinedRun last = runs.get(runs.size() - 1);
        BatchFiles files = BatchFiles.of(output.resolve(last.head().table()), Shard.WHOLE);
        Path journal = folder.document(files.journal(), Journal.BEGINNING);
        FailureTable failures =
                new FailureTable(folder.table(files.failures(), FailureTable.COLUMNS), files.wholeTable());
        Tables tables = Tables.of(last.head());
        Optional<Leftovers> leftovers =
                tables.keepsEarlier() ? Optional.empty() : Optional.of(Leftovers.of(folder, files));
        for (JoinedRun run : runs) {
            run.sources().values().forEach(done -> copy(done, folder, leftovers));
            List<FolderJob.Row> rows = run.rows();
            if (!rows.isEmpty()) {
                Tables.of(run.head()).in(folder, files, run.index()).accept(rows);
            }
        }
        failures.write(last.failures());
        if (!last.isReported() && !tables.keepsEarlier()) {
            ReportFile.remove(files);
        }
        if (last.isReported() && last.done() > 0) {
            new FolderReport(last.head(), last.rows(), last.failures(), tables.charts(), last.index())
                    .write(ReportFile.of(files, last.head().command()), Cancellation.NONE);
        }
        List<String> missing =
                runs.stream().flatMap(run -> run.missing().stream()).toList();
        if (missing.isEmpty()) {
            Journal.write(journal, content(runs, shares));
            shares.forEach(share -> remove(share, files));
            parts.removeParts();
        }
        int done = last.done();
        return new Joined(files.wholeTable(), done, failures(last), missing);
    }

    /** The runs whose results a table has, in the order in which they began last: of explanations all, of other jobs the last. */
    private static List<JoinedRun> runs(List<ShareJournal> shares) {
        Map<String, JournalHead> lasts = new LinkedHashMap<>();
        Map<String, JournalHead> all = new LinkedHashMap<>();
        shares.stream().map(ShareJournal::last).forEach(head -> lasts.put(head.run(), head));
        shares.stream()
                .flatMap(share -> share.content().heads().stream())
                .sorted(Comparator.comparing(JournalHead::at))
                .forEach(head -> {
                    all.remove(head.run());
                    all.put(head.run(), head);
                });
        JournalHead one = lasts.values().iterator().next();
        if (one.command().equals(ExplainTables.COMMAND)) {
            return all.values().stream().map(head -> JoinedRun.of(head, shares)).toList();
        }
        if (lasts.size() > 1) {
            throw new FoveaException("The shares of '" + one.table()
                    + "' are of different models, options or versions: "
                    + shares.stream().map(share -> "'" + share.journal() + "'").collect(Collectors.joining(", "))
                    + "; run those that differ again.");
        }
        return List.of(JoinedRun.of(all.get(one.run()), shares));
    }

    private static List<String> failures(JoinedRun run) {
        return run.failures().stream().map(FailureTable.Missing::sentence).toList();
    }

    private static Journal.Content content(List<JoinedRun> runs, List<ShareJournal> shares) {
        List<JournalHead> heads = new ArrayList<>();
        List<JournalLine> lines = new ArrayList<>();
        for (JoinedRun run : runs) {
            shares.stream()
                    .flatMap(share -> share.content().heads().stream())
                    .filter(head -> head.run().equals(run.head().run()))
                    .map(run::joined)
                    .forEach(heads::add);
            run.sources().values().forEach(done -> lines.addAll(done.lines()));
        }
        return new Journal.Content(heads, lines);
    }

    private void copy(JoinedRun.Done done, OutputFolder folder, Optional<Leftovers> leftovers) {
        if (isOutput(done.folder())) {
            return;
        }
        Set<String> absent =
                done.lines().stream().flatMap(line -> line.absent().stream()).collect(Collectors.toSet());
        for (JournalLine line : done.lines()) {
            for (String name : line.files().keySet()) {
                if (absent.contains(name)) {
                    continue;
                }
                Path target = folder.place(name);
                try {
                    AtomicFolder.copy(done.folder().resolve(name), target);
                } catch (IOException e) {
                    throw new FoveaException("Cannot write '" + target + "': check that its folder can be written.", e);
                }
            }
            leftovers.ifPresent(earlier -> earlier.remove(line.files().keySet()));
        }
    }

    /** Takes away what the whole has now. */
    private void remove(ShareJournal share, BatchFiles files) {
        if (!isOutput(share.folder())) {
            return;
        }
        for (JournalHead head : share.content().heads()) {
            BatchFiles those = files.of(Shard.parse(head.shard()));
            if (those.shard().equals(Shard.WHOLE)) {
                continue;
            }
            Tables.of(head).names(those).forEach(this::delete);
            ReportFile.remove(those);
            Path failures = output.resolve(those.failures());
            if (Files.exists(failures)) {
                new FailureTable(failures, files.wholeTable()).write(List.of());
            }
            delete(those.journal());
        }
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(output.resolve(name));
        } catch (IOException e) {
            throw new FoveaException("Cannot remove '" + output.resolve(name) + "', which was joined with others.", e);
        }
    }

    private boolean isOutput(Path folder) {
        try {
            return Files.isSameFile(folder, output);
        } catch (IOException e) {
            return false;
        }
    }
}
