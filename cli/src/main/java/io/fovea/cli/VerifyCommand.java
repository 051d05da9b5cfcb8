package io.fovea.cli;

import io.fovea.model.ModelLibrary;
import io.fovea.share.OutputCheck;
import io.fovea.share.Verification;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Holds a package against its own test tensors. */
@Command(
        name = "verify",
        description =
                "Replays the test tensors of a BioImage.IO package and says how far the answer is off. Exit code 1"
                        + " if it is too far.")
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "A BioImage.IO package: its folder, its zip, its bioimageio.yaml or rdf.yaml, or the .onnx file"
                            + " beside that.")
    private String model;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "How far a value may be off: T, and that part of the right value (default: 1e-5).")
    private double tolerance = Verification.TOLERANCE;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        if (!(tolerance >= 0)) {
            throw new ParameterException(spec.commandLine(), "--tolerance is " + tolerance + "; give 0 or more.");
        }
        Console console = Console.of(spec);
        Verification verification =
                Verification.of(ModelLibrary.find(model), tolerance, device.device(), fovea.cancellation());
        print(console, verification, tolerance);
        return verification.isRight() ? 0 : Errors.SOME_FAILED;
    }

    static void print(Console console, Verification verification, double tolerance) {
        TextTable table = new TextTable(List.of("output", "largest difference", "of the largest value", "verdict"));
        for (OutputCheck check : verification.outputs()) {
            table.row(List.of(
                    check.output(),
                    number(check.absolute()),
                    number(check.relative()),
                    check.isRight() ? "right" : "too far"));
        }
        console.out().print(table);
        console.out()
                .println(
                        verification.isRight()
                                ? "The package answers as it says, within " + number(tolerance) + "."
                                : "The package does not answer as it says: more than " + number(tolerance) + " off.");
        console.out().flush();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
