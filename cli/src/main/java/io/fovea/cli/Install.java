package io.fovea.cli;

import io.fovea.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes the {@link Installation} of a build; Maven runs it once everything is packaged. */
public final class Install {
    private static final List<String> ONNX_RUNTIME = List.of(
            "onnxruntime",
            "onnxruntime4j_jni",
            "onnxruntime_providers_shared",
            "onnxruntime_providers_cuda",
            "onnxruntime_providers_tensorrt");
    private static final String OPENCV = "opencv_java490";
    private static final DateTimeFormatter MAVEN_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ", Locale.ROOT);

    private final Installation installation;

    Install(Installation installation) {
        this.installation = installation;
    }

    /**
     * Installs.
     *
     * @param args the target folder; a file with the class path; the profile that was built, {@code cpu} or {@code cuda};
     *     when the build began; the plugin's jar for Fiji; its name there
     */
    public static void main(String[] args) throws IOException {
        Installation installation = new Installation(Path.of(args[0]).toAbsolutePath());
        Install install = new Install(installation);
        Files.deleteIfExists(installation.stamp());
        List<Path> jars = Stream.of(Files.readString(Path.of(args[1])).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
        for (Path jar : jars) {
            install.addLibrary(jar);
        }
        removeOthers(
                installation.libraries(), jars.stream().map(Path::getFileName).toList());
        install.addNatives();
        install.addPlugin(Path.of(args[4]), args[5]);
        removeOthers(installation.fiji(), List.of(Path.of(args[5])));
        install.stamp(args[2], OffsetDateTime.parse(args[3], MAVEN_TIME));
    }

    /** Links what Maven keeps and never changes; copies what the next build will write again. */
    private void addLibrary(Path jar) throws IOException {
        Path place = installation.libraries().resolve(jar.getFileName());
        if (isSame(jar, place)) {
            return;
        }
        Files.createDirectories(place.getParent());
        Files.deleteIfExists(place);
        if (!jar.startsWith(installation.root()) && link(place, jar)) {
            return;
        }
        AtomicFile.write(place, out -> Files.copy(jar, out));
        Files.setLastModifiedTime(place, Files.getLastModifiedTime(jar));
    }

    private void addPlugin(Path jar, String name) throws IOException {
        Path place = installation.fiji().resolve(name);
        if (Files.exists(jar) && !isSame(jar, place)) {
            AtomicFile.write(place, out -> Files.copy(jar, out));
            Files.setLastModifiedTime(place, Files.getLastModifiedTime(jar));
        }
    }

    /** Takes away what an earlier build left, of another version or profile: what lies here is what Fiji is given. */
    private static void removeOthers(Path folder, List<Path> names) throws IOException {
        for (Path jar : FijiFolder.jarsIn(folder)) {
            if (!names.contains(jar.getFileName())) {
                Files.delete(jar);
            }
        }
    }

    private static boolean isSame(Path jar, Path place) throws IOException {
        return Files.exists(place)
                && Files.size(jar) == Files.size(place)
                && Files.getLastModifiedTime(jar).equals(Files.getLastModifiedTime(place));
    }

    private static boolean link(Path place, Path jar) {
        try {
            Files.createLink(place, jar);
            return true;
        } catch (IOException | UnsupportedOperationException otherFileSystem) {
            return false;
        }
    }

    /** Unpacks native libraries. Where there are none for a system, the libraries' own loaders do what they can. */
    void addNatives() throws IOException {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "osx" : "linux";
        String onnxRuntime = (system.equals("windows") ? "win" : system) + (arm ? "-aarch64" : "-x64");
        for (String library : ONNX_RUNTIME) {
            unpack("/ai/onnxruntime/native/" + onnxRuntime + "/", library);
        }
        unpack("/nu/pattern/opencv/" + system + (arm ? "/ARMv8/" : "/x86_64/"), OPENCV);
    }

    private void unpack(String place, String library) throws IOException {
        String file = System.mapLibraryName(library);
        URL resource = Install.class.getResource(place + file);
        Path unpacked = installation.natives().resolve(file);
        if (resource == null) {
            Files.deleteIfExists(unpacked); // of another profile
            return;
        }
        URLConnection packed = resource.openConnection();
        packed.setUseCaches(false);
        try (InputStream in = packed.getInputStream()) {
            FileTime time = FileTime.fromMillis(packed.getLastModified());
            if (!Files.exists(unpacked)
                    || Files.size(unpacked) != packed.getContentLengthLong()
                    || !Files.getLastModifiedTime(unpacked).equals(time)) {
                AtomicFile.write(unpacked, in::transferTo);
                Files.setLastModifiedTime(unpacked, time);
            }
        }
    }

    /** Last, so that what is half-made is made anew. What was changed while the build ran is built the next time. */
    private void stamp(String profile, OffsetDateTime begun) throws IOException {
        AtomicFile.write(installation.stamp(), (profile + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII));
        // Maven tells whole seconds; what compiles begins later than the one in which Maven starts.
        Files.setLastModifiedTime(
                installation.stamp(), FileTime.from(begun.plusSeconds(1).toInstant()));
    }
}
