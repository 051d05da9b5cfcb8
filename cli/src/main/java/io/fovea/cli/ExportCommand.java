package io.fovea.cli;

import io.fovea.export.PreparedModel;
import io.fovea.model.Model;
import java.util.Locale;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

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

    @ParentCommand
    private Fovea fovea;

    @Mixin
    private ModelArgument model;

    @Option(
            names = "--with",
            required = true,
            paramLabel = "PART",
            description =
                    "What is written into it: ${COMPLETION-CANDIDATES}. With its preparation it takes the bytes of an"
                            + " image of any size, uint8 [1, height, width, 3], red, green, blue.")
    private Part part;

    @Mixin
    private ModelOutput output;

    @Override
    public void run() {
        Model before = model.model(fovea);
        output.check(before);
        output.write(part.writing.apply(before));
    }
}
