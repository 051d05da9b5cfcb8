package io.fovea.model;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.MalformedModelException;
import io.fovea.graph.operator.Decisions;
import io.fovea.graph.operator.WholeAnswers;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the model's bytes are. */
interface ModelSource {
    /** Of its file; a copy. */
    byte[] bytes() throws IOException;

    /** Parsed anew at every call. */
    Graph graph() throws IOException;

    /** The file that has the bytes. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** Of the files that it is in. */
    List<FileStamp> stamps();

    /** The BioImage.IO package that it came in. */
    Optional<Path> origin();

    /** Something that a source gives. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * A graph in which the branches that are always taken stand in place of their conditions, and real numbers in place of
     * answers in whole ones that stand for them: nothing that looks at a model has to know of those.
     */
    static Graph plain(Reading<Graph> reading) {
        Graph graph = reading(reading);
        Decisions.make(graph);
        WholeAnswers.makeReal(graph);
        return graph;
    }

    /** Makes a sentence of what goes wrong. */
    static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MalformedModelException e) {
            throw new FoveaException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new FoveaException("The model's file '" + e.getFile() + "' is missing.", e);
        } catch (IOException e) {
            throw new FoveaException("The model cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
