package io.fovea.cli;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the plugin into a folder of Fiji or ImageJ, or into a zip for one. */
@Command(name = "install", description = "Puts Fovea into a folder of Fiji or ImageJ, in place of an older one.")
final class InstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            defaultValue = "this",
            description =
                    "Whose native libraries: this, all, linux64, linux-arm64, macos-arm64, win64 (default: this).")
    private String platform;

    private static final class Target {
        @Option(names = "--fiji", required = true, paramLabel = "DIR", description = "The folder of Fiji or ImageJ.")
        private Path fiji;

        @Option(names = "--zip", required = true, paramLabel = "FILE", description = "A zip to unpack into one.")
        private Path zip;
    }

    @Override
    public Integer call() throws IOException {
        List<FijiPlatform> platforms = FijiPlatform.named(platform);
        if (target.zip != null) {
            Writable.check(target.zip, "zip for Fiji", FijiLayout::isZip);
        }
        Installation installation = Installation.current()
                .orElseThrow(() -> new FoveaException(
                        "There is nothing to install beside these classes; start Fovea by its launcher."));
        FijiLayout layout = FijiLayout.of(installation, platforms);
        PrintWriter out = Console.of(spec).out();
        if (target.zip != null) {
            AtomicFile.write(target.zip, layout::writeZip);
            out.println(target.zip + " (" + megabytes(Files.size(target.zip)) + ")");
            return 0;
        }
        FijiFolder folder = FijiFolder.at(target.fiji);
        folder.install(layout, installation.launcher());
        long size = 0;
        for (String place : layout.places()) {
            out.println(folder.root().resolve(place));
            size += Files.size(folder.root().resolve(place));
        }
        out.println("Installed, " + megabytes(size) + ". Start it anew; Fovea is in its menu Plugins > Fovea.");
        List<Diagnosis> wrong = FolderCheck.of(folder).stream()
                .filter(diagnosis -> !diagnosis.isFine())
                .toList();
        wrong.forEach(diagnosis -> Console.of(spec).err().println("fovea: " + diagnosis.sentence()));
        return wrong.isEmpty() ? 0 : Errors.SOME_FAILED;
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
