package io.fovea.image;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.Optional;
import nu.pattern.OpenCV;
import org.opencv.core.Core;

/**
 * Loads OpenCV's native library, once, when first asked: from the folder that the property {@code fovea.native} names or
 * from the library path where it is there, or else from the jar, which takes half a second to unpack.
 */
public final class OpenCv {
    private OpenCv() {}

    /** Makes {@code org.opencv} usable. Called by whatever creates the first {@code Mat} of a piece of work. Throws where it cannot run. */
    public static void load() {
        if (Loaded.FAILURE.isPresent()) {
            throw new FoveaException(
                    "OpenCV has no library that runs on this system (" + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + "), or it cannot be unpacked to the temporary folder.",
                    Loaded.FAILURE.get());
        }
    }

    /** The class initialiser runs once, whatever threads ask. */
    private static final class Loaded {
        static final Optional<Throwable> FAILURE = tryToLoad();

        private static Optional<Throwable> tryToLoad() {
            try {
                loadUnpacked();
                return Optional.empty();
            } catch (UnsatisfiedLinkError notUnpackedYet) {
                return tryToUnpack();
            }
        }

        private static void loadUnpacked() {
            String folder = System.getProperty("fovea.native");
            if (folder == null) {
                System.loadLibrary(Core.NATIVE_LIBRARY_NAME);
            } else {
                System.load(Path.of(folder, System.mapLibraryName(Core.NATIVE_LIBRARY_NAME))
                        .toAbsolutePath()
                        .toString());
            }
        }

        private static Optional<Throwable> tryToUnpack() {
            try {
                OpenCV.loadLocally();
                return Optional.empty();
            } catch (RuntimeException | LinkageError e) {
                return Optional.of(e);
            }
        }
    }
}
