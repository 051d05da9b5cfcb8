package io.fovea.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Unpacks the native libraries of ONNX Runtime and OpenCV for this system, so that not every start has to. The launcher
 * runs it once after a build; where there is nothing for a system, the libraries' own loaders do what they can.
 */
final class Natives {
    private static final List<String> ONNX_RUNTIME = List.of(
            "onnxruntime",
            "onnxruntime4j_jni",
            "onnxruntime_providers_shared",
            "onnxruntime_providers_cuda",
            "onnxruntime_providers_tensorrt");
    private static final String OPENCV = "opencv_java490";

    private Natives() {}

    /** Unpacks into the folder that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "osx" : "linux";
        String onnxRuntime = (system.equals("windows") ? "win" : system) + (arm ? "-aarch64" : "-x64");
        for (String library : ONNX_RUNTIME) {
            unpack("/ai/onnxruntime/native/" + onnxRuntime + "/", library, folder);
        }
        unpack("/nu/pattern/opencv/" + system + (arm ? "/ARMv8/" : "/x86_64/"), OPENCV, folder);
    }

    private static void unpack(String place, String library, Path folder) throws IOException {
        String file = System.mapLibraryName(library);
        try (InputStream in = Natives.class.getResourceAsStream(place + file)) {
            if (in != null) {
                Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
