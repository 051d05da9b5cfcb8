package io.fovea.cli;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.export.PreparedModel;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model for use elsewhere. */
@Command(
        name = "export",
        description =
                "Writes a model for any ONNX Runtime anywhere, with what Fovea does around it as nodes of its graph.")
final class ExportCommand implements Runnable {
    /** What can be written into a model. */
    enum Part {
        /** Colour, size and normalisation: the model takes the image's bytes, uint8 [1, height, width, 3]. */
        PREPARATION(PreparedModel::of);

        private final UnaryOperator<Model> writing;

        Part(UnaryOperator<Model> writing) {
            this.writing = writing;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "MODEL", description = "A shipped name, or an .onnx file.")
    private String model;

    @Option(
            names = "--with",
            required = true,
            paramLabel = "PART",
            description =
                    "What is written into it: ${COMPLETION-CANDIDATES}. With its preparation it takes the bytes of an"
                            + " image of any size, uint8 [1, height, width, 3], red, green, blue.")
    private Part part;

    @Option(names = "--output", required = true, paramLabel = "FILE.onnx", description = "Where to write it.")
    private Path output;

    @Override
    public void run() {
        Writable.check(output, "model", OptimizeCommand::isModel);
        byte[] bytes = part.writing.apply(ModelLibrary.find(model)).onnx();
        try {
            AtomicFile.write(output, bytes);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + output + "': " + e.getMessage() + ".", e);
        }
    }
}
