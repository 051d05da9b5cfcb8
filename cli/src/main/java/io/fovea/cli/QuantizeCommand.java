package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.Inputs;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.optimize.Optimized;
import io.fovea.quantize.KernelBits;
import io.fovea.quantize.Quantized;
import io.fovea.quantize.Spread;
import io.fovea.score.ScoresOfTwo;
import io.fovea.session.Device;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a model of whole numbers. */
@Command(
        name = "quantize",
        description =
                "Writes a model whose kernels and values are whole numbers of eight bits, and says how far its answers to"
                        + " the images are off, how large it is, how many times as fast and, with --evaluate, how much"
                        + " worse.")
final class QuantizeCommand implements Runnable {
    private static final double KILOBYTE = 1024;

    /** Of the first score. */
    private static final double MOST_LOST = 0.01;

    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Option(
            names = "--calibrate",
            required = true,
            paramLabel = "INPUT",
            description =
                    "Images such as the model is for, of all kinds that it tells apart, from which the ranges of its"
                            + " values are taken: " + Quantized.IMAGES + " from all over a folder, or a glob.")
    private List<String> calibrate;

    @Option(
            names = "--evaluate",
            paramLabel = "DATA",
            description = "Also measure the scores of both models: on the data that the model was trained with, as"
                    + " 'fovea evaluate' does; for models of others on images with known answers, as 'fovea inspect"
                    + " --try' takes them.")
    private Path data;

    @Option(
            names = "--kernel-bits",
            paramLabel = "BITS",
            description =
                    "How many bits of a kernel are used: 8, or 7, which every processor answers alike, while those"
                            + " without VNNI cut off what two products of 8 come to (default: 8 where this one does not).")
    private String kernelBits;

    @Mixin
    private ModelOutput output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        Model before = model.model(fovea);
        output.check(before);
        KernelBits bits = bits();
        List<Image> images = images(console);
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            Optional<ScoresOfTwo.First> first =
                    Optional.ofNullable(data).map(there -> ScoresOfTwo.of(before, there, Device.CPU, monitor));
            Quantized made = Quantized.of(before, images, bits, monitor);
            Optional<ScoresOfTwo> scores = first.map(one -> one.and(made.model(), monitor));
            double ratio = Optimized.timesAsFast(before, made.model(), monitor);
            output.write(made.model());
            tell(console.out(), made, bits, before.onnx().length, made.model().onnx().length, ratio);
            scores.ifPresent(both -> tell(console, both));
        }
    }

    /** As many as are wanted, from all over the files, less those that cannot be read. */
    private List<Image> images(Console console) {
        List<Image> images = new ArrayList<>();
        for (Path file : Spread.of(Inputs.find(calibrate, true).files(), Quantized.IMAGES)) {
            try {
                images.add(Image.read(file));
            } catch (FoveaException e) {
                console.err().println("Left out: " + e.getMessage());
            }
        }
        return images;
    }

    private static void tell(Console console, ScoresOfTwo scores) {
        console.out().println(scores.sentence());
        console.out().flush();
        if (scores.loss() > MOST_LOST) {
            console.err()
                    .println(String.format(
                            Locale.ROOT,
                            "Warning: That is %.1f points worse; calibrate on images of all kinds that the model tells"
                                    + " apart, or keep the model that this one was made of.",
                            100 * scores.loss()));
            console.err().flush();
        }
    }

    private KernelBits bits() {
        return switch (kernelBits == null ? "" : kernelBits) {
            case "" -> KernelBits.here();
            case "7" -> KernelBits.SEVEN;
            case "8" -> KernelBits.EIGHT;
            default -> throw new FoveaException("--kernel-bits is '" + kernelBits + "'; it is 7 or 8.");
        };
    }

    private static void tell(PrintWriter out, Quantized made, KernelBits bits, int before, int after, double ratio) {
        out.println(String.format(
                Locale.ROOT,
                "%d kernels of %s bits work on whole numbers, their ranges by %s; answers are off by %.2f%%.",
                made.kernels(),
                bits.name().toLowerCase(Locale.ROOT),
                made.calibration().name().toLowerCase(Locale.ROOT),
                100 * made.error()));
        if (!made.left().isEmpty()) {
            out.println("Left as they are, as the answers changed most by them: " + String.join(", ", made.left()));
        }
        out.println(String.format(
                Locale.ROOT,
                "%.0f kB instead of %.0f; %.2f times as fast on this CPU.",
                after / KILOBYTE,
                before / KILOBYTE,
                ratio));
        out.flush();
    }
}
