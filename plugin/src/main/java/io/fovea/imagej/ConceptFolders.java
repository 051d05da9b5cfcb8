package io.fovea.imagej;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.batch.ConceptsFolder;
import io.fovea.batch.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads which folders have the pictures of concepts. */
final class ConceptFolders {
    private ConceptFolders() {}

    /**
     * Concepts as a user gives them: {@code ring=DIR; level=DIR}, the folder of one, or a folder with a folder for each.
     *
     * @param others folders that are no concepts, where they lie among these
     * @throws FoveaException if there is no such folder
     */
    static List<ConceptsFolder.Folder> parse(String text, List<Path> others) {
        List<ConceptsFolder.Folder> folders = new ArrayList<>();
        Path whole = path(text);
        if (Files.isDirectory(whole)) {
            List<Path> inner = foldersIn(whole, others);
            if (inner.isEmpty() || hasImages(whole)) {
                folders.add(named(whole));
            } else {
                inner.forEach(one -> folders.add(named(one)));
            }
            return folders;
        }
        for (String part : text.split(";")) {
            int sign = part.indexOf('=');
            if (Files.isDirectory(path(part)) || sign < 1) {
                folders.add(named(existing(path(part))));
            } else {
                folders.add(new ConceptsFolder.Folder(
                        part.substring(0, sign).strip(), existing(path(part.substring(sign + 1)))));
            }
        }
        return folders;
    }

    private static Path path(String text) {
        return FolderSegmentation.path("concepts", "the folder of concepts", text)
                .toAbsolutePath()
                .normalize();
    }

    private static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FoveaException(
                    "There is no folder '" + folder + "' with pictures of a concept; give one, or several"
                            + " as concepts=[name=FOLDER; name=FOLDER].");
        }
        return folder;
    }

    private static ConceptsFolder.Folder named(Path folder) {
        Path name = folder.getFileName();
        return new ConceptsFolder.Folder(name == null ? folder.toString() : name.toString(), folder);
    }

    private static List<Path> foldersIn(Path folder, List<Path> others) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(one -> Files.isDirectory(one)
                            && !one.getFileName().toString().startsWith(".")
                            && !others.contains(one))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean hasImages(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.anyMatch(Inputs::looksLikeImage);
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** A folder as {@link #parse} compares it. */
    static List<Path> other(String text) {
        return text.isBlank()
                ? List.of()
                : UserPath.of(text.strip()).stream()
                        .map(path -> path.toAbsolutePath().normalize())
                        .toList();
    }
}
