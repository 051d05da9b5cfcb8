package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.CardFile;
import io.fovea.session.Device;
import io.fovea.task.LargeImage;
import io.fovea.task.Monitor;
import io.fovea.task.Outcome;
import io.fovea.task.StripFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes of the parts that shares did of large images what one run makes of the images. */
final class JoinedParts implements AutoCloseable {
    /** As what a killed run leaves: nothing reads it. */
    private static final String SCRATCH = ".joined-journal.part";

    private final Path output;
    private final OutputFolder folder;
    private final List<String> parts = new ArrayList<>();
    private Optional<Journal> journal = Optional.empty();

    /** Writes into a folder. */
    JoinedParts(Path output, OutputFolder folder) {
        this.output = output;
        this.folder = folder;
    }

    /**
     * Puts those images of a run together of which all parts are done; they take the place of their parts in it.
     *
     * @throws FoveaException if an image is not where it was, was changed since, or something cannot be read or written
     */
    void join(JoinedRun run) {
        Map<String, List<String>> names = run.sources().keySet().stream()
                .filter(name -> Source.partOf(name).isPresent())
                .collect(Collectors.groupingBy(
                        name -> Source.wholeOf(name).orElseThrow(), TreeMap::new, Collectors.toList()));
        names.forEach((image, some) -> {
            // An earlier run may have had another number of shares.
            Map<Integer, List<String>> byCount = some.stream()
                    .collect(Collectors.groupingBy(
                            name -> Source.partOf(name).orElseThrow().count()));
            byCount.entrySet().stream()
                    .filter(one -> one.getValue().size() == one.getKey())
                    .map(one -> inOrder(run, one.getValue()))
                    .filter(parts ->
                            parts.stream().allMatch(part -> part.failure().isEmpty()))
                    .findFirst()
                    .ifPresent(whole -> {
                        some.forEach(name -> run.sources()
                                .get(name)
                                .lines()
                                .forEach(line -> parts.addAll(line.files().keySet())));
                        run.replace(some, image, joined(run, image, whole));
                    });
        });
    }

    private static List<JoinedRun.Done> inOrder(JoinedRun run, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparing(
                        name -> Source.partOf(name).orElseThrow().index()))
                .map(run.sources()::get)
                .toList();
    }

    private JoinedRun.Done joined(JoinedRun run, String image, List<JoinedRun.Done> done) {
        List<JournalLine> lines = new ArrayList<>();
        for (int page = 0; page < done.get(0).lines().size(); page++) {
            int which = page;
            List<JournalLine> same =
                    done.stream().map(part -> part.lines().get(which)).toList();
            List<Path> files = new ArrayList<>();
            done.forEach(
                    part -> files.add(part.folder().resolve(fileOf(part.lines().get(which)))));
            lines.add(joined(run, image, same, files));
        }
        return new JoinedRun.Done(output, lines);
    }

    private static String fileOf(JournalLine line) {
        return line.files().keySet().iterator().next();
    }

    private JournalLine joined(JoinedRun run, String name, List<JournalLine> lines, List<Path> files) {
        JournalHead head = run.head();
        JournalLine first = lines.get(0);
        Path image = Path.of(StripFile.head(files.get(0)).image());
        Source source = new Source(image, name);
        InputState now = InputState.of(image);
        if (!lines.stream().allMatch(line -> line.input().equals(now))) {
            throw new FoveaException("The image '" + image + "', of which shares did the parts, "
                    + (Files.exists(image)
                            ? "was changed since; run the shares again."
                            : "is not there; join them on a machine that sees it."));
        }
        Card card = CardFile.card(head.card());
        JobTables tables = (JobTables) Tables.of(head.command(), card, head.options());
        PageChoice choice = PageChoice.parse(text(head, "channel"), text(head, "slice"), text(head, "frame"))
                .feeding(card.input());
        double seconds = lines.stream().mapToDouble(JournalLine::seconds).sum();
        try (OpenFile open = OpenFile.open(source, first.input(), choice, new Stems(List.of(source)))) {
            PageRun.Page read = open.large(first.page())
                    .orElseThrow(() -> new FoveaException("The image '" + image
                            + "' cannot be read strip by strip here, as it was by the shares; give Java more memory."));
            String stem = Division.wholeStem(
                    fileOf(first), Source.partOf(first.source()).orElseThrow(), StripFile.SUFFIX);
            PageRun.Page page = new PageRun.Page(
                    source, read.name(), stem, read.index(), read.count(), first.input(), read.pixels(), read.around());
            LargeImage large = page.pixels().large().orElseThrow();
            Outcome outcome =
                    tables.job().joined(card, large, page.around(), tables.settings(), files, seconds, Monitor.NONE);
            try (FolderRun.Made made = FolderJob.made(page, outcome, Device.parse(head.device()), seconds)) {
                return written(run, page, first.stem(), made);
            }
        }
    }

    private static String text(JournalHead head, String option) {
        return head.options().getOrDefault(option, "");
    }

    private JournalLine written(JoinedRun run, PageRun.Page page, String stem, FolderRun.Made made) {
        Map<String, Long> written =
                folder.write(page.source(), made, page.work(run.head().run()));
        int side = ReportPictures.side(run.sources().size());
        Optional<byte[]> small = run.isReported()
                ? Optional.of(ReportPictures.of(page.pixels(), made.pictures(), side))
                : Optional.empty();
        JournalLine line = JournalLine.done(
                run.head().run(),
                page,
                stem,
                made.seconds(),
                written,
                made.rows(),
                JournalExtras.of(made.details(), small));
        if (journal.isEmpty()) {
            journal = Optional.of(Journal.begin(output.resolve(SCRATCH), run.head(), false));
        }
        return line.at(journal.get().append(line));
    }

    /** Takes the parts away that lie in the folder itself, not below it where their shares have them: the whole has them. */
    void removeParts() {
        parts.forEach(folder::remove);
    }

    @Override
    public void close() {
        journal.ifPresent(Journal::close);
        Path scratch = output.resolve(SCRATCH);
        try {
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            throw new FoveaException("Cannot remove '" + scratch + "', which was joined with others.", e);
        }
    }
}
