package io.fovea.cli;

import io.fovea.model.Model;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model that a command is about, and what it means where its file does not say that. */
final class ModelArgument {
    @Parameters(paramLabel = "MODEL", description = "A shipped name, an .onnx file, or a BioImage.IO package.")
    private String model;

    @Mixin
    private CardOptions card;

    /** Finds the model. */
    Model model() {
        return card.told(model);
    }

    /**
     * Finds the model.
     *
     * @param fovea says at the end what is assumed of it
     */
    Model model(Fovea fovea) {
        return card.told(model, fovea);
    }
}
