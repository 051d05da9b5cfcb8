package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.imagej.ImageJLauncher;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens ImageJ with Fovea's menu. */
@Command(name = "imagej", description = "Opens ImageJ with Fovea in its Plugins menu.")
final class ImageJCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "IMAGE", description = "Images to open.")
    private List<String> images = List.of();

    @Override
    public Integer call() {
        List<Path> files = new ArrayList<>();
        images.forEach(image -> files.addAll(expand(image)));
        ImageJLauncher.open(files);
        return Main.STAYS_OPEN;
    }

    /** What a pattern such as {@code *.png} matches; on Windows no shell has done that. */
    static List<Path> expand(String image) {
        int cut = Math.max(image.lastIndexOf('/'), image.lastIndexOf('\\')) + 1;
        String name = image.substring(cut);
        if (!name.contains("*") && !name.contains("?")) {
            return List.of(Path.of(image));
        }
        List<Path> files = new ArrayList<>();
        Path folder = Path.of(image.substring(0, cut));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name.replaceAll("[\\[{]", "\\\\$0"))) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new FoveaException("There is no folder '" + folder + "' to look for '" + name + "' in.", e);
        }
        if (files.isEmpty()) {
            throw new FoveaException("No file matches '" + image + "'.");
        }
        return files.stream().sorted().toList();
    }
}
