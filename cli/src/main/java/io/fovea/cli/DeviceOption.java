package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.session.Device;
import io.fovea.session.OfferedDevice;
import java.util.List;
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
            description =
                    "Where it runs: auto, cpu, cuda, cuda:N, coreml or webgpu; list says what there is on this machine"
                            + " (default: ${DEFAULT-VALUE}).")
    private Device device;

    /** The device asked for. */
    Device device() {
        return device;
    }

    /** What there is was asked for, and nothing else. */
    static final class Listing extends TypeConversionException {
        private static final long serialVersionUID = 1L;

        private Listing() {
            super("list is no device, but asks for all of them");
        }

        /** The devices that ONNX Runtime offers, a line for each. */
        static TextTable table() {
            TextTable table = new TextTable(List.of("device", "found", "by"));
            for (OfferedDevice each : OfferedDevice.all()) {
                table.row(List.of(
                        each.name().isEmpty() ? "-" : each.name(),
                        each.hardware().isEmpty()
                                ? "built in; whether it works is tried when it is asked for"
                                : each.hardware(),
                        each.provider()));
            }
            return table;
        }
    }

    private static final class Converter implements ITypeConverter<Device> {
        @Override
        public Device convert(String value) {
            if (value.equals("list")) {
                throw new Listing();
            }
            try {
                return Device.parse(value);
            } catch (FoveaException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
