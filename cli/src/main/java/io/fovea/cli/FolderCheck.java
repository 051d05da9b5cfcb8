package io.fovea.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at a folder of Fiji or ImageJ for what keeps Fovea from running in it. */
final class FolderCheck {
    private static final String PLUGIN = "Fovea";

    /** A class of everything that Fovea brings; two jars with it clash. */
    private static final Map<String, String> PARTS = parts();

    private final FijiFolder folder;
    private final Optional<String> version;

    private FolderCheck(FijiFolder folder, Optional<String> version) {
        this.folder = folder;
        this.version = version;
    }

    /** What there is to say of a folder. Reads the tables of contents of all its jars. */
    static List<Diagnosis> of(FijiFolder folder) {
        return of(folder, Optional.ofNullable(FolderCheck.class.getPackage().getImplementationVersion()));
    }

    /**
     * The same for another Fovea.
     *
     * @param version of the Fovea that looks; empty if it is not known
     */
    static List<Diagnosis> of(FijiFolder folder, Optional<String> version) {
        return new FolderCheck(folder, version).diagnoses();
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(PLUGIN, "io/fovea/imagej/Door.class");
        parts.put("onnxruntime", "ai/onnxruntime/OrtEnvironment.class");
        parts.put("opencv", "org/opencv/core/Core.class");
        return parts;
    }

    private List<Diagnosis> diagnoses() {
        List<Diagnosis> diagnoses = new ArrayList<>();
        diagnoses.add(Diagnosis.fine(
                "folder", "'" + folder.root() + "' is " + (folder.isFiji() ? "Fiji." : "plain ImageJ.")));
        PARTS.forEach((part, type) -> diagnoses.add(look(part, folder.having(type))));
        return diagnoses;
    }

    private Diagnosis look(String part, List<Path> jars) {
        if (jars.isEmpty()) {
            return Diagnosis.wrong(part, part + " is not in '" + folder.root() + "'; " + install() + ".");
        }
        if (jars.size() > 1) {
            String places = jars.stream().map(folder::place).collect(Collectors.joining(", "));
            return Diagnosis.wrong(
                    part,
                    part + " is there " + jars.size() + " times (" + places
                            + "), and Java takes any of them; keep one, the newest unless its plugin says otherwise.");
        }
        Path jar = jars.get(0);
        String place = folder.place(jar);
        if (!folder.isFiji() && place.startsWith("jars/") && place.indexOf('/', "jars/".length()) > 0) {
            return Diagnosis.wrong(
                    part, "Plain ImageJ does not look into subfolders of jars; move '" + place + "' into jars itself.");
        }
        if (part.equals(PLUGIN)) {
            return version(place);
        }
        if (FijiFolder.holds(jar, FijiPlatform::isNative) && !FijiFolder.holds(jar, FijiPlatform.here()::has)) {
            return Diagnosis.wrong(
                    part, "'" + place + "' has no library for " + FijiPlatform.here() + "; " + install() + ".");
        }
        return Diagnosis.fine(part, place);
    }

    private Diagnosis version(String place) {
        if (version.isPresent() && !place.contains("-" + version.get() + ".jar")) {
            return Diagnosis.wrong(
                    PLUGIN,
                    "'" + place + "' is of another Fovea than this one, which is " + version.get() + "; " + install()
                            + ".");
        }
        return Diagnosis.fine(PLUGIN, place);
    }

    private String install() {
        return "run 'fovea install --fiji " + folder.root() + "'";
    }
}
