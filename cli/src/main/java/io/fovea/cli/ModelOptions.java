package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which model, what it means where its file does not say that, and where it runs. */
final class ModelOptions {
    @Option(
            names = {"-m", "--model"},
            required = true,
            paramLabel = "MODEL",
            description = "A shipped name ('fovea models' lists them), an .onnx file, or a BioImage.IO package.")
    private String model;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = DeviceConverter.class,
            defaultValue = "auto",
            description = "Where the model runs: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Mixin
    private CardOptions card;

    /**
     * Finds the model.
     *
     * @param fovea says at the end what is assumed of it
     */
    Model model(Fovea fovea) {
        Model found = ModelLibrary.find(model).with(card.facts());
        found.warning()
                .ifPresent(warning ->
                        fovea.atTheEnd("Warning: " + warning + " Say it with --pixels, --color, --labels or --set"
                                + (found.card().task().scored().isExplained()
                                        ? "; 'fovea inspect " + model + " --try DIR' finds it."
                                        : ".")));
        return found;
    }

    /** The device asked for. */
    Device device() {
        return device;
    }

    static final class DeviceConverter implements ITypeConverter<Device> {
        @Override
        public Device convert(String value) {
            try {
                return Device.parse(value);
            } catch (FoveaException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
