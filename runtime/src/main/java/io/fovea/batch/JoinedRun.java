package io.fovea.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the shares of one run did together. */
final class JoinedRun {
    private final JournalHead head;
    /** Whether the pages of stacks are put together. */
    private final boolean hasStacks;

    private final Map<String, Done> sources = new TreeMap<>(Inputs::compareNames);
    /** What each share said as it began last. */
    private final Map<Shard, JournalHead> heads = new LinkedHashMap<>();

    private final Map<Shard, Set<String>> found = new LinkedHashMap<>();

    /** How many images were put together of which each share had a part. */
    private int joined;

    /**
     * A file that is done, or could not be.
     *
     * @param folder that its pictures lie in
     * @param lines of its pages, in their order; the one of its failure
     */
    record Done(Path folder, List<JournalLine> lines) {
        /** Copies the list. */
        Done {
            lines = List.copyOf(lines);
        }

        Optional<String> failure() {
            return lines.stream().filter(JournalLine::isFailure).findFirst().map(JournalLine::failure);
        }
    }

    private JoinedRun(JournalHead head) {
        this.head = head;
        this.hasStacks = Tables.of(head).stacks().isPresent();
    }

    /**
     * Looks through shares.
     *
     * @param head of any of them
     */
    static JoinedRun of(JournalHead head, List<ShareJournal> shares) {
        JoinedRun run = new JoinedRun(head);
        Map<Path, List<JournalLine>> lines = new LinkedHashMap<>();
        for (ShareJournal share : shares) {
            lines.computeIfAbsent(share.folder(), folder -> new ArrayList<>())
                    .addAll(share.content().lines());
        }
        lines.forEach((folder, all) -> run.add(folder, EarlierWork.of(folder, head.run(), all)));
        shares.forEach(run::count);
        return run;
    }

    private void add(Path folder, EarlierWork work) {
        for (String source : work.sources()) {
            JournalLine last = work.last(source).orElseThrow();
            if (last.isFailure()) {
                sources.putIfAbsent(source, new Done(folder, List.of(last)));
                continue;
            }
            // Explanations share their table: a later run replaces pictures, and leaves the rows of others.
            boolean isShared = head.command().equals(ExplainTables.COMMAND);
            Map<Integer, JournalLine> there = isShared
                    ? work.pagesOrReplaced(source, last.input(), last.stem())
                    : work.pages(source, last.input(), last.stem());
            List<JournalLine> pages = new ArrayList<>(there.values());
            if (pages.size() == last.pages()) {
                List<JournalLine> stacks = work.stacks(source, last.input(), last.stem());
                if (hasStacks && stacks.isEmpty() && pages.stream().anyMatch(JournalLine::isPlane)) {
                    continue;
                }
                pages.addAll(stacks);
                sources.put(source, new Done(folder, pages));
            }
        }
    }

    private void count(ShareJournal share) {
        share.content().heads().stream()
                .filter(one -> one.run().equals(head.run()))
                .forEach(one -> {
                    heads.merge(
                            Shard.parse(one.shard()), one, BinaryOperator.maxBy(Comparator.comparing(JournalHead::at)));
                    share.content().lines().stream()
                            .filter(line -> line.run().equals(head.run()))
                            .forEach(line -> found.computeIfAbsent(Shard.parse(one.shard()), shard -> new TreeSet<>())
                                    .add(line.source()));
                });
    }

    JournalHead head() {
        return head;
    }

    /** The files that are done, or could not be, by name, in the order of a run over all. */
    Map<String, Done> sources() {
        return sources;
    }

    /** Puts a file in the place of its parts. */
    void replace(List<String> parts, String whole, Done done) {
        joined += parts.stream().anyMatch(this::isOwnPart) ? 1 : 0;
        parts.forEach(sources::remove);
        sources.put(whole, done);
    }

    /** Whether a name is that of a part, and not of one that earlier shares, of another number, had. */
    private boolean isOwnPart(String name) {
        return Source.partOf(name).filter(part -> part.count() == count()).isPresent();
    }

