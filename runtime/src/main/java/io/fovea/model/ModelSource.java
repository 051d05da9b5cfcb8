package io.fovea.model;

import io.fovea.FileStamp;
import io.fovea.graph.Graph;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the model's bytes are. What cannot be read is a {@link io.fovea.FoveaException} that names the file. */
interface ModelSource {
    /** Of its file; a copy. */
    byte[] bytes();

    /** Parsed anew at every call. */
    Graph graph();

    /** The file that has the bytes. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** Of the files that it is in. */
    List<FileStamp> stamps();

    /** The BioImage.IO package that it came in. */
    Optional<Path> origin();
}
