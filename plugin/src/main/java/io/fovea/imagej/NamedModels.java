package io.fovea.imagej;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
import io.fovea.model.CardFile;
import io.fovea.model.KeptModels;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.model.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The models that can be named: those that come with Fovea, then those in the user's folder. What was read of a file is kept
 * until that changes. Thread-safe.
 */
public final class NamedModels {
    private static final Map<Path, Read> READ = new ConcurrentHashMap<>();

    private record Read(List<FileStamp> stamps, NamedModel model) {}

    private NamedModels() {}

    /** All of them. Blocks on the disk. */
    public static List<NamedModel> all() {
        List<NamedModel> all = new ArrayList<>();
        ModelLibrary.shipped()
                .forEach(model ->
                        all.add(new NamedModel(model.name(), Optional.empty(), false, Optional.of(model.card()), "")));
        KeptModels.ofUser().all().forEach(kept -> all.add(read(kept)));
        return List.copyOf(all);
    }

    /** The names of those that do a task, as a dialog offers them. */
    public static List<String> names(Predicate<Task> does) {
        return all().stream()
                .filter(model ->
                        model.card().filter(card -> does.test(card.task())).isPresent())
                .map(NamedModel::name)
                .toList();
    }

    private static NamedModel read(KeptModels.Kept kept) {
        List<FileStamp> now = stamps(kept.path());
        Read read = READ.get(kept.path());
        if (read == null || !read.stamps().equals(now)) {
            read = new Read(now, look(kept));
            READ.put(kept.path(), read);
        }
        return read.model();
    }

    private static NamedModel look(KeptModels.Kept kept) {
        try {
            Model model = kept.read();
            return new NamedModel(
                    kept.name(), Optional.of(kept.path()), model.origin().isPresent(), Optional.of(model.card()), "");
        } catch (FoveaException e) {
            return new NamedModel(kept.name(), Optional.of(kept.path()), false, Optional.empty(), e.getMessage());
        }
    }

    private static List<FileStamp> stamps(Path path) {
        List<FileStamp> stamps = new ArrayList<>(List.of(FileStamp.of(path), FileStamp.of(CardFile.beside(path))));
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                files.sorted().map(FileStamp::of).forEach(stamps::add);
            } catch (IOException | UncheckedIOException e) {
                return stamps; // what cannot be read is refused where it is read
            }
        }
        return stamps;
    }
}