    private int count() {
        return Shard.parse(head.shard()).count();
    }

    /** What a share said as it began, in the words of a run over all: what was put together is one file, the first share's. */
    JournalHead joined(JournalHead one) {
        Shard shard = Shard.parse(one.shard());
        boolean hadParts = shard.count() == count() && shard.index() > 1 && one.equals(heads.get(shard));
        return hadParts ? one.withImages(Math.max(0, one.images() - joined)) : one;
    }

    /** How many files are done; of those in parts only whole ones. */
    int done() {
        return (int) sources.entrySet().stream()
                .filter(one -> one.getValue().failure().isEmpty())
                .filter(one -> Source.partOf(one.getKey()).isEmpty())
                .count();
    }

    /** Whether any share was to have a report; runs over all, or in other shares, do not count. */
    boolean isReported() {
        int count = count();
        return heads.entrySet().stream()
                .anyMatch(
                        one -> one.getKey().count() == count && !one.getValue().withoutReport());
    }

    /** Where the journals have the images that are done. */
    JournalIndex index() {
        return JournalIndex.of(sources.values().stream()
                .filter(done -> done.failure().isEmpty())
                .flatMap(done -> done.lines().stream())
                .toList());
    }

    List<FolderJob.Row> rows() {
        return sources.values().stream()
                .filter(done -> done.failure().isEmpty())
                .flatMap(done -> done.lines().stream())
                .flatMap(line -> line.rows().stream())
                .toList();
    }

    List<FailureTable.Missing> failures() {
        List<FailureTable.Missing> failures = new ArrayList<>();
        Map<String, String> unread = new TreeMap<>();
        heads.values().forEach(one -> unread.putAll(one.unread()));
        unread.forEach((name, sentence) -> failures.add(new FailureTable.Missing(name, sentence)));
        sources.forEach((name, done) ->
                done.failure().ifPresent(sentence -> failures.add(new FailureTable.Missing(name, sentence))));
        return failures;
    }

    /** What is not there, in sentences. */
    List<String> missing() {
        int count = count();
        List<Shard> shares = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Shard(i, count))
                .toList();
        List<Shard> absent =
                shares.stream().filter(share -> !heads.containsKey(share)).toList();
        if (!absent.isEmpty()) {
            return List.of("There is no journal of share "
                    + absent.stream().map(Shard::toString).collect(Collectors.joining(", ")) + " of '" + head.table()
                    + "': let it run, or give its folder, too.");
        }
        int images =
                shares.stream().mapToInt(share -> heads.get(share).images()).sum();
        int there = joined * (count - 1)
                + (int) sources.keySet().stream()
                        .filter(name -> Source.partOf(name).isEmpty() || isOwnPart(name))
                        .count();
        if (there >= images) {
            return torn();
        }
        List<String> behind = shares.stream()
                .filter(share -> found.getOrDefault(share, Set.of()).size()
                        < heads.get(share).images())
                .map(Shard::toString)
                .toList();
        return List.of((images - there) + " of " + images + " images are not in '" + head.table() + "'"
                + (behind.isEmpty() ? "" : ", of share " + String.join(", ", behind))
                + ": give the command again with --resume.");
    }

    /** The images of which not all shares had a part, as where one of them could not read the image, in sentences. */
    private List<String> torn() {
        Map<String, Long> parts = sources.keySet().stream()
                .filter(this::isOwnPart)
                .collect(Collectors.groupingBy(
                        name -> Source.wholeOf(name).orElseThrow(), TreeMap::new, Collectors.counting()));
        return parts.entrySet().stream()
                .filter(one -> one.getValue() < count() && !sources.containsKey(one.getKey()))
                .map(one -> "Of '" + one.getKey() + "' there are " + one.getValue() + " of " + count()
                        + " parts, as not all shares saw that it is divided: run them again with --resume where all can"
                        + " read it.")
                .toList();
    }
}
