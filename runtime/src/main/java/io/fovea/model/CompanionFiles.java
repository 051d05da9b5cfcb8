package io.fovea.model;

import io.fovea.bioimage.PackageFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files beside a model's that may say something of it. */
final class CompanionFiles {
    private CompanionFiles() {}

    /** All of them, whether they are there or not: one that comes or goes makes another model of it. */
    static List<Path> files(Path model) {
        List<Path> files = new ArrayList<>(List.of(CardFile.beside(model)));
        files.addAll(LabelsConvention.candidates(model));
        files.addAll(PackageFolder.candidates(model));
        ConfigConvention.FILES.forEach(name -> files.add(model.resolveSibling(name)));
        return files.stream().distinct().toList();
    }
}
