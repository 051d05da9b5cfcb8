package io.fovea.cli;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a release's zips for Fiji and ImageJ: one for each platform, and one for all. */
public final class FijiZips {
    private FijiZips() {}

    /**
     * Writes the zips.
     *
     * @param args the folder of the {@link Installation} that was built; the folder for the zips; the version
     */
    public static void main(String[] args) throws IOException {
        Installation installation = new Installation(Path.of(args[0]).toAbsolutePath());
        List<String> words = new ArrayList<>(
                Arrays.stream(FijiPlatform.values()).map(FijiPlatform::toString).toList());
        words.add("all");
        for (String word : words) {
            FijiLayout layout = FijiLayout.of(installation, FijiPlatform.named(word));
            AtomicFile.write(Path.of(args[1], "fovea-" + args[2] + "-fiji-" + word + ".zip"), layout::writeZip);
        }
    }
}
