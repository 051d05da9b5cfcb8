package io.fovea.cli;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.OpenCv;
import io.fovea.model.ModelLibrary;
import io.fovea.report.Letters;
import io.fovea.session.Device;
import io.fovea.session.Ort;
import io.fovea.task.Classifier;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at this machine for what keeps Fovea from running, or from running fast. */
final class MachineCheck {
    private static final double LEAST_MEMORY = 1e9;

    /** What a driver of NVIDIA's leaves on Linux and on Windows. */
    private static final List<Path> NVIDIA =
            List.of(Path.of("/proc/driver/nvidia/version"), Path.of("C:\\Windows\\System32\\nvidia-smi.exe"));

    private MachineCheck() {}

    /** What there is to say of this machine. Loads the native libraries. */
    static List<Diagnosis> diagnoses() {
        return List.of(java(), memory(), names(), temporary(), onnxRuntime(), openCv(), fonts(), gpu());
    }

    private static Diagnosis java() {
        return Diagnosis.fine(
                "Java",
                System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + ", in "
                        + System.getProperty("java.home"));
    }

    private static Diagnosis memory() {
        if (!HeapLimit.allows(LEAST_MEMORY)) {
            return Diagnosis.wrong(
                    "memory",
                    "Java may take " + HeapLimit.given() + ", which large images exceed; " + HeapLimit.remedy() + ".");
        }
        return Diagnosis.fine("memory", "Java may take " + HeapLimit.given() + ".");
    }

    private static Diagnosis names() {
        String encoding = System.getProperty("sun.jnu.encoding");
        if (Charset.forName(encoding).equals(StandardCharsets.US_ASCII)) {
            return Diagnosis.wrong(
                    "file names",
                    "The locale knows ASCII only, so files such as 'Zelle-ö.tif' cannot be opened; set LC_ALL=C.UTF-8.");
        }
        return Diagnosis.fine("file names", "in " + encoding + ".");
    }

    private static Diagnosis temporary() {
        String folder = System.getProperty("java.io.tmpdir");
        try {
            Path file = Files.createTempFile("fovea", ".tmp");
            Files.writeString(file, "fovea");
            Files.delete(file);
            return Diagnosis.fine("temporary files", "in '" + folder + "'.");
        } catch (IOException e) {
            return Diagnosis.wrong(
                    "temporary files",
                    "Nothing can be written into '" + folder + "' (" + e.getMessage()
                            + "), where native libraries are unpacked; give another with"
                            + " FOVEA_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER.");
        }
    }

    private static Diagnosis onnxRuntime() {
        try {
            return Diagnosis.fine("ONNX Runtime", Ort.environment().getVersion() + " runs.");
        } catch (RuntimeException | LinkageError e) {
            return Diagnosis.wrong(
                    "ONNX Runtime",
                    "It does not run on " + system() + " (" + reason(e)
                            + "). It needs Linux with glibc 2.27 or newer, macOS on Apple silicon, or Windows with the"
                            + " Visual C++ runtime.");
        }
    }

    private static Diagnosis openCv() {
        try {
            OpenCv.load();
            return Diagnosis.fine("OpenCV", "runs.");
        } catch (RuntimeException | LinkageError e) {
            return Diagnosis.wrong("OpenCV", reason(e));
        }
    }

    private static Diagnosis fonts() {
        return Letters.areDrawable()
                ? Diagnosis.fine("fonts", "letters can be drawn.")
                : Diagnosis.wrong("fonts", "There are none, so charts are left out. " + Letters.REMEDY);
    }

    private static Diagnosis gpu() {
        boolean driver = NVIDIA.stream().anyMatch(Files::exists);
        try {
            if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
                return driver
                        ? Diagnosis.wrong(
                                "GPU",
                                "There is an NVIDIA GPU, and this build does not use it; build with"
                                        + " FOVEA_PROFILE=cuda.")
                        : Diagnosis.fine("GPU", "none of NVIDIA's; models run on the CPU.");
            }
            Classifier.open(ModelLibrary.find("digits"), Device.cuda(0)).close();
            return Diagnosis.fine("GPU", "the first one runs models.");
        } catch (FoveaException | LinkageError e) {
            return Diagnosis.wrong("GPU", reason(e));
        }
    }

    private static String system() {
        return Stream.of("os.name", "os.version", "os.arch")
                .map(System::getProperty)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    /** Of a class that could not be initialised, the cause has the words. */
    static String reason(Throwable e) {
        Throwable told = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
        return told.getMessage() == null ? told.toString() : told.getMessage().strip();
    }
}
