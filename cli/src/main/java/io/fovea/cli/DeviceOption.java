package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.session.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a model runs, or is trained. */
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = Converter.class,
            defaultValue = "auto",
            description = "Where it runs: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    /** The device asked for. */
    Device device() {
        return device;
    }

    private static final class Converter implements ITypeConverter<Device> {
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
