package io.fovea.share;

import io.fovea.AtomicFolder;
import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import io.fovea.model.CardFile;
import io.fovea.model.KeptModels;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Puts models into the folder of those that are kept. */
public final class ModelCopy {
    private ModelCopy() {}

    /**
     * Copies a model into a folder of its name, with its card and whatever else it is read from: whole, or not at all.
     * Blocks. A model that is there already under that name, the same to the byte, is left.
     *
     * @param from an {@code .onnx} file, or a BioImage.IO package: a zip or a folder
     * @return the name by which it is found from now on
     * @throws FoveaException if it is no model, another is called so, or it cannot be copied
     * @throws io.fovea.session.CancelledException if cancelled; nothing is left of it
     */
    public static String add(Path from, KeptModels to, Cancellation cancel) {
        Path source = from.toAbsolutePath().normalize();
        if (!Files.exists(source)) {
            throw new FoveaException("There is no file or folder '" + from + "'.");
        }
        if (!KeptModels.isFile(source) && !Files.isDirectory(source)) {
            throw new FoveaException("'" + from + "' is no .onnx file and no BioImage.IO package; give one of these.");
        }
        Path card = CardFile.beside(source);
        if (Files.isDirectory(source) && Files.isRegularFile(card)) {
            throw new FoveaException("The card of '" + from + "' lies beside that folder, at '" + card
                    + "'; move it into it, beside its .onnx file and called like that, then add it.");
        }
        Model model = Model.read(source);
        String name = KeptModels.name(source);
        if (ModelLibrary.names().contains(name)) {
            throw new FoveaException(
                    "A model that comes with Fovea is called '" + name + "' too; rename '" + from + "', then add it.");
        }
        if (isThere(name, model, from, to)) {
            return name;
        }
        Path target = to.folder().toAbsolutePath().resolve(name);
        try {
            copy(files(source, model), base(source), target, cancel);
        } catch (IOException e) {
            throw new FoveaException(
                    "'" + from + "' cannot be copied to '" + target + "': " + UnreadableFile.reason(e) + ".", e);
        }
        return name;
    }

    private static boolean isThere(String name, Model model, Path from, KeptModels to) {
        Path target = to.folder().resolve(name);
        boolean known = to.find(name).isPresent();
        if (known
                && to.find(name)
                        .map(Model::read)
                        .filter(other -> isSame(other, model))
                        .isPresent()) {
            return true;
        }
        if (known || Files.exists(target)) {
            throw new FoveaException("'" + to.folder() + "' has another model '" + name + "'; remove that, or rename '"
                    + from + "', then add it.");
        }
        return false;
    }

    private static boolean isSame(Model one, Model other) {
        return one.fingerprint().equals(other.fingerprint()) && one.card().equals(other.card());
    }

    /** What the paths of the files that are copied are relative to. */
    private static Path base(Path source) {
        return Files.isDirectory(source) ? source : source.getParent();
    }

    private static List<Path> files(Path source, Model model) throws IOException {
        if (!Files.isDirectory(source)) {
            // A package's own files, beside an ONNX file, are more than what it is read from.
            Stream<Path> all = Stream.concat(Stream.of(source), model.files().stream());
            return all.map(path -> path.toAbsolutePath().normalize())
                    .filter(path -> path.startsWith(base(source)))
                    .distinct()
                    .toList();
        }
        try (Stream<Path> all = Files.walk(source)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(List<Path> files, Path base, Path target, Cancellation cancel) throws IOException {
        AtomicFolder.write(target, part -> {
            for (Path file : files) {
                cancel.check();
                Path copy = part.resolve(base.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        });
    }
}
