package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which model, and where it runs. */
final class ModelOptions {
    @Option(
            names = {"-m", "--model"},
            required = true,
            paramLabel = "MODEL",
            description = "A shipped name ('fovea models' lists them) or an .onnx file.")
    private String model;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = DeviceConverter.class,
            defaultValue = "auto",
            description = "Where the model runs: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    /** Finds the model. */
    Model model() {
        return ModelLibrary.find(model);
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
