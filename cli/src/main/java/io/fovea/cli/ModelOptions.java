package io.fovea.cli;

import io.fovea.model.Model;
import io.fovea.session.Device;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, what it means where its file does not say that, and where it runs. */
final class ModelOptions {
    @Option(
            names = {"-m", "--model"},
            required = true,
            paramLabel = "MODEL",
            description = "A shipped name ('fovea models' lists them), an .onnx file, or a BioImage.IO package.")
    private String model;

    @Mixin
    private DeviceOption device;

    @Mixin
    private CardOptions card;

    /**
     * Finds the model.
     *
     * @param fovea says at the end what is assumed of it
     */
    Model model(Fovea fovea) {
        return card.told(model, fovea);
    }

    /** The device asked for. */
    Device device() {
        return device.device();
    }
}
