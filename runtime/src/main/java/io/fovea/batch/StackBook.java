package io.fovea.batch;

import io.fovea.image.LabelStack;
import io.fovea.image.StackScale;
import io.fovea.task.ImageDocument;
import io.fovea.task.Job;
import io.fovea.task.JobSettings;
import io.fovea.task.Monitor;
import io.fovea.task.Outcome;
import io.fovea.task.ResultFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Puts the planes that the pages of files left together, once all pages of a file are done. Thread-safe. */
final class StackBook {
    private final OutputFolder folder;
    private final Path path;
    private final PageChoice pages;
    private final Stems stems;
    private final Form form;
    private final Consumer<Set<String>> replaced;

    /**
     * Prepares it.
     *
     * @param path of the folder
     * @param pages that are meant
     * @param replaced hears of what is about to be written, by its names in the folder
     */
    StackBook(
            OutputFolder folder, Path path, PageChoice pages, Stems stems, Form form, Consumer<Set<String>> replaced) {
        this.folder = folder;
        this.path = path;
        this.pages = pages;
        this.stems = stems;
        this.form = form;
        this.replaced = replaced;
    }

    /**
     * What a job makes of stacks.
     *
     * @param plane what the name of a plane's file ends with
     */
    record Form(Job<?> job, JobSettings settings, String plane) {}

    /**
     * What was written of a channel.
     *
     * @param image what the names of its pages in tables begin with
     * @param files with their sizes
     * @param planes that it was made of, by their names
     * @param missing how many planes are background, as their pages failed
     */
    record Written(String image, Map<String, Long> files, List<String> planes, int missing) {
        /** Copies the list, and the map in its order. */
        Written {
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
            planes = List.copyOf(planes);
        }
    }

    /**
     * Looks whether the planes of a file will make stacks, before there are any.
     *
     * @throws io.fovea.FoveaException if not, or if there is a file in the place of one that Fovea did not write
     */
    void require(OpenFile file) {
        List<FileStack> stacks = file.stacks();
        for (int i = 0; i < stacks.size(); i++) {
            LabelStack none = labels(file, stacks.get(i), Set.of(), List.of());
            try (FolderRun.Made made = made(names(file, stacks).get(i), none, List.of())) {
                made.documents().keySet().forEach(folder::place);
                made.folders().keySet().forEach(folder::place);
            }
        }
    }

    private List<String> names(OpenFile file, List<FileStack> stacks) {
        return stems.of(file.source(), stacks.stream().map(FileStack::suffix).toList());
    }

    /**
     * Puts the planes of a file together.
     *
     * @param done its pages that are done
     * @param memory in kilobytes, of which this takes what it holds of planes at once
     * @param monitor told each plane
     * @return of each channel; empty of a file that is no stack
     * @throws io.fovea.FoveaException if its pages make no stack, or it cannot be written
     * @throws io.fovea.session.CancelledException if cancelled
     */
    List<Written> write(Source source, InputState state, Set<Integer> done, String work, Gate memory, Monitor monitor) {
        try (OpenFile file = OpenFile.open(source, state, pages, stems)) {
            List<FileStack> stacks = file.stacks();
            List<String> names = names(file, stacks);
            List<Written> all = new ArrayList<>();
            for (int i = 0; i < stacks.size(); i++) {
                FileStack stack = stacks.get(i);
                List<String> planes = new ArrayList<>();
                LabelStack labels = followed(labels(file, stack, done, planes), monitor);
                FolderRun.Made made = made(names.get(i), labels, images(file, stack, done));
                replaced.accept(union(made.documents().keySet(), made.folders().keySet()));
                double kilobytes = form.job().stackedBytes(labels, form.settings()) / Pipeline.KILOBYTE;
                String image = source.name() + stack.suffix().replaceFirst("^-", "#");
                all.add(new Written(
                        image,
                        memory.withinOrAlone(kilobytes, () -> folder.write(source, made, work)),
                        planes,
                        stack.places().size() - planes.size()));
            }
            return all;
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private LabelStack labels(OpenFile file, FileStack stack, Set<Integer> done, List<String> names) {
        List<Optional<Path>> planes =
                new ArrayList<>(Collections.nCopies(stack.slices() * stack.frames(), Optional.empty()));
        stack.places().forEach((page, place) -> {
            if (done.contains(page)) {
                String name = file.stem(page) + form.plane();
                names.add(name);
                planes.set(place, Optional.of(path.resolve(name)));
            }
        });
        // A file says it of its first image alone.
        return new LabelStack(
                stack.width(),
                stack.height(),
                stack.slices(),
                stack.frames(),
                planes,
                stack.isOfFirstImage() ? file.pixelSize() : Optional.empty(),
                stack.isOfFirstImage() ? file.stackScale() : StackScale.UNKNOWN);
    }

    private static LabelStack followed(LabelStack labels, Monitor monitor) {
        int all = labels.planes().size();
        return labels.checking(plane -> {
            monitor.check();
            monitor.report(0, "plane " + (plane + 1) + " of " + all + " of its stack");
        });
    }

    private static List<String> images(OpenFile file, FileStack stack, Set<Integer> done) {
        List<String> images = new ArrayList<>(Collections.nCopies(stack.slices() * stack.frames(), ""));
        stack.places().forEach((page, place) -> {
            if (done.contains(page)) {
                images.set(place, Csv.line(file.name(page)));
            }
        });
        return images;
    }

    private FolderRun.Made made(String stem, LabelStack labels, List<String> images) {
        Outcome outcome = form.job().stacked(labels, images, form.settings());
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        outcome.documents().forEach((suffix, document) -> documents.put(stem + suffix, document));
        Map<String, ResultFolder> folders = new LinkedHashMap<>();
        outcome.folders().forEach((suffix, made) -> folders.put(stem + suffix, made));
        return new FolderRun.Made(Map.of(), documents, folders, List.of(), List.of(), outcome.details(), 0);
    }

    /** Takes planes away, which a stack has now. */
    void remove(List<String> planes) {
        planes.forEach(folder::remove);
    }
}
