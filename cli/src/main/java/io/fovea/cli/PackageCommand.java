package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.bioimage.PackageFolder;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.share.Credits;
import io.fovea.share.ModelPackage;
import io.fovea.share.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a model as a package for others. */
@Command(
        name = "package",
        description = "Writes a model as a BioImage.IO package of format 0.5: its description, the network, tensors to"
                + " test it with, a sample, a cover, documentation. Then verifies what it wrote.")
final class PackageCommand implements Callable<Integer> {
    private static final String SUFFIX = ".zip";

    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Option(names = "--output", required = true, paramLabel = "FILE.zip", description = "The package.")
    private Path output;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            description = "Who made the model; may be given several times. Needed unless it comes with Fovea, or in a"
                    + " package.")
    private List<String> authors = List.of();

    @Option(
            names = "--cite",
            paramLabel = "TEXT",
            description = "What to cite, ending with doi:10.1000/182 or https://...; may be given several times.")
    private List<String> citations = List.of();

    @Option(
            names = "--license",
            paramLabel = "ID",
            description = "The licence as SPDX calls it, such as BSD-2-Clause (default: the card's).")
    private String license = "";

    @Option(names = "--tag", paramLabel = "TAG", description = "To find it by; may be given several times.")
    private List<String> tags = List.of();

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "To test and to show it with (default: disks that are drawn).")
    private Path image;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        if (!output.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
            throw new FoveaException("The package '" + output + "' must end with " + SUFFIX + ".");
        }
        Writable.check(output, "package", PackageCommand::isPackage);
        Console console = Console.of(spec);
        Model told = model.model(fovea);
        Credits credits = Credits.of(told)
                .with(authors, citations.stream().map(Credits::citation).toList(), license, tags);
        Verification verification = ModelPackage.write(
                told,
                credits,
                Optional.ofNullable(image).map(Image::read),
                output,
                device.device(),
                fovea.cancellation());
        if (verification.isRight()) {
            console.out().println("Wrote " + output + ".");
        }
        VerifyCommand.print(console, verification, Verification.TOLERANCE);
        if (!verification.isRight()) {
            console.err().println("fovea: '" + output + "' was not kept, as it does not answer as the model does.");
            console.err().flush();
            return Errors.SOME_FAILED;
        }
        return 0;
    }

    private static boolean isPackage(Path file) {
        try (PackageFolder folder = PackageFolder.open(file)) {
            return folder.description().tags().contains("fovea");
        } catch (FoveaException e) {
            return false;
        }
    }
}
