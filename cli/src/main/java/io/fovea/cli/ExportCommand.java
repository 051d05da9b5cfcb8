package io.fovea.cli;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.method.Method;
import io.fovea.export.ExplainedModel;
import io.fovea.export.PreparedModel;
import io.fovea.model.Model;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a model for use elsewhere. */
@Command(
        name = "export",
        description =
                "Writes a model for any ONNX Runtime anywhere, with what Fovea does around it as nodes of its graph.")
final class ExportCommand implements Runnable {
    /** What can be written into a model. */
    enum Part {
        /** Colour, size and normalisation: the model takes the image's bytes, uint8 [1, height, width, 3]. */
        PREPARATION,
        /** Where the model looks: a second input for the class and an output with the heat. */
        EXPLANATION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Fovea fovea;

    @Mixin
    private ModelArgument model;

    @Option(
            names = "--with",
            required = true,
            split = ",",
            paramLabel = "PART",
            description =
                    "What is written into it: ${COMPLETION-CANDIDATES}, or both with a comma. With its preparation it takes"
                            + " the bytes of an image of any size, uint8 [1, height, width, 3], red, green, blue; with its"
                            + " explanation it also gives 'heat', where it sees the class in its second input 'class', -1"
                            + " for the top one.")
    private Set<Part> parts;

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            description = "The layer that is explained (default: the one before the head).")
    private List<String> layers = List.of();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            converter = ExplainCommand.MethodConverter.class,
            description = "How it is explained: grad-cam, grad-cam++, hirescam, layercam or xgrad-cam (default:"
                    + " grad-cam).")
    private Method method;

    @Option(names = "--keep-softmax", description = "Explain the probability instead of the score before the softmax.")
    private boolean keepSoftmax;

    @Mixin
    private ModelOutput output;

    @Override
    public void run() {
        boolean explains = parts.contains(Part.EXPLANATION);
        if (!explains && (!layers.isEmpty() || method != null || keepSoftmax)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--layer, --method and --keep-softmax are of the explanation; add --with explanation.");
        }
        Model made = model.model(fovea);
        output.check(made);
        if (explains) {
            ExplainOptions options = ExplainOptions.DEFAULT
                    .withMethod(method == null ? Method.GRAD_CAM : method)
                    .withLayers(layers)
                    .withActivation(keepSoftmax);
            made = ExplainedModel.of(made, options);
        }
        output.write(parts.contains(Part.PREPARATION) ? PreparedModel.of(made) : made);
    }
}
