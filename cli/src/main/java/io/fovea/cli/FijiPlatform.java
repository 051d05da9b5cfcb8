package io.fovea.cli;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A system that Fovea's libraries have native code for, by the name that Fiji gives it. */
enum FijiPlatform {
    LINUX64("linux64", "linux-x64", "linux/x86_64"),
    LINUX_ARM64("linux-arm64", "linux-aarch64", "linux/ARMv8"),
    MACOS_ARM64("macos-arm64", "osx-aarch64", "osx/ARMv8"),
    WIN64("win64", "win-x64", "windows/x86_64");

    private static final String ONNX_RUNTIME = "ai/onnxruntime/native/";
    private static final String OPENCV = "nu/pattern/opencv/";

    private final String name;
    private final List<String> folders;

    FijiPlatform(String name, String onnxRuntime, String openCv) {
        this.name = name;
        this.folders = List.of(ONNX_RUNTIME + onnxRuntime + "/", OPENCV + openCv + "/");
    }

    /** The one that this process runs on. */
    static FijiPlatform here() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (system.startsWith("windows")) {
            return WIN64;
        }
        return system.startsWith("mac") ? MACOS_ARM64 : arm ? LINUX_ARM64 : LINUX64;
    }

    /**
     * Those that a word names: one, {@code all}, or {@code this}.
     *
     * @throws FoveaException if it names none
     */
    static List<FijiPlatform> named(String word) {
        if (word.equals("all")) {
            return List.of(values());
        }
        if (word.equals("this")) {
            return List.of(here());
        }
        return List.of(Arrays.stream(values())
                .filter(platform -> platform.name.equals(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no platform '" + word + "'. Give this, all, or one of "
                        + Arrays.stream(values()).map(FijiPlatform::toString).collect(Collectors.joining(", "))
                        + ".")));
    }

    /** Whether an entry of a jar is a native library, of whatever system. */
    static boolean isNative(String entry) {
        return entry.startsWith(ONNX_RUNTIME) || entry.startsWith(OPENCV);
    }

    /** Whether an entry of a jar is a native library of this system. */
    boolean has(String entry) {
        return folders.stream().anyMatch(entry::startsWith);
    }

    @Override
    public String toString() {
        return name;
    }
}
