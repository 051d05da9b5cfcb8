package io.fovea.cli;

import io.fovea.imagej.ImageJLauncher;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens ImageJ with Fovea's menu. */
@Command(name = "imagej", description = "Opens ImageJ with Fovea in its Plugins menu.")
final class ImageJCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "IMAGE", description = "Images to open.")
    private List<Path> images = List.of();

    @Override
    public Integer call() {
        ImageJLauncher.open(images);
        return Main.STAYS_OPEN;
    }
}
